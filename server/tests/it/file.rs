//! Attached files as people meet them: sent as a form, shown with their receipt, refused in words, saved by readers,
//! replaced and removed, and held back until the scan has looked (ORG-10).

use std::path::{Path, PathBuf};

use domain::program::ProgramForm;
use domain::value::ProgramId;
use store::ImportState;

use crate::page::Page;
use crate::role::Role;
use crate::routes::fresh_title;
use crate::site::{TestSite, Visitor, header_text, sample};

/// A small PDF; `mark` makes it differ from others.
pub fn pdf(mark: &str) -> Vec<u8> {
    format!("%PDF-1.7\n% {mark}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n")
        .into_bytes()
}

/// A form with a file, as browsers send it.
pub fn upload(name: &str, content: &[u8], seen: Option<u32>) -> (String, Vec<u8>) {
    let boundary = "----navi-test-boundary";
    let mut body = Vec::new();
    if let Some(seen) = seen {
        body.extend_from_slice(
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"seen\"\r\n\r\n{seen}\r\n").as_bytes(),
        );
    }
    body.extend_from_slice(
        format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .as_bytes(),
    );
    body.extend_from_slice(content);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

pub async fn send_file<'a>(visitor: &'a Visitor<'a>, path: &str, name: &str, content: &[u8]) -> Page<'a> {
    let (kind, body) = upload(name, content, None);
    visitor.post_body(path, &kind, body).await
}

async fn published(site: &TestSite) -> (ProgramId, String) {
    let id = site.publish(&sample("歩数を競う大会")).await;
    (id, format!("/my/files/program-{id}"))
}

