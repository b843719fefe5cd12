//! The draft of an agreement.

use domain::code::CostSharing;
use paper::form::agreement;
use paper::{Block, write_docx, write_pdf};

use super::sample::{fonts, sample};

fn words(blocks: &[Block]) -> String {
    blocks
        .iter()
        .map(|block| match block {
            Block::Title(text) | Block::Heading(text) | Block::Text(text) | Block::Right(text) | Block::Note(text) => {
                text.clone()
            }
            Block::Items(items) => items
                .iter()
                .map(|item| item.text.clone())
                .collect::<Vec<_>>()
                .join("\n"),
            Block::Table(table) => table.rows.concat().join("\n"),
            Block::Chart(chart) => chart.words(),
            Block::NewPage => String::new(),
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn 協定書案は登録した内容をすべて引き継ぐ() {
    let sample = sample();
    let paper = agreement(&sample.basis());
    let text = words(&paper.blocks);
    for needed in [
        "歩いて健康 重症化予防コンソーシアム",
        "令和9年4月1日から令和10年3月31日まで",
        "金12,345,679円",
        "加入者数割",
        "桜通信健康保険組合",
        "みなと運輸健康保険組合",
        "7,409,123",
        "12,345,679",
        "80,332",
        "理事会\n令和8年11月10日",
        "未了",
        "株式会社ヘルスブリッジ",
        "関係会社",
        "血糖値",
        "共同利用（法27条5項3号）",
    ] {
        assert!(text.contains(needed), "{needed}");
    }
    assert!(paper.title.ends_with("（案）"));
    let articles: Vec<_> = paper
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(title) if title.starts_with('第') => Some(title.clone()),
            _ => None,
        })
        .collect();
    for (position, title) in articles.iter().enumerate() {
        assert!(title.starts_with(&format!("第{}条（", position + 1)), "{title}");
    }
    assert!(articles.len() >= 14);
    let folder = std::env::temp_dir().join("paper-agreement");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("agreement.pdf"), write_pdf(&paper, &fonts()).unwrap()).unwrap();
    std::fs::write(folder.join("agreement.docx"), write_docx(&paper).unwrap()).unwrap();
}

#[test]
fn 無料なら負担額はなく未定なら空いていることが見える() {
    let mut free = sample();
    free.plan.sharing = CostSharing::Free;
    let text = words(&agreement(&free.basis()).blocks);
    assert!(text.contains("費用の分担を要しない"));
    assert!(!text.contains("7,409,123"));
    let open = sample();
    let basis = paper::form::Basis {
        has_shares: false,
        ..open.basis()
    };
    let text = words(&agreement(&basis).blocks);
    assert!(text.contains("（未記入）") && !text.contains("7,409,123"));
}
