//! What an organisation says of itself, section by section, as its own page, its public profile and the secretariat show
//! it. Which parts a reader gets is the caller's decision.

use domain::Lang;
use domain::code::{PhrItem, Prefecture};
use domain::organisation::profile::{Contact, Rates, Section, Warning};
use domain::organisation::{Ending, Organisation};
use domain::value::{MemberCount, Rate};
use leptos::prelude::*;

use crate::Visit;
use crate::component::{Fact, Notice, NoticeTone};
use crate::page::label;
use crate::text::organisation::OrganisationText;
use crate::text::profile_field::field;

/// Which contacts are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The organisation itself and the secretariat: everything.
    Inside,
    /// Everybody else who may read the profile: what was given, and contacts that were ticked.
    Outside,
}

/// The name of a section.
pub fn section_name(text: &OrganisationText, section: Section) -> &'static str {
    match section {
        Section::Basics => text.basics,
        Section::Members => text.members_section,
        Section::Staff => text.staff,
        Section::Rates => text.rates,
        Section::Challenges => text.challenges,
        Section::Services => text.services,
        Section::SelfCheck => text.self_check,
        Section::Contacts => text.contacts,
        Section::Visibility => text.visibility,
    }
}

/// Merged into whom, or dissolved, and when.
pub fn ending_words(visit: &Visit, ending: &Ending) -> String {
    let text = visit.text().organisation;
    let day = ending.on.short(visit.lang);
    match &ending.successor {
        Some(successor) => (text.merged)(&successor.name, &day),
        None => (text.dissolved)(&day),
    }
}

/// The banner of an organisation that has ended, with the way to its successor.
pub fn ending_notice(visit: &Visit, organisation: &Organisation) -> Option<AnyView> {
    let ending = organisation.ending.as_ref()?;
    let (lang, text) = (visit.lang, visit.text().organisation);
    let title = ending_words(visit, ending);
    let successor = ending.successor.as_ref().map(|successor| {
        let href = visit.href(&format!("/organizations/{}", successor.id));
        view! { <p><a href=href>{text.successor_page}</a></p> }
    });
    Some(view! { <Notice lang tone=NoticeTone::Info title>{successor}</Notice> }.into_any())
}

/// What should be looked at.
pub fn warning_words(visit: &Visit, warning: Warning) -> String {
    let (lang, text) = (visit.lang, visit.text().organisation);
    match warning {
        Warning::NumberCheckDigit => text.warn_check_digit.to_owned(),
        Warning::OtherPrefecture(pref) => (text.warn_pref)(pref.name(lang)),
        Warning::OtherKind(kind) => (text.warn_kind)(kind.name(lang)),
        Warning::NumberLength => text.warn_length.to_owned(),
        Warning::CorporateCheckDigit => text.warn_corporate.to_owned(),
        Warning::OldMembers => text.warn_old.to_owned(),
    }
}

/// The facts of a section; outside readers do not see what was not given.
pub fn facts(visit: &Visit, organisation: &Organisation, section: Section, reader: Reader) -> Vec<Fact> {
    let (lang, text) = (visit.lang, visit.text().organisation);
    let mut facts = Facts {
        lang,
        text,
        reader,
        list: Vec::new(),
    };
    let (profile, details) = (&organisation.profile, &organisation.profile.details);
    let fields = section.fields(organisation.kind);
    let has = |name: &str| fields.contains(&name);
    match section {
        Section::Basics => {
            facts.add("name", Some(profile.name.clone()));
            facts.add("kana", Some(profile.kana.clone()));
            if has("society_code") {
                facts.add("society_code", details.society_code.clone());
            }
            let number = details.corporate_number.as_ref();
            facts.add("corporate_number", number.map(|number| number.grouped()));
            if has("form") {
                facts.add("form", profile.form.map(|form| form.name(lang).to_owned()));
                let specified = if details.specified { text.yes } else { text.no };
                facts.add("specified", Some(specified.to_owned()));
            }
            if has("industry") {
                facts.add("industry", profile.industry.map(|it| it.name(lang).to_owned()));
            }
            facts.add("pref", Some(profile.pref.name(lang).to_owned()));
            if has("about") {
                facts.add("about", Some(details.about.clone()).filter(|about| !about.is_empty()));
                facts.link("url", details.url.clone());
            }
        }
        Section::Members => members(&mut facts, organisation),
        Section::Staff => {
            facts.count("staff", details.staff);
            facts.count("nurses", details.nurses);
            facts.count("dietitians", details.dietitians);
        }
        Section::Rates => rates(&mut facts, &details.rates),
        Section::Challenges => {
            facts.names("challenge", details.challenges.iter().map(|it| it.name(lang)));
            facts.names("theme", details.themes.iter().map(|it| it.name(lang)));
        }
        Section::Services => {
            facts.names("service", details.services.iter().map(|it| it.name(lang)));
            facts.names("certificate", details.certificates.iter().map(|it| it.name(lang)));
            let note = details.certificate_note.clone();
            facts.add("certificate_note", Some(note).filter(|note| !note.is_empty()));
            facts.area(&details.area.iter().collect::<Vec<_>>());
        }
        Section::SelfCheck => {
            // Every item is shown, so that what is not ticked is seen as well.
            if !details.phr.is_empty() || reader == Reader::Inside {
                facts.add("phr_on", details.phr_on.map(|day| day.format(lang)));
                for item in PhrItem::ALL {
                    let ticked = details.phr.contains(item);
                    let word = if ticked { text.phr_yes } else { text.phr_no };
                    facts.list.push(Fact::text(item.name(lang), word));
                }
                let note = details.phr_note.clone();
                facts.add("phr_note", Some(note).filter(|note| !note.is_empty()));
            }
        }
        Section::Contacts => contacts(&mut facts, &details.contacts),
        Section::Visibility => facts.add("visibility", Some(profile.visibility().name(lang).to_owned())),
    }
    facts.list
}

