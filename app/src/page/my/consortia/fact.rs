//! What a consortium is about, and the terms of one society, as facts.

use domain::Lang;
use domain::code::CostSharing;
use domain::consortium::{CleanConsortium, Terms, TermsPart};
use domain::value::{Day, Yen};
use store::Consortium;

use crate::Visit;
use crate::component::Fact;
use crate::text::consortium::field;

fn period(lang: Lang, from: Day, to: Day) -> String {
    match lang {
        Lang::Ja => format!("{}から{}まで", from.format(lang), to.format(lang)),
        Lang::En => format!("{} to {}", from.format(lang), to.format(lang)),
    }
}

/// An amount as it is read.
pub(super) fn money(lang: Lang, yen: Yen) -> String {
    match lang {
        Lang::Ja => yen.reading(),
        Lang::En => format!("¥{yen}"),
    }
}

/// What it is about; to those who do not belong only aim and period.
pub(super) fn plan_facts(visit: &Visit, plan: &CleanConsortium, inside: bool) -> Vec<Fact> {
    let (lang, text) = (visit.lang, visit.text().consortium);
    let label = |name| field(lang, name).label;
    let mut facts = vec![
        Fact::text(label("aim"), plan.aim.clone()),
        Fact::text(TermsPart::Period.name(lang), period(lang, plan.from, plan.to)),
    ];
    if inside {
        let cost = match plan.sharing {
            CostSharing::Free => plan.sharing.name(lang).to_owned(),
            sharing => format!("{} {}", sharing.name(lang), money(lang, plan.cost)),
        };
        let data = [plan.data.name(lang), &plan.data_note].join(" ");
        let (yes, no) = (text.publication_yes, text.publication_no);
        let open = if plan.open { text.open_yes } else { text.open_no };
        facts.extend([
            Fact::text(TermsPart::Sharing.name(lang), cost),
            Fact::text(label("data"), data.trim().to_owned()),
            Fact::text(label("publication"), if plan.publication { yes } else { no }),
            Fact::text(label("open"), open),
        ]);
    }
    facts
}

/// One part of the terms in words.
pub(super) fn term(visit: &Visit, whole: &Consortium, terms: &Terms, part: TermsPart) -> String {
    let (lang, text) = (visit.lang, visit.text().consortium);
    match part {
        TermsPart::Lead => whole
            .place(terms.lead)
            .map(|place| place.name.clone())
            .unwrap_or_default(),
        TermsPart::Period => period(lang, terms.from, terms.to),
        TermsPart::Sharing => terms.sharing.name(lang).to_owned(),
        TermsPart::Share => money(lang, terms.share),
        TermsPart::Data => (text.version_of)(terms.data_version),
        TermsPart::Publication if terms.publication => text.publication_yes.to_owned(),
        TermsPart::Publication => text.publication_no.to_owned(),
        TermsPart::Plan => (text.version_of)(terms.plan_version),
    }
}
