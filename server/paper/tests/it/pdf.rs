//! What every PDF must be.

use paper::{Band, Block, Chart, ChartBox, Column, Item, Paper, Table, write_pdf};

use super::sample::{fonts, sample};

fn paper(blocks: Vec<Block>) -> Paper {
    Paper {
        title: "試験".into(),
        author: "桜通信健康保険組合".into(),
        mark: String::new(),
        made_at: sample().basis().made_at,
        blocks,
    }
}

/// A lead with more societies than fit into one row, and partners with long names.
fn chart() -> Chart {
    let one = |name: String| ChartBox {
        name,
        notes: vec!["構成組合".into(), "加入者数 4,812人".into()],
    };
    Chart {
        title: "実施体制".into(),
        top: one("桜通信健康保険組合".into()),
        bands: vec![
            Band {
                label: "構成組合".into(),
                boxes: (1..=7)
                    .map(|number| one(format!("試験第{number}健康保険組合")))
                    .collect(),
            },
            Band {
                label: "事業者".into(),
                boxes: vec![one("長い名前の".repeat(6))],
            },
        ],
    }
}

#[test]
fn 体制図は図として読み上げの言葉を持つ() {
    let paper = paper(vec![Block::Title("実施体制図".into()), Block::Chart(chart())]);
    let pdf = write_pdf(&paper, &fonts()).unwrap();
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.contains("/Figure") && text.contains("/Alt"), "a figure with words");
    let words = chart().words();
    for name in ["桜通信", "試験第7健康保険組合", "事業者"] {
        assert!(words.contains(name), "{words}");
    }
}

fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let count = text.split("/Count ").nth(1).unwrap();
    count
        .chars()
        .take_while(char::is_ascii_digit)
        .collect::<String>()
        .parse()
        .unwrap()
}

#[test]
fn どの部品も標準の検査を通り同じ文書は同じ結果になる() {
    let all = paper(vec![
        Block::Title("試験の文書".into()),
        Block::Note("読む前に".into()),
        Block::Right("令和8年11月23日".into()),
        Block::Heading("第1条（目的）".into()),
        Block::Text("本文。".repeat(200)),
        Block::Items(vec![Item::new("2", "項。".repeat(100)), Item::new("10", "短い。")]),
        Block::Chart(chart()),
        Block::NewPage,
        Block::Table(Table::new(
            "表",
            vec![Column::left("名称", 3), Column::right("金額", 1)],
            (0..120).map(|row| vec![format!("組合{row}"), "1,000".into()]).collect(),
        )),
        Block::Table(Table::facts("事実", vec![("名称", "値".repeat(3_000))])),
    ]);
    let fonts = fonts();
    let pdf = write_pdf(&all, &fonts).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    let text = String::from_utf8_lossy(&pdf);
    for needed in ["/MarkInfo", "/StructTreeRoot", "/Lang(ja-JP)", "pdfuaid", "pdfaid"] {
        assert!(text.replace("/Lang (", "/Lang(").contains(needed), "{needed}");
    }
    assert!(pages(&pdf) >= 6, "{} pages", pages(&pdf));
    assert_eq!(pdf, write_pdf(&all, &fonts).unwrap());
}

#[test]
fn 字のない記号も危ない文字列も値のまま通る() {
    let hostile = [
        "#import \"x\"; \\end{document} <script>alert(1)</script> (a) Tj ET",
        "絵文字🎉と外字\u{E123}と制御\u{0}\u{1B}と方向\u{202E}と結合か\u{3099}",
        &"W".repeat(500),
        "",
        "\u{20BB7}野家 葛\u{E0100}飾区 Ω½㎡①",
    ]
    .join("\n");
    let doc = paper(vec![
        Block::Title(hostile.replace('\n', " ")),
        Block::Text(hostile.clone()),
        Block::Items(vec![Item::new("", hostile.clone()), Item::new(hostile.clone(), "")]),
        Block::Table(Table::facts(&hostile, vec![("値", hostile.clone())])),
        Block::Table(Table::new("", vec![Column::left("空", 0)], vec![vec![]])),
    ]);
    write_pdf(&doc, &fonts()).unwrap();
}

#[test]
fn 空の文書でも表題だけの頁になる() {
    let pdf = write_pdf(&paper(vec![Block::Title("表題".into())]), &fonts()).unwrap();
    assert_eq!(pages(&pdf), 1);
}
