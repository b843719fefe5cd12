//! Tables of a search as spreadsheets read them: nothing is a formula, identifiers keep their zeros, and what Shift_JIS
//! cannot hold is told.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use domain::program::ProgramForm;
use encoding_rs::SHIFT_JIS;

use crate::outputs::{csv_of, read_csv, read_xlsx, text};
use crate::site::{TestSite, header_text, sample};

fn hostile(title: &str) -> ProgramForm {
    ProgramForm {
        title: title.to_owned(),
        summary: "+81をつけて電話。<b>&\"'".into(),
        contact_dept: "@SUM(A1:A9)".into(),
        condition: "-1未満".into(),
        capacity: "8".into(),
        cost: "fixed".into(),
        cost_yen: "120000".into(),
        ..sample("x")
    }
}

#[tokio::test]
async fn 表のどの値も式にならず元に戻せる() {
    let site = TestSite::start().await;
    let title = "=HYPERLINK(\"http://evil.example\",\"歩数\")";
    site.publish(&hostile(title)).await;
    let visitor = site.anonymous();
    let table = csv_of(&visitor, "").await;
    for row in &table.rows {
        for cell in row {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
        }
    }
    for (heading, original) in [
        ("事業名", title),
        ("概要", "+81をつけて電話。<b>&\"'"),
        ("部署・担当者", "@SUM(A1:A9)"),
        ("そのほかの参加条件", "-1未満"),
    ] {
        let cell = table.cell(0, heading);
        assert_eq!(cell.strip_prefix('\'').unwrap(), original);
    }
    let (_, book) = visitor.download("/programs.xlsx").await;
    let mut opened: Xlsx<_> = open_workbook_from_rs(Cursor::new(book.clone())).unwrap();
    let sheet = opened.sheet_names()[0].clone();
    assert!(opened.worksheet_formula(&sheet).unwrap().used_cells().next().is_none());
    let (programs, _) = read_xlsx(book);
    assert_eq!(programs[1][1], Data::String(title.into()));
}

#[tokio::test]
async fn xlsxでは番号は文字で日付は日付で金額は数() {
    let site = TestSite::start().await;
    site.publish(&hostile("歩数チャレンジ")).await;
    let (headers, book) = site.anonymous().download("/programs.xlsx?q=歩数").await;
    assert!(header_text(&headers, "content-type").ends_with("spreadsheetml.sheet"));
    let (programs, about) = read_xlsx(book);
    let cell = |heading: &str| {
        let at = programs[0]
            .iter()
            .position(|cell| cell == &Data::String(heading.into()));
        &programs[1][at.unwrap_or_else(|| panic!("{heading}"))]
    };
    assert_eq!(*cell("保険者番号"), Data::String("06139901".into()));
    assert!(matches!(cell("共同事業ID"), Data::String(_)));
    assert_eq!(*cell("1組合あたりの金額（円）"), Data::Float(120_000.0));
    assert_eq!(*cell("募集する組合の数"), Data::Float(8.0));
    let Data::DateTime(day) = cell("募集締切日") else {
        panic!("{:?}", cell("募集締切日"))
    };
    // 30 September 2026, in days since the end of 1899.
    assert_eq!(day.as_f64(), 46_295.0);
    assert_eq!(about[0][1], Data::String("「歩数」を含む共同事業".into()));
    assert!(
        about[3][1]
            .to_string()
            .starts_with("http://navi.example.jp/programs?q=")
    );
}

#[tokio::test]
async fn csvのファイル名は検索条件で先頭の列は番号() {
    let site = TestSite::start().await;
    let id = site.publish(&hostile("歩数チャレンジ")).await;
    let visitor = site.anonymous();
    let (headers, _) = visitor.download("/programs.csv?q=歩数").await;
    let name = header_text(&headers, "content-disposition");
    let encoded = form_urlencoded::byte_serialize("「歩数」を含む共同事業".as_bytes()).collect::<String>();
    assert!(
        name.starts_with("attachment; filename=\"kyodo-navi_") && name.contains(&encoded),
        "{name}"
    );
    assert!(name.ends_with(".csv"), "{name}");
    let table = csv_of(&visitor, "q=歩数").await;
    assert_eq!(table.headings[0], "共同事業ID");
    assert_eq!(table.cell(0, "共同事業ID"), id.to_string());
    assert_eq!(table.cell(0, "募集締切日"), "2026-09-30");
    assert_eq!(
        table.cell(0, "ページのアドレス"),
        format!("http://navi.example.jp/programs/{id}")
    );
    let (_, english) = text(&visitor, "/en/programs.csv").await;
    assert_eq!(
        read_csv(english.trim_start_matches('\u{FEFF}')).headings[0],
        "Program ID"
    );
    let (headers, _) = visitor.download("/programs.csv?pref=99&encoding=utf-8").await;
    assert_eq!(header_text(&headers, "x-ignored-parameters"), "pref=99");
}

#[tokio::test]
async fn shift_jisは失った文字を最後の行で知らせる() {
    let site = TestSite::start().await;
    let plain = site.publish(&sample("歩数〜髙﨑①チャレンジ")).await;
    let visitor = site.anonymous();
    let read = async |path: &str| {
        let (headers, bytes) = visitor.download(path).await;
        assert!(header_text(&headers, "content-type").contains("shift_jis"));
        let (text, _, faulty) = SHIFT_JIS.decode(&bytes);
        assert!(!faulty);
        read_csv(&text)
    };
    let table = read("/programs.csv?encoding=shift_jis").await;
    assert_eq!(table.ids(), [plain.get()]);
    assert_eq!(table.cell(0, "事業名"), "歩数～髙﨑①チャレンジ");

    let lost = site.publish(&sample("お茶🍵と𠮷野の会")).await;
    let table = read("/programs.csv?enc=sjis&sort=new").await;
    assert_eq!(table.rows.len(), 3);
    let row = table.rows.iter().position(|row| row[0] == lost.to_string()).unwrap();
    assert_eq!(table.cell(row, "事業名"), "お茶〓と〓野の会");
    let note = table.rows.last().unwrap();
    assert!(note[0].starts_with('※') && note[0].contains("Shift_JIS"), "{note:?}");
    assert!(note[1].contains("U+1F375") && note[1].contains("U+20BB7"), "{note:?}");
    assert!(note[1].contains(&lost.to_string()) && note.len() == table.headings.len());
}
