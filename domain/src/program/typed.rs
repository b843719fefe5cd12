//! The way back from a checked program to the form: what is published, as it could have been typed. It is used to compare
//! publications field by field and to copy a program; nothing is lost on the way.

use super::{Area, CleanProgram, ProgramForm};
use crate::code::CodeList;
use crate::value::{Day, Phone, Yen};

impl ProgramForm {
    /// A form that the check turns into exactly this program.
    pub fn of(program: &CleanProgram) -> Self {
        let (nationwide, pref) = match program.area {
            Area::Nationwide => ("1".to_owned(), Vec::new()),
            Area::Prefectures(set) => (
                String::new(),
                set.iter().map(|prefecture| prefecture.code().to_owned()).collect(),
            ),
        };
        Self {
            title: program.title.clone(),
            kind: program.kind.code().to_owned(),
            cat: program.cat.code().to_owned(),
            summary: program.summary.clone(),
            purpose: program.purpose.clone(),
            content: program.content.clone(),
            problem: program.problem.clone(),
            result: program.result.clone(),
            target_note: program.target_note.clone(),
            target_n: count(program.target_n),
            nationwide,
            area_note: program.area_note.clone(),
            period_from: program.period_from.iso(),
            period_to: program.period_to.iso(),
            cost: program.cost.sharing.code().to_owned(),
            cost_yen: program
                .cost
                .yen
                .map(Yen::get)
                .map(|yen| yen.to_string())
                .unwrap_or_default(),
            cost_note: program.cost.note.clone(),
            structure: program.structure.clone(),
            provider: program.provider.clone(),
            data_use: program.data_use.code().to_owned(),
            data_note: program.data_note.clone(),
            recruit_from: program.recruit_from.map(Day::iso).unwrap_or_default(),
            recruit_to: program.recruit_to.map(Day::iso).unwrap_or_default(),
            capacity: count(program.capacity),
            joined: count(program.joined),
            condition_min: count(program.limits.members_min),
            condition_max: count(program.limits.members_max),
            condition_system: program.limits.system.clone(),
            condition: program.limits.note.clone(),
            contact_org: program.contact.organisation.clone(),
            contact_dept: program.contact.department.clone(),
            contact_tel: program
                .contact
                .tel
                .as_ref()
                .map(Phone::as_str)
                .unwrap_or_default()
                .to_owned(),
            contact_email: program.contact.email.as_str().to_owned(),
            contact_hours: program.contact.hours.clone(),
            visibility: program.visibility.code().to_owned(),
            members_visibility: program.members_visibility.code().to_owned(),
            subsidy: program.subsidy.code().to_owned(),
            subsidy_note: program.subsidy_note.clone(),
            sub_cat: codes(&program.sub_cats),
            theme: codes(&program.themes),
            target: codes(&program.targets),
            pref,
            mode: codes(&program.modes),
            size: codes(&program.limits.sizes),
            industry: codes(&program.limits.industries),
            condition_kind: codes(&program.limits.kinds),
            condition_form: codes(&program.limits.forms),
            condition_pref: program
                .limits
                .seats
                .iter()
                .map(|prefecture| prefecture.code().to_owned())
                .collect(),
        }
    }
}

fn codes<T: CodeList>(values: &[T]) -> Vec<String> {
    values.iter().map(|value| value.code().to_owned()).collect()
}

fn count(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}
