//! 経費内訳書: lines, totals per cost item, the steps to the grant, where the money comes from, and who pays what. Every amount
//! is the one of the submission; nothing is worked out here.

use domain::Lang;
use domain::application::SubmittedApplication;
use domain::code::RoundingStage;
use domain::value::Yen;
use paper::{Block, Column, Table};

use super::Source;

pub(super) fn blocks(source: &Source) -> Vec<Block> {
    let content = &source.content;
    let budget = &content.content.budget;
    let sheet = &content.sheet;
    let items = sheet.items.iter().map(|item| {
        vec![
            item.item.name(Lang::Ja).to_owned(),
            item.total.to_string(),
            item.eligible.to_string(),
        ]
    });
    let funding = [
        ("補助金の申請額", budget.funding.subsidy),
        ("構成組合の負担", budget.funding.members),
        ("事業主の負担", budget.funding.employer),
        ("その他の収入", budget.funding.other),
    ];
    let funding = funding.map(|(name, yen)| vec![name.to_owned(), yen.to_string()]).into();
    let shares = budget.shares.iter().map(|(society, yen)| {
        let insurer = content
            .composition
            .insurers
            .iter()
            .find(|one| one.organisation == *society);
        vec![
            insurer.map(|insurer| insurer.name.clone()).unwrap_or_default(),
            yen.to_string(),
        ]
    });
    let (rate, unit) = (sheet.worked.rate.to_string(), sheet.cut_to.to_string());
    let rounding = match sheet.rounding {
        RoundingStage::Total => format!("合計に補助率{rate}を掛けて円未満を切り捨て、{unit}円未満を切り捨てます。"),
        RoundingStage::Item => format!("費目ごとに補助率{rate}を掛けて円未満を切り捨て、{unit}円未満を切り捨てます。"),
    };
    let amount = |name: &str| vec![Column::left(name, 8), Column::right("金額（円）", 4)];
    vec![
        Block::Right(source.lead()),
        Block::Text(format!(
            "消費税：{}　負担の方法：{}",
            budget.tax.name(Lang::Ja),
            budget.sharing.name(Lang::Ja)
        )),
        Block::Heading("1　経費の明細".to_owned()),
        lines(content),
        Block::Heading("2　費目ごとの計".to_owned()),
        Block::Table(Table::new(
            "",
            vec![
                Column::left("費目", 6),
                Column::right("総事業費（円）", 3),
                Column::right("対象経費（円）", 3),
            ],
            items.collect(),
        )),
        Block::Heading("3　補助所要額の計算".to_owned()),
        amounts(content),
        Block::Text(rounding),
        Block::Heading("4　財源".to_owned()),
        Block::Table(Table::new("", amount("区分"), funding)),
        Block::Heading("5　構成組合の負担".to_owned()),
        Block::Table(Table::new("", amount("組合"), shares.collect())),
    ]
}

fn lines(content: &SubmittedApplication) -> Block {
    let rows = content
        .content
        .budget
        .lines
        .iter()
        .map(|line| {
            let times = if line.times.to_string() == "1" {
                String::new()
            } else {
                format!("×{}回", line.times)
            };
            let what = [line.description.as_str(), line.basis.as_str(), line.payee.as_str()];
            let what: Vec<_> = what.into_iter().filter(|text| !text.is_empty()).collect();
            vec![
                line.item.name(Lang::Ja).to_owned(),
                what.join("\n"),
                line.unit_price.to_string(),
                format!("{}{}{times}", line.quantity, line.unit),
                line.yen.to_string(),
                if line.eligible { "○" } else { "－" }.to_owned(),
            ]
        })
        .collect();
    let columns = vec![
        Column::left("費目", 4),
        Column::left("内容・積算根拠", 8),
        Column::right("単価（円）", 4),
        Column::left("数量", 4),
        Column::right("金額（円）", 4),
        Column::left("対象", 2),
    ];
    Block::Table(Table::new("", columns, rows))
}

/// From the cost to the grant.
pub(in crate::page::my::applications) fn amounts(content: &SubmittedApplication) -> Block {
    let (sheet, worked) = (&content.sheet, &content.sheet.worked);
    let yen = |amount: Yen| format!("{amount}円");
    let cap = worked.cap.map_or_else(|| "上限なし".to_owned(), yen);
    Block::Table(Table::facts(
        "",
        vec![
            ("総事業費", yen(sheet.total)),
            ("寄附金その他の収入", yen(sheet.income)),
            ("対象経費", yen(worked.eligible)),
            ("補助上限額・基準額", cap),
            ("選定額", yen(worked.base)),
            ("補助率", worked.rate.to_string()),
            ("補助所要額", yen(worked.grant)),
            ("補助金の申請額", yen(content.content.budget.funding.subsidy)),
        ],
    ))
}
