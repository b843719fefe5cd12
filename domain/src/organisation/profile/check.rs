//! Reads a typed profile. Every section can be saved by itself, so a field that is wrong or missing does not keep the
//! others from being read.

use super::clean::{Contact, Details, Profile, Rates, Visibility};
use super::form::{CONTACTS, ProfileForm};
use crate::code::{
    Certificate, Industry, InsurerForm, OrganisationKind, PhrItem, Prefecture, PrefectureSet, ProfileVisibility,
    ProviderRole, Purpose, Theme,
};
use crate::normalise;
use crate::problem::{ProblemCode, Problems};
use crate::reader::Reader;
use crate::value::{CorporateNumber, Day, MemberCount, Rate};

/// Most workplaces, sites or staff that are believed.
const MOST: u32 = 1_000_000;

impl ProfileForm {
    /// Most characters of a text field, if it is limited.
    pub fn limit(field: &str) -> Option<u32> {
        Some(match field {
            "name" | "kana" => 100,
            "about" => 1000,
            "certificate_note" => 200,
            "phr_note" => 600,
            "contact1_dept" | "contact2_dept" | "contact3_dept" => 100,
            "contact1_name" | "contact2_name" | "contact3_name" => 60,
            _ => return None,
        })
    }

    /// The profile that results from `base` with everything that could be read, and what is wrong, in the order of the
    /// sections. Where something is wrong, the value of `base` stays.
    pub fn read(&self, base: &Profile, kind: OrganisationKind, today: Day) -> (Profile, Problems) {
        let mut reader = Reader::new(|field| self.values(field));
        let mut profile = base.clone();
        basics(&mut reader, kind, &mut profile);
        if kind.is_insurer() {
            members(&mut reader, today, &mut profile);
            staff(&mut reader, &mut profile.details);
            rates(&mut reader, &mut profile.details);
            keep(
                &mut profile.details.challenges,
                reader.choices("challenge", Purpose::from_code),
            );
            keep(&mut profile.details.themes, reader.choices("theme", Theme::from_code));
        }
        if kind.is_provider() {
            services(&mut reader, &mut profile.details);
            self_check(&mut reader, today, &mut profile.details);
        }
        contacts(&mut reader, &mut profile.details);
        let visibility = reader.required_choice("visibility", ProfileVisibility::from_code);
        keep(&mut profile.details.visibility, visibility.map(Visibility));
        (profile, reader.problems)
    }
}

fn keep<T>(place: &mut T, read: Option<T>) {
    if let Some(value) = read {
        *place = value;
    }
}

fn limit(field: &str) -> u32 {
    ProfileForm::limit(field).unwrap_or(u32::MAX)
}

fn basics(reader: &mut Reader<'_>, kind: OrganisationKind, profile: &mut Profile) {
    keep(&mut profile.name, reader.required_line("name", limit("name")));
    keep(&mut profile.kana, reader.required_kana("kana", limit("kana")));
    if kind == OrganisationKind::Kenpo {
        keep(
            &mut profile.details.society_code,
            reader.parsed("society_code", society_code),
        );
    }
    keep(
        &mut profile.details.corporate_number,
        reader.parsed("corporate_number", CorporateNumber::parse),
    );
    if kind == OrganisationKind::Kenpo {
        let form = reader.required_choice("form", InsurerForm::from_code);
        keep(&mut profile.form, form.map(Some));
        keep(&mut profile.details.specified, reader.flag("specified"));
    }
    if kind.is_insurer() {
        let industry = reader.required_choice("industry", Industry::from_code);
        keep(&mut profile.industry, industry.map(Some));
    }
    keep(&mut profile.pref, reader.required_choice("pref", Prefecture::from_code));
    if !kind.is_insurer() {
        keep(&mut profile.details.about, reader.lines("about", limit("about")));
        keep(&mut profile.details.url, reader.parsed("url", normalise::url));
    }
}

/// 組合コード: five digits.
fn society_code(typed: &str) -> Result<String, ProblemCode> {
    let code = normalise::numeric_code(typed);
    if code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(code)
    } else {
        Err(ProblemCode::NotASocietyCode)
    }
}

