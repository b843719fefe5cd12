//! The draft of an agreement (協定書) between the societies of a consortium.

use domain::code::ConsortiumRole;

use super::annex::annexes;
use super::clause::articles;
use super::{Basis, day};
use crate::{Block, Paper, Table};

const NOTE: &str = "この文書は、登録された内容から作成した協定書の案です。効力を生じるのは、各組合が内容を確認し、必要な修正を行い、機関の決定を経て記名押印したときです。締結の前に、弁護士等の専門家の確認を受けてください。";

/// The draft with its annexes; who signs is left open, because only the societies know.
pub fn agreement(basis: &Basis<'_>) -> Paper {
    let name = &basis.plan.name;
    let title = format!("{name}に関する協定書");
    let mut blocks = vec![
        Block::Title(format!("{title}（案）")),
        Block::Note(NOTE.to_owned()),
        Block::Text(
            "別紙1に掲げる組合（以下「構成組合」という。）は、保健事業を共同して実施するため、次のとおり協定を締結する。"
                .to_owned(),
        ),
    ];
    blocks.extend(articles(basis));
    blocks.push(Block::Text(
        "この協定の成立を証するため、本書を構成組合の数だけ作成し、各構成組合が記名押印の上、各自その1通を保有する。電磁的記録により作成するときは、各構成組合が電子署名を行い、その記録を保存する。"
            .to_owned(),
    ));
    blocks.push(Block::Right("令和　　年　　月　　日".to_owned()));
    let mut insurers: Vec<_> = basis.snapshot.present().collect();
    insurers.sort_by_key(|insurer| insurer.role != ConsortiumRole::Lead);
    for insurer in insurers {
        let role = insurer.role.name(domain::Lang::Ja);
        let rows = vec![
            ("所在地", String::new()),
            ("名称", insurer.name.clone()),
            ("代表者", "理事長　　　　　　　　　　　　　　　　　　　印".to_owned()),
        ];
        blocks.push(Block::Table(Table::facts(role, rows)));
    }
    blocks.extend(annexes(basis));
    Paper {
        title: format!("{title}（案）"),
        author: basis.lead().to_owned(),
        mark: format!("案　{}作成", day(basis.made_at.day_jst())),
        made_at: basis.made_at,
        blocks,
    }
}
