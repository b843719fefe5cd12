//! The virus scan, with a scanner that speaks the protocol of clamd: nothing is handed out before it has looked, what it
//! finds is set apart for good, and a scanner that is away is waited for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::file::{FileOwner, ScanState};
use domain::value::ProgramId;
use server::scan::ScannerAddress;
use server::worker::file::Caretaker;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::file::{pdf, send_file, stored};
use crate::role::Role;
use crate::site::{TestSite, sample};

/// What the scanner finds.
const VIRUS: &str = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE";

/// A scanner that can fall ill.
struct Clamd {
    address: ScannerAddress,
    ill: Arc<AtomicBool>,
}

impl Clamd {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = ScannerAddress::parse(&format!("tcp://{}", listener.local_addr().unwrap())).unwrap();
        let ill = Arc::new(AtomicBool::new(false));
        let health = Arc::clone(&ill);
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(answer(stream, health.load(Ordering::Relaxed)));
            }
        });
        Self { address, ill }
    }
}

/// One `INSTREAM`, strictly as the manual of clamd has it.
async fn answer(mut stream: TcpStream, ill: bool) {
    if ill {
        return;
    }
    let mut command = [0; 10];
    stream.read_exact(&mut command).await.unwrap();
    assert_eq!(&command, b"zINSTREAM\0");
    let mut content = Vec::new();
    loop {
        let length = usize::try_from(stream.read_u32().await.unwrap()).unwrap();
        if length == 0 {
            break;
        }
        let start = content.len();
        content.resize(start + length, 0);
        stream.read_exact(&mut content[start..]).await.unwrap();
    }
    let found = content.windows(VIRUS.len()).any(|window| window == VIRUS.as_bytes());
    let words: &[u8] = if found {
        b"stream: Eicar-Test-Signature FOUND\0"
    } else {
        b"stream: OK\0"
    };
    stream.write_all(words).await.unwrap();
}

async fn portal() -> (TestSite, Clamd, Caretaker, ProgramId) {
    let site = TestSite::with_scanner().await;
    let clamd = Clamd::start().await;
    let caretaker = Caretaker {
        store: site.store.clone(),
        files: site.portal().files.clone(),
        scanner: Some(clamd.address.clone()),
    };
    let id = site.publish(&sample("歩数を競う大会")).await;
    (site, clamd, caretaker, id)
}

#[tokio::test]
async fn 検査が終わるまで渡さず終われば渡す() {
    let (site, _clamd, caretaker, id) = portal().await;
    let list = format!("/my/files/program-{id}");
    let editor = site.as_(Role::Editor).await;
    let page = send_file(&editor, &list, "資料.pdf", &pdf("a")).await.follow().await;
    assert!(page.text().contains("検査中"), "{}", page.text());
    let file = site.store.list_files(FileOwner::Program(id)).await.unwrap().remove(0);
    let address = format!("/files/{}/%E8%B3%87%E6%96%99.pdf", file.current.id);
    assert_eq!(
        editor.get(&address).await.status(),
        409,
        "not even to those who sent it"
    );
    assert_eq!(site.anonymous().get(&address).await.status(), 404);
    assert!(
        !site
            .anonymous()
            .get(&format!("/programs/{id}"))
            .await
            .text()
            .contains("資料.pdf")
    );

    assert_eq!(caretaker.scan_due().await.unwrap(), 1);
    assert_eq!(caretaker.scan_due().await.unwrap(), 0);
    assert!(editor.get(&list).await.text().contains("検査済み"));
    assert_eq!(site.anonymous().download(&address).await.1, pdf("a"));
    assert!(
        site.anonymous()
            .get(&format!("/programs/{id}"))
            .await
            .text()
            .contains("資料.pdf")
    );
}