/// Every file below a folder.
pub fn stored(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A sound request for a row of the table of routes, if the route is one of files.
pub async fn send<'a>(visitor: &'a Visitor<'a>, path: &str, method: &str, about: &str) -> Option<Page<'a>> {
    if !path.starts_with("/files/") && !path.starts_with("/my/files/") {
        return None;
    }
    let site = visitor.site;
    let mut form: ProgramForm = sample(&fresh_title());
    if about == "insurers" {
        form.visibility = "insurers".into();
    }
    let (owner, role) = if about == "foreign" {
        (site.other, Role::OtherApprover)
    } else {
        (site.own, Role::Approver)
    };
    let state = match about {
        "public" | "insurers" => ImportState::Published,
        "closed" => ImportState::Closed,
        _ => ImportState::Draft,
    };
    let program = site.add(owner, &form, state).await;
    let list = format!("/my/files/program-{program}");
    let keeper = site.as_(role).await;
    assert_eq!(send_file(&keeper, &list, "資料.pdf", &pdf(&list)).await.status(), 303);
    let file = site.store.list_files(list_owner(&list)).await.unwrap().remove(0);
    let (list, id, version) = match about {
        "missing" => ("/my/files/program-999999".to_owned(), 999_999, 999_999),
        _ => (list, file.id.get(), file.current.id.get()),
    };
    let address = path
        .replace("/my/files/{owner}", &list)
        .replace("{file}", &id.to_string())
        .replace("{id}", &version.to_string())
        .replace("{name}", "%E8%B3%87%E6%96%99.pdf");
    if method == "GET" {
        return Some(visitor.get(&address).await);
    }
    Some(if path.ends_with("/order") || path.ends_with("/reuse") {
        visitor
            .post(&address, &[("file", &id.to_string()), ("way", "up")])
            .await
    } else if path.ends_with("/remove") {
        visitor.post(&address, &[]).await
    } else {
        let (kind, body) = upload("次.pdf", &pdf("next"), Some(1));
        visitor.post_body(&address, &kind, body).await
    })
}

pub fn list_owner(list: &str) -> domain::file::FileOwner {
    list.trim_start_matches("/my/files/").parse().unwrap()
}

#[tokio::test]
async fn 添付した資料は受領の控えとともに一覧に出て読者が保存できる() {
    let site = TestSite::start().await;
    let (id, list) = published(&site).await;
    let editor = site.as_(Role::Editor).await;
    let page = editor.get(&list).await;
    for words in [
        "20 MB（20,971,520バイト）",
        "10件、合計100 MB",
        "PDF、Word",
        "個人の情報を含むファイルは添付しないでください",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let sent = send_file(&editor, &list, "実施要領（令和8年度）.pdf", &pdf("a")).await;
    assert_eq!(sent.status(), 303);
    let page = sent.follow().await;
    assert!(
        page.text().contains("「実施要領（令和8年度）.pdf」を受け取りました"),
        "{}",
        page.text()
    );
    let file = site.store.list_files(list_owner(&list)).await.unwrap().remove(0);
    assert!(page.text().contains(&file.current.sha256));

    let reader = site.anonymous();
    let detail = reader.get(&format!("/programs/{id}")).await;
    let address = detail.link("実施要領（令和8年度）.pdf");
    let (headers, bytes) = reader.download(&address).await;
    assert_eq!(bytes, pdf("a"));
    assert_eq!(header_text(&headers, "content-type"), "application/pdf");
    let disposition = header_text(&headers, "content-disposition");
    assert!(
        disposition.starts_with("attachment; filename=\"file.pdf\"; filename*=UTF-8''%E5%AE%9F"),
        "{disposition}"
    );
    assert_eq!(header_text(&headers, "x-content-type-options"), "nosniff");
    assert!(header_text(&headers, "content-security-policy").starts_with("sandbox;"));
    assert_eq!(header_text(&headers, "content-length"), pdf("a").len().to_string());

    let tag = header_text(&headers, "etag").to_owned();
    let again = reader
        .request(http::Method::GET, &address)
        .header("if-none-match", &tag);
    let again = reader.send(again.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(again.status(), 304);
    let part = reader.request(http::Method::GET, &address).header("range", "bytes=0-4");
    let part = reader.send(part.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!((part.status(), part.text().as_str()), (206, "%PDF-"));
    assert_eq!(part.header("content-range"), format!("bytes 0-4/{}", pdf("a").len()));
    let beyond = reader
        .request(http::Method::GET, &address)
        .header("range", "bytes=99999-");
    assert_eq!(
        reader
            .send(beyond.body(axum::body::Body::empty()).unwrap())
            .await
            .status(),
        416
    );
    assert_eq!(
        reader.get(&address.replace(".pdf", ".html")).await.status(),
        404,
        "under another name"
    );
}

#[tokio::test]
async fn 受け付けないファイルは理由を言い何も残さない() {
    let site = TestSite::start().await;
    let (_, list) = published(&site).await;
    let editor = site.as_(Role::Editor).await;
    let locked = [&pdf("x")[..], b"trailer<</Encrypt 3 0 R>>"].concat();
    let long = vec![b'a'; 20 * 1024 * 1024 + 1];
    let cases: [(&str, &[u8], u16, &str); 7] = [
        ("", b"", 422, "PDF、Word、Excelのファイルを選んでください"),
        ("空.pdf", b"", 422, "ファイルが空です"),
        ("鍵.pdf", &locked, 422, "パスワードを解除したファイルを選んでください"),
        ("偽.docx", &pdf("x"), 422, "「偽.docx」の中身はPDFです"),
        (
            "実行.exe",
            b"MZ\x90\0\x03",
            422,
            "この種類のファイルは受け付けていません",
        ),
        ("頁.csv", b"\0<script>", 422, "この種類のファイルは受け付けていません"),
        ("大.csv", &long, 413, "ファイルは20MB以下にしてください"),
    ];
    for (name, content, status, words) in cases {
        let page = send_file(&editor, &list, name, content).await;
        assert_eq!(page.status(), status, "{name}");
        let errors = page.errors();
        assert!(
            errors.iter().any(|(_, sentence)| sentence.contains(words)),
            "{name}: {errors:?}"
        );
        assert_eq!(
            page.select("input[type=file]").len(),
            1,
            "{name}: the form is there again"
        );
    }
    assert!(site.store.list_files(list_owner(&list)).await.unwrap().is_empty());
    assert!(site.store.list_contents_after("", 10).await.unwrap().is_empty());
    assert_eq!(stored(&site.folder().join("files")), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn 途中で切れた送信は何も残さない() {
    let site = TestSite::start().await;
    let (_, list) = published(&site).await;
    let editor = site.as_(Role::Editor).await;
    let (kind, body) = upload("資料.pdf", &pdf("a"), None);
    for end in [body.len() / 2, body.len() - 20, 10, 0] {
        let page = editor.post_body(&list, &kind, body[..end].to_vec()).await;
        assert_eq!(page.status(), 400, "{end}");
    }
    let broken = futures_util::stream::iter([Ok(body[..150].to_vec()), Err(std::io::Error::other("連絡が切れた"))]);
    let page = editor
        .post_body(&list, &kind, axum::body::Body::from_stream(broken))
        .await;
    assert_eq!(page.status(), 400);
    assert_eq!(editor.post_body(&list, "text/plain", "x").await.status(), 400);
    assert!(site.store.list_files(list_owner(&list)).await.unwrap().is_empty());
    for folder in ["files", "incoming"] {
        assert_eq!(stored(&site.folder().join(folder)), Vec::<PathBuf>::new(), "{folder}");
    }
    // Nothing stands in the way of the next try.
    assert_eq!(send_file(&editor, &list, "資料.pdf", &pdf("a")).await.status(), 303);
}

#[tokio::test]
async fn 以前の版は自組合の人だけが見られ外すと読者には見えない() {
    let site = TestSite::start().await;
    let (id, list) = published(&site).await;
    let editor = site.as_(Role::Editor).await;
    send_file(&editor, &list, "要領.pdf", &pdf("1")).await;
    let file = site.store.list_files(list_owner(&list)).await.unwrap().remove(0);
    let here = format!("{list}/{}", file.id);
    let (kind, body) = upload("要領 第2版.pdf", &pdf("2"), Some(1));
    assert_eq!(editor.post_body(&here, &kind, body.clone()).await.status(), 303);
    // From a page that shows the first version as the present one.
    let late = editor.post_body(&here, &kind, body).await;
    assert_eq!(late.status(), 409);
    assert!(late.text().contains("ほかの人が先に差し替えました"));

    let viewer = site.as_(Role::Viewer).await;
    let history = viewer.get(&here).await;
    let (old, new) = (history.link("要領.pdf"), history.link("要領 第2版.pdf"));
    assert!(history.select("input[type=file]").is_empty(), "a viewer only looks");
    let reader = site.anonymous();
    assert_eq!(viewer.download(&old).await.1, pdf("1"));
    assert_eq!(reader.get(&old).await.status(), 404);
    assert_eq!(reader.download(&new).await.1, pdf("2"));

    let asked = editor.get(&format!("{here}/remove")).await;
    let done = asked.form("main form").submit().await;
    assert_eq!(done.location(), format!("{list}?removed"));
    assert_eq!(reader.get(&new).await.status(), 404);
    assert!(
        !reader
            .get(&format!("/programs/{id}"))
            .await
            .text()
            .contains("要領 第2版")
    );
    let page = done.follow().await;
    assert!(
        page.text().contains("取り外した資料") && page.text().contains("要領 第2版.pdf"),
        "{}",
        page.text()
    );
    assert_eq!(viewer.download(&new).await.1, pdf("2"), "kept for its owners");
    assert_eq!(editor.get(&format!("{here}/remove")).await.status(), 404);
}

#[tokio::test]
async fn 昨年度の案件の資料を送り直さずに使える() {
    let site = TestSite::start().await;
    let (_, last_year) = published(&site).await;
    let editor = site.as_(Role::Editor).await;
    send_file(&editor, &last_year, "実施要領.pdf", &pdf("1")).await;
    let this_year = site.add(site.own, &sample("今年度の大会"), ImportState::Draft).await;
    let list = format!("/my/files/program-{this_year}");
    let offered = editor
        .get(&editor.get(&list).await.link("ほかの案件の資料を使う"))
        .await;
    assert!(offered.text().contains("歩数を競う大会"), "{}", offered.text());
    let used = offered.form("main form").submit().await;
    assert_eq!(used.status(), 303);
    assert!(used.follow().await.text().contains("「実施要領.pdf」を受け取りました"));
    assert_eq!(stored(&site.folder().join("files")).len(), 1, "stored once");
}

#[tokio::test]
async fn 順番を入れ替えられ十件で一杯になる() {
    let site = TestSite::start().await;
    let (id, list) = published(&site).await;
    let editor = site.as_(Role::Editor).await;
    for number in 1..=10 {
        send_file(&editor, &list, &format!("{number}番.pdf"), &pdf(&number.to_string())).await;
    }
    let page = editor.get(&list).await;
    assert!(page.select("input[type=file]").is_empty());
    assert!(page.text().contains("10件を添付しています"));
    let over = send_file(&editor, &list, "11番.pdf", &pdf("11")).await;
    assert_eq!(over.status(), 422);
    let files = site.store.list_files(list_owner(&list)).await.unwrap();
    let moved = editor
        .post(
            &format!("{list}/order"),
            &[("file", &files[1].id.to_string()), ("way", "up")],
        )
        .await;
    assert_eq!(moved.location(), list);
    let text = site.anonymous().get(&format!("/programs/{id}")).await.text();
    assert!(text.find("2番.pdf").unwrap() < text.find("1番.pdf").unwrap());
    let wrong = editor
        .post(
            &format!("{list}/order"),
            &[("file", &files[1].id.to_string()), ("way", "aside")],
        )
        .await;
    assert_eq!(wrong.status(), 400);
    // The task list of the program leads here.
    let tasks = editor.get(&format!("/my/programs/{id}/edit")).await;
    assert_eq!(tasks.link("資料を添付する・並べ替える"), list);
}
