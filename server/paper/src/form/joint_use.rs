//! The notice of joint use (個人データの共同利用の公表文, Act art. 27(5)(iii); domain §7.2).

use domain::data_flow::JointUseForm;
use domain::normalise;

use super::{Basis, OPEN, day, typed};
use crate::{Block, Paper};

const TITLE: &str = "個人データの共同利用について";

/// The notice as it would be posted. `notice` is what was typed, completed by what follows from the consortium.
pub fn joint_use(basis: &Basis<'_>, notice: &JointUseForm) -> Paper {
    let name = &basis.plan.name;
    let from = normalise::date(&notice.from).map_or_else(|_| OPEN.to_owned(), day);
    let lead = typed(&notice.responsible);
    let mut blocks = vec![
        Block::Title(TITLE.to_owned()),
        Block::Right(format!("掲示開始日　{from}")),
        Block::Text(format!(
            "当組合は、「{name}」の実施にあたり、個人情報の保護に関する法律第27条第5項第3号に基づき、次のとおり個人データを共同して利用します。"
        )),
        Block::Heading("1　共同利用の趣旨".to_owned()),
        Block::Text(reason(basis, notice)),
        Block::Heading("2　共同して利用する個人データの項目".to_owned()),
    ];
    blocks.push(list(&notice.items));
    blocks.push(Block::Heading("3　共同して利用する者の範囲".to_owned()));
    blocks.push(list(&notice.users));
    blocks.push(Block::Heading("4　利用する者の利用目的".to_owned()));
    blocks.push(Block::Text(typed(&notice.purpose)));
    blocks.push(Block::Heading("5　個人データの管理について責任を有する者".to_owned()));
    let responsible = vec![
        ("名称", lead),
        ("住所", typed(&notice.address)),
        ("代表者の氏名", typed(&notice.representative)),
    ];
    blocks.push(Block::Table(crate::Table::facts("", responsible)));
    if !notice.partners.trim().is_empty() {
        blocks.push(Block::Heading("6　共同事業の相手先".to_owned()));
        blocks.push(list(&notice.partners));
    }
    Paper {
        title: format!("{TITLE}（{name}）"),
        author: basis.lead().to_owned(),
        mark: name.clone(),
        made_at: basis.made_at,
        blocks,
    }
}

fn reason(basis: &Basis<'_>, notice: &JointUseForm) -> String {
    match notice.reason.trim() {
        "" => format!(
            "{}を代表組合とする各組合が、保健事業を共同して効果的かつ効率的に実施するため、その実施に必要な範囲で個人データを利用します。",
            basis.lead()
        ),
        reason => reason.to_owned(),
    }
}

/// Lines as a list; a single one as a paragraph.
fn list(text: &str) -> Block {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() < 2 {
        return Block::Text(typed(text));
    }
    let items = lines.iter().enumerate();
    Block::Items(
        items
            .map(|(position, line)| crate::Item::new(format!("({})", position + 1), *line))
            .collect(),
    )
}