struct Facts {
    lang: Lang,
    text: &'static OrganisationText,
    reader: Reader,
    list: Vec<Fact>,
}

impl Facts {
    fn add(&mut self, name: &str, value: Option<String>) {
        let label = field(self.lang, name).label;
        self.labelled(label, value);
    }

    fn labelled(&mut self, label: &str, value: Option<String>) {
        match (value, self.reader) {
            (Some(value), _) => self.list.push(Fact::text(label, value)),
            (None, Reader::Inside) => self.list.push(Fact::text(label, self.text.empty)),
            (None, Reader::Outside) => {}
        }
    }

    fn count(&mut self, name: &str, value: Option<u32>) {
        self.add(name, value.map(|count| count.to_string()));
    }

    fn people(&self, count: MemberCount) -> String {
        (self.text.persons)(&count.to_string())
    }

    fn names(&mut self, name: &str, names: impl Iterator<Item = &'static str>) {
        let joined = label::list(self.lang, names);
        self.add(name, Some(joined).filter(|names| !names.is_empty()));
    }

    fn area(&mut self, area: &[Prefecture]) {
        let lang = self.lang;
        self.names("area", area.iter().map(|pref| pref.name(lang)));
    }

    fn link(&mut self, name: &str, address: Option<String>) {
        match address {
            Some(address) => {
                let href = address.clone();
                let link = view! { <a href=href rel="noopener nofollow">{address}</a> };
                self.list.push(Fact::view(field(self.lang, name).label, link));
            }
            None => self.add(name, None),
        }
    }
}

fn members(facts: &mut Facts, organisation: &Organisation) {
    let profile = &organisation.profile;
    let (lang, text) = (facts.lang, facts.text);
    let insured = profile.insured.map(|count| facts.people(count));
    facts.add("insured", insured);
    let dependants = profile.dependants.map(|count| facts.people(count));
    facts.add("dependants", dependants);
    let all = profile.members().map(|count| facts.people(count));
    facts.labelled(text.members, all);
    facts.labelled(text.size, profile.size().map(|size| size.name(lang).to_owned()));
    let small = profile
        .is_small()
        .map(|small| if small { text.is_small } else { text.is_not_small }.to_owned());
    facts.labelled(text.small, small);
    facts.add("members_as_of", profile.members_as_of.map(|day| day.format(lang)));
    facts.count("workplaces", profile.details.workplaces);
    facts.count("sites", profile.details.sites);
    facts.area(&profile.details.area.iter().collect::<Vec<_>>());
}

fn rates(facts: &mut Facts, rates: &Rates) {
    let lang = facts.lang;
    facts.add("rate_year", rates.year.map(|year| year.name(lang)));
    let percent = |rate: Option<Rate>| rate.map(Rate::percent);
    for (name, rate) in ["checkup_total", "checkup_insured", "checkup_dependants"]
        .into_iter()
        .zip(rates.checkup)
        .chain(
            ["guidance_total", "guidance_insured", "guidance_dependants"]
                .into_iter()
                .zip(rates.guidance),
        )
    {
        facts.add(name, percent(rate));
    }
}

fn contacts(facts: &mut Facts, contacts: &[Contact]) {
    let (text, inside) = (facts.text, facts.reader == Reader::Inside);
    if contacts.is_empty() {
        facts.labelled(text.contacts, None);
    }
    for (position, contact) in contacts.iter().enumerate() {
        if !inside && !contact.public {
            continue;
        }
        let mut words = vec![contact.department.clone(), contact.name.clone()];
        words.extend(contact.tel.as_ref().map(|tel| tel.as_str().to_owned()));
        words.push(contact.email.as_str().to_owned());
        if inside {
            let shown = if contact.public {
                text.contact_public
            } else {
                text.contact_hidden
            };
            words.push(format!("（{shown}）"));
        }
        words.retain(|word| !word.is_empty());
        facts.labelled(&(text.contact)(&(position + 1).to_string()), Some(words.join("　")));
    }
}
