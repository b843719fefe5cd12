//! Documents of an application: every PDF and workbook opens and says what was submitted, and the archive holds them all with
//! the attached files, byte by byte (PRNT-01, PRNT-02, PRNT-04).

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use zip::ZipArchive;

use crate::application::{get, sent};
use crate::file::send_file;
use crate::role::Role;
use crate::site::TestSite;

const DOCUMENTS: [(&str, bool); 6] = [
    ("cover", false),
    ("plan", true),
    ("budget", true),
    ("members", true),
    ("structure", false),
    ("data", true),
];

#[tokio::test]
async fn 書類は提出した内容から作られまとめて保存できる() {
    let site = TestSite::start().await;
    let id = sent(&site).await;
    let home = format!("/my/applications/{id}/documents");
    let editor = site.as_(Role::Editor).await;
    let list = editor.get(&home).await;
    assert!(
        list.text().contains("最後に提出した内容から作ります"),
        "{}",
        list.text()
    );
    for (name, has_workbook) in DOCUMENTS {
        let (_, pdf) = editor.download(&format!("{home}/{name}.pdf")).await;
        assert!(pdf.starts_with(b"%PDF-1.7"), "{name}");
        if let Ok(folder) = std::env::var("KYODO_LOOK") {
            std::fs::write(format!("{folder}/{name}.pdf"), &pdf).unwrap();
        }
        let workbook = editor.get(&format!("{home}/{name}.xlsx")).await;
        assert_eq!(workbook.status(), if has_workbook { 200 } else { 404 }, "{name}");
    }
    assert_eq!(editor.get(&format!("{home}/secret.pdf")).await.status(), 404);

    let (_, bytes) = editor.download(&format!("{home}/budget.xlsx")).await;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range(&book.sheet_names()[1]).unwrap();
    let total: f64 = sheet
        .rows()
        .skip(1)
        .map(|row| match &row[1] {
            Data::Float(number) => *number,
            other => panic!("a number, not {other:?}"),
        })
        .sum();
    assert!(
        (total - 1_139_999.0).abs() < 0.5,
        "the totals of the cost items: {total}"
    );

    let (head, bytes) = editor.download(&format!("{home}/all.zip")).await;
    assert_eq!(head[http::header::CONTENT_TYPE], "application/zip");
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<_> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(
        names.iter().filter(|name| name.ends_with(".pdf")).count(),
        6,
        "{names:?}"
    );
    let mut json = String::new();
    zip.by_name("提出内容.json").unwrap().read_to_string(&mut json).unwrap();
    assert_eq!(json, site.store.list_submissions(id).await.unwrap()[0].json);
}

#[tokio::test]
async fn 添付書類もそのまま一緒に保存される() {
    let site = TestSite::start().await;
    let id = sent(&site).await;
    let whole = get(&site, id).await;
    let approver = crate::consortium::actor(&site, &Role::Approver.email()).await;
    let step = domain::application::ApplicationStep::PullBack;
    site.store
        .step_application(&approver, id, whole.version, step, "添付を加えるため")
        .await
        .unwrap();
    let editor = site.as_(Role::Editor).await;
    let owner = format!("/my/files/application-other-{id}");
    let sent = send_file(&editor, &owner, "説明 資料.csv", b"a,b\n1,2\n").await;
    assert_eq!(sent.status(), 303, "{}", sent.text());
    let (_, bytes) = editor
        .download(&format!("/my/applications/{id}/documents/all.zip"))
        .await;
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names = zip.file_names().map(|name| name.unwrap().into_owned());
    let name = names
        .collect::<Vec<_>>()
        .into_iter()
        .find(|name| name.starts_with("添付書類/"));
    let name = name.expect("the attached file is in the archive");
    let mut content = Vec::new();
    zip.by_name(&name).unwrap().read_to_end(&mut content).unwrap();
    assert_eq!(content, b"a,b\n1,2\n", "{name}");
}