#[tokio::test]
async fn ウイルスのあるファイルは隔離し関係者に知らせる() {
    let (site, _clamd, caretaker, id) = portal().await;
    let list = format!("/my/files/program-{id}");
    let editor = site.as_(Role::Editor).await;
    let bad = pdf(VIRUS);
    send_file(&editor, &list, "悪い.pdf", &bad).await;
    caretaker.scan_due().await.unwrap();
    let file = site.store.list_files(FileOwner::Program(id)).await.unwrap().remove(0);
    assert_eq!(file.current.scan, ScanState::Infected);
    let page = editor.get(&list).await;
    assert!(page.text().contains("ウイルス検出"), "{}", page.text());
    assert!(page.links().iter().all(|(_, href)| !href.starts_with("/files/")));
    let address = format!("/files/{}/%E6%82%AA%E3%81%84.pdf", file.current.id);
    assert_eq!(editor.get(&address).await.status(), 409);
    let stored = stored(&site.folder().join("files"));
    let places: Vec<_> = stored
        .iter()
        .map(|path| path.strip_prefix(site.folder()).unwrap().display().to_string())
        .collect();
    assert_eq!(places, [format!("files/quarantine/{}", file.current.sha256)]);
    let mails = site.store.list_mails(None, None, 10).await.unwrap();
    let told: Vec<_> = mails.iter().map(|mail| mail.recipient.clone()).collect();
    for role in [Role::Editor, Role::Secretariat] {
        assert!(told.contains(&role.email()), "{role:?}: {told:?}");
    }
    assert_eq!(told.len(), 2, "nobody else: {told:?}");
    // The same content under another name is known.
    let again = send_file(&editor, &list, "別名.pdf", &bad).await;
    assert_eq!(again.status(), 422);
    assert!(again.text().contains("ウイルスが見つかっています"), "{}", again.text());
}

#[tokio::test]
async fn 検査器が落ちていれば待ってやり直す() {
    let (site, clamd, caretaker, id) = portal().await;
    let list = format!("/my/files/program-{id}");
    let editor = site.as_(Role::Editor).await;
    clamd.ill.store(true, Ordering::Relaxed);
    send_file(&editor, &list, "資料.pdf", &pdf("a")).await;
    assert_eq!(caretaker.scan_due().await.unwrap(), 1);
    assert!(editor.get(&list).await.text().contains("検査できず"));
    assert_eq!(caretaker.scan_due().await.unwrap(), 0, "not again at once");
    clamd.ill.store(false, Ordering::Relaxed);
    site.clock.advance_millis(30_000);
    assert_eq!(caretaker.scan_due().await.unwrap(), 1);
    assert!(editor.get(&list).await.text().contains("検査済み"));
}

#[tokio::test]
async fn 途切れた送信が残した内容は一日たつと消える() {
    let (site, _clamd, caretaker, id) = portal().await;
    let editor = site.as_(Role::Editor).await;
    send_file(&editor, &format!("/my/files/program-{id}"), "資料.pdf", &pdf("a")).await;
    // The server died between storing the bytes and writing the row.
    let storage = &site.portal().files.storage;
    let mut spool = storage.spool().await.unwrap();
    spool.write(&pdf("b")).await.unwrap();
    let mut left = spool.finish().await.unwrap();
    site.store.want_content(&left.sha256, left.bytes).await.unwrap();
    storage.keep(&mut left).await.unwrap();
    let staged = site.folder().join("files/sha256").join(&left.sha256[..2]);
    std::fs::write(staged.join(format!("{}#1", left.sha256)), "%PDF").unwrap();
    assert_eq!(stored(&site.folder().join("files")).len(), 3);
    assert_eq!(caretaker.sweep().await.unwrap(), 0);
    site.clock.advance_millis(25 * 60 * 60 * 1000);
    assert_eq!(caretaker.sweep().await.unwrap(), 1);
    assert_eq!(storage.find_size(&left.sha256).await.unwrap(), None);
    assert_eq!(stored(&site.folder().join("files")).len(), 1, "what a file has stays");
}
