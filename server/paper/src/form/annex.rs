//! The annexes of the agreement: who belongs and pays what, who helps, which data go where.

use domain::Lang;
use domain::code::{ConsortiumRole, CostSharing};
use domain::consortium::{Insurer, Partner};
use domain::data_flow::Flow;
use domain::value::Yen;

use super::{Basis, OPEN, day, typed};
use crate::{Block, Column, Table};

/// All annexes, each on its own page.
pub(super) fn annexes(basis: &Basis<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::NewPage];
    blocks.extend(members(basis));
    if !basis.snapshot.partners.is_empty() {
        blocks.push(Block::NewPage);
        blocks.push(Block::Heading("別紙2　協力する者".to_owned()));
        blocks.push(partners(&basis.snapshot.partners));
    }
    if !basis.flows.is_empty() {
        blocks.push(Block::NewPage);
        blocks.push(Block::Heading("別紙3　データの授受".to_owned()));
        blocks.push(Block::Text(
            "個人データは、本事業の手続に用いる電子的な仕組みを経由せず、次の定めによってのみ授受する。".to_owned(),
        ));
        let flows = basis.flows.iter().enumerate();
        blocks.extend(flows.map(|(position, flow)| Block::Table(flow_table(position + 1, flow))));
    }
    blocks
}

fn members(basis: &Basis<'_>) -> Vec<Block> {
    let is_free = basis.plan.sharing == CostSharing::Free;
    let mut columns = vec![
        Column::left("番号", 4),
        Column::left("保険者番号", 9),
        Column::left("名称", 13),
        Column::left("役割", 6),
        Column::right("加入者数\n（人）", 8),
        Column::left("機関の決定", 9),
    ];
    if !is_free {
        columns.push(Column::right("負担額\n（円）", 10));
    }
    let lead_first = |insurer: &&Insurer| insurer.role != ConsortiumRole::Lead;
    let mut insurers: Vec<&Insurer> = basis.snapshot.present().collect();
    insurers.sort_by_key(lead_first);
    let mut rows: Vec<Vec<String>> = insurers
        .iter()
        .enumerate()
        .map(|(position, insurer)| member_row(basis, position + 1, insurer, is_free))
        .collect();
    let all = basis.snapshot.members();
    let mut total = ["", "", "合計", ""].map(str::to_owned).to_vec();
    total.push(grouped(all));
    total.push(String::new());
    if !is_free {
        let shares = insurers.iter().map(|insurer| insurer.terms.share.get());
        let sum = Yen::new(shares.fold(0, i64::saturating_add));
        total.push(if basis.has_shares {
            sum.to_string()
        } else {
            OPEN.to_owned()
        });
    }
    rows.push(total);
    let mut lead = format!("加入者数の基準日は{}とする。", day(basis.snapshot.reference));
    if !is_free {
        lead.push_str("負担額の端数は代表組合の負担額に含む。");
    }
    vec![
        Block::Heading("別紙1　構成組合及び費用の負担".to_owned()),
        Block::Text(lead),
        Block::Table(Table::new("", columns, rows)),
    ]
}

fn member_row(basis: &Basis<'_>, number: usize, insurer: &Insurer, is_free: bool) -> Vec<String> {
    let place = basis
        .places
        .iter()
        .find(|place| place.organisation == insurer.organisation);
    let code = place.and_then(|place| place.number.clone()).unwrap_or_default();
    let decided = match (insurer.agreed_on(), &insurer.consent) {
        (Some(on), Some(consent)) => format!("{}\n{}", consent.body.name(Lang::Ja), day(on)),
        _ => "未了".to_owned(),
    };
    let mut row = vec![
        number.to_string(),
        code,
        insurer.name.clone(),
        insurer.role.name(Lang::Ja).to_owned(),
        insurer
            .members
            .map_or_else(|| OPEN.to_owned(), |members| members.to_string()),
        decided,
    ];
    if !is_free {
        row.push(if basis.has_shares {
            insurer.terms.share.to_string()
        } else {
            OPEN.to_owned()
        });
    }
    row
}

fn partners(partners: &[Partner]) -> Block {
    let columns = vec![
        Column::left("番号", 4),
        Column::left("名称", 15),
        Column::left("区分", 11),
        Column::left("担当する業務", 15),
        Column::left("契約の方法", 7),
    ];
    let rows = partners
        .iter()
        .enumerate()
        .map(|(position, partner)| {
            let services: Vec<_> = partner.services.iter().map(|service| service.name(Lang::Ja)).collect();
            let name = if partner.is_related {
                format!("{}\n（代表組合の事業主の関係会社）", partner.name)
            } else {
                partner.name.clone()
            };
            let contract = partner.contract.map(|contract| contract.name(Lang::Ja)).unwrap_or("－");
            vec![
                (position + 1).to_string(),
                name,
                partner.role.name(Lang::Ja).to_owned(),
                if services.is_empty() {
                    "－".to_owned()
                } else {
                    services.join("、")
                },
                contract.to_owned(),
            ]
        })
        .collect();
    Block::Table(Table::new("", columns, rows))
}

/// One flow of data as a table of facts; `number` counts from 1.
pub fn flow_table(number: usize, flow: &Flow) -> Table {
    let yes = |set: bool, yes: &str, no: &str| if set { yes.to_owned() } else { no.to_owned() };
    let basis = flow
        .basis
        .map_or_else(|| OPEN.to_owned(), |basis| basis.name(Lang::Ja).to_owned());
    let method = flow
        .method
        .map_or_else(|| OPEN.to_owned(), |method| method.name(Lang::Ja).to_owned());
    let certificate = flow.certificate.map_or_else(
        || "なし".to_owned(),
        |certificate| certificate.name(Lang::Ja).to_owned(),
    );
    Table::facts(
        &format!("データの授受　その{number}"),
        vec![
            ("データの内容", flow.data.clone()),
            ("区分", flow.category.name(Lang::Ja).to_owned()),
            ("法的根拠", basis),
            ("契約・文書", typed(&flow.contract)),
            ("提供元", flow.sender.clone()),
            ("提供先", flow.receiver.clone()),
            (
                "再委託",
                yes(flow.subcontract, "認める（事前の書面による承諾を要する）", "認めない"),
            ),
            ("授受の方法", method),
            ("保存する国", typed(&flow.country)),
            ("保存期間", typed(&flow.retention)),
            ("消去の証明", yes(flow.deletion, "提供先が証明書を交付する", "定めない")),
            ("提供先の認証", certificate),
            ("事故時の連絡先", typed(&flow.incident)),
        ],
    )
}

fn grouped(number: u64) -> String {
    i64::try_from(number).map_or_else(|_| number.to_string(), |number| Yen::new(number).to_string())
}
