//! 構成組合一覧: who belongs with how many members, who has decided when, and who helps.

use domain::Lang;
use domain::consortium::{Insurer, Snapshot};
use domain::value::grouped;
use paper::{Block, Column, Table};

use super::Source;

pub(super) fn blocks(source: &Source) -> Vec<Block> {
    let composition = &source.content.composition;
    let mut blocks = vec![
        Block::Right(source.content.consortium_name.clone()),
        Block::Text(format!(
            "加入者数は、基準日（{}）現在の人数です。",
            composition.reference.format(Lang::Ja)
        )),
        Block::Heading("1　構成組合".to_owned()),
        insurers(composition),
    ];
    if !composition.partners.is_empty() {
        blocks.push(Block::Heading("2　協力する者".to_owned()));
        blocks.push(partners(composition));
    }
    blocks
}

fn insurers(composition: &Snapshot) -> Block {
    let mut rows: Vec<_> = composition.present().map(row).collect();
    rows.push(vec![
        "合計".to_owned(),
        format!("{}組合", composition.present().count()),
        grouped(composition.members()),
        String::new(),
        String::new(),
    ]);
    let columns = vec![
        Column::left("組合", 6),
        Column::left("種別・役割", 4),
        Column::right("加入者数（人）", 3),
        Column::left("機関の決定", 4),
        Column::right("負担額（円）", 3),
    ];
    Block::Table(Table::new("", columns, rows))
}

fn row(insurer: &Insurer) -> Vec<String> {
    let decided = match (insurer.agreed_on(), &insurer.consent) {
        (Some(on), Some(consent)) => format!("{}\n{}", consent.body.name(Lang::Ja), on.format(Lang::Ja)),
        _ => "未了".to_owned(),
    };
    vec![
        insurer.name.clone(),
        format!("{}\n{}", insurer.kind.name(Lang::Ja), insurer.role.name(Lang::Ja)),
        insurer
            .members
            .map_or_else(|| "－".to_owned(), |members| members.to_string()),
        decided,
        insurer.terms.share.to_string(),
    ]
}

fn partners(composition: &Snapshot) -> Block {
    let rows = composition
        .partners
        .iter()
        .map(|partner| {
            let services: Vec<_> = partner.services.iter().map(|service| service.name(Lang::Ja)).collect();
            vec![
                partner.name.clone(),
                partner.role.name(Lang::Ja).to_owned(),
                services.join("、"),
                partner
                    .contract
                    .map(|contract| contract.name(Lang::Ja))
                    .unwrap_or("－")
                    .to_owned(),
            ]
        })
        .collect();
    let columns = vec![
        Column::left("名称", 5),
        Column::left("役割", 3),
        Column::left("担当する業務", 5),
        Column::left("契約の方法", 3),
    ];
    Block::Table(Table::new("", columns, rows))
}
