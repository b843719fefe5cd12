//! 応募申請書: what is applied for, by whom and for how much. Instead of seals it names who wrote and who approved, and where
//! it can be checked (PRNT-03).

use domain::Lang;
use domain::value::grouped;
use paper::{Block, Column, Table};

use super::Source;
use super::budget::amounts;

pub(super) fn blocks(source: &Source) -> Vec<Block> {
    let content = &source.content;
    let (from, to) = content.content.plan.period;
    let made = if source.proof.is_some() { content.at } else { source.now };
    let open = |text: &str| {
        if text.is_empty() {
            "－".to_owned()
        } else {
            text.to_owned()
        }
    };
    let mut facts = vec![
        ("年度", content.year.long_name(Lang::Ja)),
        ("公募", format!("{}（{}）", content.call_title, content.call_code)),
        ("受付番号", open(&content.number)),
        ("事業名", content.content.plan.title.clone()),
        ("代表組合", source.lead()),
        ("コンソーシアム", content.consortium_name.clone()),
        ("構成組合の数", format!("{}組合", content.composition.present().count())),
        (
            "加入者数の合計",
            format!(
                "{}人（基準日 {}）",
                grouped(content.composition.members()),
                content.composition.reference.format(Lang::Ja)
            ),
        ),
        (
            "実施期間",
            format!("{}から{}まで", from.format(Lang::Ja), to.format(Lang::Ja)),
        ),
        ("作成者", open(&content.preparer)),
        ("承認者", open(&content.approver)),
    ];
    if let Some(proof) = &source.proof {
        facts.push(("承認・提出の日時", content.at.format_jst(Lang::Ja)));
        facts.push(("確認先", proof.clone()));
    }
    let mut blocks = vec![
        Block::Right(made.day_jst().format(Lang::Ja)),
        Block::Text(format!(
            "{}の公募「{}」に、次のとおり応募します。",
            content.year.long_name(Lang::Ja),
            content.call_title
        )),
        Block::Table(Table::facts("", facts)),
        Block::Heading("補助所要額".to_owned()),
        amounts(content),
    ];
    if !content.papers.is_empty() {
        let rows = content
            .papers
            .iter()
            .map(|file| vec![file.paper.name(Lang::Ja).to_owned(), file.name.clone()])
            .collect();
        let columns = vec![Column::left("書類", 3), Column::left("ファイル名", 9)];
        blocks.push(Block::Heading("添付書類".to_owned()));
        blocks.push(Block::Table(Table::new("", columns, rows)));
    }
    blocks
}
