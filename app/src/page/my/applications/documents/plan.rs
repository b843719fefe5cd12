//! 事業計画書: the texts of the plan under their headings, the schedule and the figures as tables, and the answers to the
//! questions of the call.

use domain::Lang;
use domain::application::Section;
use domain::plan::{Kpi, Task};
use paper::{Block, Column, Item, Table};

use super::Source;
use crate::text::application_field as words;

pub(super) fn blocks(source: &Source) -> Vec<Block> {
    let plan = &source.content.content.plan;
    let mut blocks = vec![
        Block::Right(source.lead()),
        Block::Table(Table::facts(
            "",
            vec![
                ("事業名", plan.title.clone()),
                (
                    "実施期間",
                    format!(
                        "{}から{}まで",
                        plan.period.0.format(Lang::Ja),
                        plan.period.1.format(Lang::Ja)
                    ),
                ),
            ],
        )),
    ];
    let sections = Section::ALL
        .iter()
        .copied()
        .filter(|section| *section != Section::Budget);
    for (number, section) in (1..).zip(sections.filter(|section| *section != Section::Outline)) {
        blocks.push(Block::Heading(format!(
            "{number}　{}",
            words::section(Lang::Ja, section).0
        )));
        let texts = section.fields().iter().filter_map(|field| {
            let (_, text) = plan.texts.iter().find(|(name, _)| name == field)?;
            (!text.is_empty()).then(|| Item::new("■", format!("{}\n{text}", words::field(Lang::Ja, field).label)))
        });
        let texts: Vec<_> = texts.collect();
        if !texts.is_empty() {
            blocks.push(Block::Items(texts));
        }
        match section {
            Section::Schedule => blocks.push(schedule(&source.content.content.tasks)),
            Section::Evaluation => blocks.push(figures(&source.content.content.kpis)),
            _ => {}
        }
    }
    blocks.extend(answers(source));
    blocks
}

fn schedule(tasks: &[Task]) -> Block {
    let rows = tasks
        .iter()
        .map(|task| {
            let until = if task.from == task.to {
                task.from.name_ja()
            } else {
                format!("{}から{}まで", task.from.name_ja(), task.to.name_ja())
            };
            vec![task.title.clone(), task.actor.clone(), until]
        })
        .collect();
    let columns = vec![
        Column::left("実施内容", 5),
        Column::left("担当", 3),
        Column::left("時期", 4),
    ];
    Block::Table(Table::new("", columns, rows))
}

fn figures(kpis: &[Kpi]) -> Block {
    let shown = |value: Option<domain::value::Quantity>, unit: &str| {
        value.map_or_else(|| "－".to_owned(), |value| format!("{value}{unit}"))
    };
    let rows = kpis
        .iter()
        .map(|kpi| {
            vec![
                kpi.level.name(Lang::Ja).to_owned(),
                kpi.name.clone(),
                shown(kpi.baseline, &kpi.unit),
                shown(kpi.target, &kpi.unit),
                kpi.year.map(|year| year.name(Lang::Ja)).unwrap_or_default(),
                kpi.method.clone(),
            ]
        })
        .collect();
    let columns = vec![
        Column::left("段階", 4),
        Column::left("指標", 7),
        Column::left("現状値", 3),
        Column::left("目標値", 3),
        Column::left("目標年度", 4),
        Column::left("測定方法", 5),
    ];
    Block::Table(Table::new("評価指標", columns, rows))
}

fn answers(source: &Source) -> Vec<Block> {
    let (questions, answers) = (&source.content.questions.form, &source.content.form.answers);
    let mut blocks = Vec::new();
    for section in &questions.sections {
        let items: Vec<_> = section
            .questions
            .iter()
            .filter(|question| answers.asks(questions, question))
            .map(|question| {
                let said = answers.shown(question);
                let said: Vec<_> = said.iter().map(|words| words.get(Lang::Ja)).collect();
                let said = if said.is_empty() {
                    "－".to_owned()
                } else {
                    said.join("、")
                };
                Item::new("問", format!("{}\n{said}", question.label.get(Lang::Ja)))
            })
            .collect();
        if !items.is_empty() {
            blocks.push(Block::Heading(section.title.get(Lang::Ja).to_owned()));
            blocks.push(Block::Items(items));
        }
    }
    blocks
}
