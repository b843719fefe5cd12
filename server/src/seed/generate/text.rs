//! Writes the texts of a generated program from its facts and the sentences in stock.

use domain::Lang;
use domain::code::{CostSharing, DataUse, ListingKind, Region, RegionScheme};
use domain::insurer::NewInsurer;
use domain::program::ProgramForm;

use super::block::{Blocks, Slots};
use super::facts::Facts;
use super::random::Random;

const JA: Lang = Lang::Ja;

/// The form of a program; nothing when the facts name no theme.
pub fn write(random: &mut Random, blocks: &Blocks, facts: &Facts, lead: &NewInsurer) -> Option<ProgramForm> {
    let theme = *facts.themes.first()?;
    let about = blocks.of(theme)?;
    let common = &blocks.common;
    let slots = Slots {
        target: join(facts.targets.iter().map(|target| target.name(JA)), "と"),
        area: name_area(facts),
        lead: lead.name.clone(),
        theme: theme.name(JA).to_owned(),
        mode: join(facts.modes.iter().map(|mode| mode.name(JA)), "と"),
        persons: facts.persons,
        months: facts.months(),
        societies: facts.societies,
    };
    let one = |random: &mut Random, stock: &[String]| {
        random
            .pick(stock)
            .map_or_else(String::new, |sentence| slots.fill(sentence))
    };
    let several = |random: &mut Random, stock: &[String], count: i64| -> Vec<String> {
        let count = usize::try_from(count).unwrap_or_default();
        random
            .pick_some(stock, count)
            .into_iter()
            .map(|sentence| slots.fill(sentence))
            .collect()
    };

    let title = one(random, &about.title);
    let title = match random.draw() % 3 {
        0 => title,
        1 => format!("{}の{title}", slots.area),
        _ => format!("{title}（{}）", slots.area),
    };
    let mut form = ProgramForm {
        title,
        kind: facts.kind.code().to_owned(),
        cat: theme.purpose().code().to_owned(),
        summary: format!("{}{}", slots.fill(&about.purpose), one(random, &common.opening)),
        purpose: [slots.fill(&about.purpose), one(random, &common.goal)].concat(),
        problem: [slots.fill(&about.problem), one(random, &common.reason)].concat(),
        target_note: one(random, &common.target_note),
        target_n: facts.persons.to_string(),
        nationwide: if facts.nationwide {
            "1".to_owned()
        } else {
            String::new()
        },
        area_note: if random.chance(40) {
            one(random, &common.area_note)
        } else {
            String::new()
        },
        period_from: facts.period.0.iso(),
        period_to: facts.period.1.iso(),
        cost: facts.cost.code().to_owned(),
        cost_note: one(random, &common.cost_note),
        provider: if random.chance(60) {
            one(random, &common.provider)
        } else {
            String::new()
        },
        data_use: facts.data_use.code().to_owned(),
        joined: random.between(1, facts.societies).to_string(),
        condition: if random.chance(60) {
            one(random, &common.condition)
        } else {
            String::new()
        },
        contact_org: lead.name.clone(),
        contact_dept: one(random, &common.department),
        contact_tel: format!("03-0000-{:04}", random.between(0, 9_999)),
        contact_email: format!("hoken-{}@example.jp", lead.number),
        contact_hours: one(random, &common.hours),
        visibility: facts.visibility.code().to_owned(),
        subsidy: facts.subsidy.code().to_owned(),
        theme: facts.themes.iter().map(|theme| theme.code().to_owned()).collect(),
        target: facts.targets.iter().map(|target| target.code().to_owned()).collect(),
        pref: facts.prefectures.iter().map(|pref| pref.code().to_owned()).collect(),
        mode: facts.modes.iter().map(|mode| mode.code().to_owned()).collect(),
        size: facts.sizes.iter().map(|size| size.code().to_owned()).collect(),
        industry: facts
            .industries
            .iter()
            .map(|industry| industry.code().to_owned())
            .collect(),
        sub_cat: facts
            .themes
            .iter()
            .skip(1)
            .map(|second| second.purpose())
            .filter(|purpose| *purpose != theme.purpose())
            .map(|purpose| purpose.code().to_owned())
            .collect(),
        ..ProgramForm::default()
    };

    let (openings, steps, joining) = (random.between(2, 6), random.between(3, 9), random.between(1, 4));
    let mut content = several(random, &common.opening, openings).concat();
    if random.chance(70) {
        content.push_str("\n\n### 背景\n");
        let reasons = random.between(2, 5);
        content.push_str(&several(random, &common.reason, reasons).concat());
    }
    content.push_str("\n\n### 実施すること\n");
    content.push_str(&list(about.action.iter().map(|action| slots.fill(action))));
    if let Some(second) = facts.themes.get(1).and_then(|theme| blocks.of(*theme)) {
        content.push_str(&list(several(random, &second.action, 2)));
    }
    content.push_str("\n### 進め方\n");
    content.push_str(&list(several(random, &common.step, steps)));
    if random.chance(30) {
        content.push_str("\n### 費用と個人情報\n");
        content.push_str(&several(random, &common.cost_note, 3).concat());
        content.push_str(&several(random, &common.data_note, 3).concat());
        content.push('\n');
    }
    if facts.kind == ListingKind::Reference || random.chance(15) {
        content.push_str("\n### これまでの結果\n");
        content.push_str(&several(random, &common.result, 5).concat());
        content.push('\n');
    }
    if random.chance(75) {
        content.push_str("\n### 評価\n");
        content.push_str(&slots.fill(&about.measure));
        content.push_str(&one(random, &common.goal));
    }
    if facts.kind != ListingKind::Reference {
        content.push_str("\n\n### 参加のしかた\n");
        content.push_str(&several(random, &common.joining, joining).concat());
        (form.recruit_from, form.recruit_to) = (facts.recruiting.0.iso(), facts.recruiting.1.iso());
        if random.chance(65) {
            form.capacity = (facts.societies + random.between(0, 8)).to_string();
        }
    }
    form.content = content;
    let lines = random.between(3, 7);
    form.structure = several(random, &common.structure, lines).join("\n");
    if facts.kind == ListingKind::Reference || random.chance(15) {
        form.result = [slots.fill(&about.measure), several(random, &common.result, 3).concat()].concat();
    }
    if facts.data_use != DataUse::None {
        form.data_note = several(random, &common.data_note, 2).concat();
    }
    if facts.cost == CostSharing::Fixed {
        form.cost_yen = (random.between(2, 60) * 10_000).to_string();
    }
    Some(form)
}

fn list(lines: impl IntoIterator<Item = String>) -> String {
    lines.into_iter().map(|line| format!("- {line}\n")).collect()
}

fn join(names: impl Iterator<Item = &'static str>, with: &str) -> String {
    names.collect::<Vec<_>>().join(with)
}

/// 全国, up to two prefectures by name, or the region of the first.
fn name_area(facts: &Facts) -> String {
    let mut places = facts.prefectures.iter();
    match (places.next(), facts.prefectures.len()) {
        _ if facts.nationwide => "全国".to_owned(),
        (Some(_), 1 | 2) => join(facts.prefectures.iter().map(|pref| pref.name(JA)), "と"),
        (Some(first), _) => format!(
            "{}地方",
            Region::of(first, RegionScheme::Eight).name(JA).trim_end_matches("地方")
        ),
        (None, _) => "全国".to_owned(),
    }
}