fn members(reader: &mut Reader<'_>, today: Day, profile: &mut Profile) {
    for (field, place) in [
        ("insured", &mut profile.insured),
        ("dependants", &mut profile.dependants),
    ] {
        match reader.count(field, MemberCount::MAX.get()) {
            Some(Some(count)) => *place = MemberCount::new(count),
            Some(None) => reader.problems.push(field, ProblemCode::Empty),
            None => {}
        }
    }
    match reader.past_day("members_as_of", today) {
        Some(Some(day)) => profile.members_as_of = Some(day),
        Some(None) => reader.problems.push("members_as_of", ProblemCode::Empty),
        None => {}
    }
    keep(&mut profile.details.workplaces, reader.count("workplaces", MOST));
    keep(&mut profile.details.sites, reader.count("sites", MOST));
    area(reader, &mut profile.details);
}

fn area(reader: &mut Reader<'_>, details: &mut Details) {
    let chosen = reader.choices("area", Prefecture::from_code);
    keep(
        &mut details.area,
        chosen.map(|prefectures| prefectures.into_iter().collect::<PrefectureSet>()),
    );
}

fn staff(reader: &mut Reader<'_>, details: &mut Details) {
    keep(&mut details.staff, reader.count("staff", MOST));
    keep(&mut details.nurses, reader.count("nurses", MOST));
    keep(&mut details.dietitians, reader.count("dietitians", MOST));
}

fn rates(reader: &mut Reader<'_>, details: &mut Details) {
    const CHECKUP: [&str; 3] = ["checkup_total", "checkup_insured", "checkup_dependants"];
    const GUIDANCE: [&str; 3] = ["guidance_total", "guidance_insured", "guidance_dependants"];
    let year = reader.fiscal_year("rate_year");
    let any = CHECKUP.iter().chain(&GUIDANCE).any(|field| !reader.is_blank(field));
    // A rate of no year says nothing, so it is not kept either.
    if any && year.unwrap_or(details.rates.year).is_none() {
        if year.is_some() {
            reader.problems.push("rate_year", ProblemCode::Empty);
        }
        return;
    }
    let mut read = |fields: [&'static str; 3], base: [Option<Rate>; 3]| {
        let mut rates = base;
        for (field, place) in fields.into_iter().zip(&mut rates) {
            keep(place, reader.rate(field));
        }
        rates
    };
    let Rates {
        year: base_year,
        checkup,
        guidance,
    } = details.rates;
    details.rates = Rates {
        year: year.unwrap_or(base_year),
        checkup: read(CHECKUP, checkup),
        guidance: read(GUIDANCE, guidance),
    };
}

fn services(reader: &mut Reader<'_>, details: &mut Details) {
    keep(
        &mut details.services,
        reader.choices("service", ProviderRole::from_code),
    );
    keep(
        &mut details.certificates,
        reader.choices("certificate", Certificate::from_code),
    );
    let field = "certificate_note";
    keep(&mut details.certificate_note, reader.line(field, limit(field)));
    area(reader, details);
}

/// A statement needs its day; without any item there is none.
fn self_check(reader: &mut Reader<'_>, today: Day, details: &mut Details) {
    let items = reader.choices("phr", PhrItem::from_code);
    let states = items.as_ref().is_some_and(|items| !items.is_empty());
    let on = match reader.past_day("phr_on", today) {
        Some(None) if states => reader.refuse("phr_on", ProblemCode::Empty),
        on => on,
    };
    keep(&mut details.phr, items);
    keep(&mut details.phr_on, on);
    let field = "phr_note";
    keep(&mut details.phr_note, reader.lines(field, limit(field)));
}

/// The first contact is needed; the others when anything of them is typed.
fn contacts(reader: &mut Reader<'_>, details: &mut Details) {
    let mut contacts = Vec::new();
    let mut sound = true;
    for (position, fields) in CONTACTS.iter().enumerate() {
        let typed = fields[..4].iter().any(|field| !reader.is_blank(field));
        if position > 0 && !typed {
            continue;
        }
        match contact(reader, fields) {
            Some(contact) => contacts.push(contact),
            None => sound = false,
        }
    }
    if sound {
        details.contacts = contacts;
    }
}

fn contact(reader: &mut Reader<'_>, fields: &'static [&'static str; 5]) -> Option<Contact> {
    let [department, name, tel, email, public] = *fields;
    let found = (
        reader.line(department, limit(department)),
        reader.required_line(name, limit(name)),
        reader.phone(tel),
        match reader.email(email) {
            Some(None) => reader.refuse(email, ProblemCode::Empty),
            other => other.flatten(),
        },
        reader.flag(public),
    );
    Some(Contact {
        department: found.0?,
        name: found.1?,
        tel: found.2?,
        email: found.3?,
        public: found.4?,
    })
}
