//! データの取扱いの確認票: the plan for data, and each flow with its basis, its way and its end.

use paper::form::flow_table;
use paper::{Block, Table};

use super::Source;

pub(super) fn blocks(source: &Source) -> Vec<Block> {
    let content = &source.content.content;
    let plan = content.plan.texts.iter().find(|(field, _)| field == "data_plan");
    let plan = plan.map(|(_, text)| text.clone()).unwrap_or_default();
    let mut blocks = vec![
        Block::Table(Table::facts(
            "",
            vec![
                ("事業名", content.plan.title.clone()),
                ("代表組合", source.lead()),
                ("授受の数", format!("{}件", content.flows.len())),
            ],
        )),
        Block::Heading("1　取扱いの計画".to_owned()),
        Block::Text(plan),
        Block::Heading("2　データの授受".to_owned()),
        Block::Text("個人データは、この応募の手続に使うサイトを経由しません。".to_owned()),
    ];
    if content.flows.is_empty() {
        blocks.push(Block::Text("組織の間で授受するデータはありません。".to_owned()));
    }
    let flows = content.flows.iter().enumerate();
    blocks.extend(flows.map(|(position, flow)| Block::Table(flow_table(position + 1, flow))));
    blocks
}
