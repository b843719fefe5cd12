//! Hostile uploads through the whole server: forms with wrong boundaries, broken off, doubled, full of noise. None may
//! cause a fault or leave anything behind but files that have a row.

mod fuzz {
    use proptest::prelude::*;
    use proptest::test_runner::{Config, FileFailurePersistence, TestRunner};

    use crate::file::{list_owner, pdf, stored, upload};
    use crate::role::Role;
    use crate::site::{TestSite, Visitor, sample};

    const PIECES: &str = "--¦----navi-test-boundary¦\r\n¦\r\n\r\n¦\n¦Content-Disposition: form-data; name=\"file\"; \
        filename=\"a.pdf\"¦Content-Disposition: form-data; name=\"seen\"¦Content-Disposition: form-data¦; name=¦; filename=\
        ¦; filename*=UTF-8''%E8%B3¦\"¦\"\"¦../../x¦%PDF-1.7¦/Encrypt 1 0 R¦PK\u{3}\u{4}¦Content-Type: text/html¦\
        Content-Type: multipart/mixed; boundary=x¦Content-Length: -1¦Transfer-Encoding: chunked¦\u{0}¦健診¦1¦--\r\n";

    fn body() -> impl Strategy<Value = Vec<u8>> {
        let pieces: Vec<&str> = PIECES.split('¦').collect();
        let piece = prop_oneof![
            8 => prop::sample::select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
            1 => prop::collection::vec(any::<u8>(), 0..6),
        ];
        let noise = prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat());
        let sound = upload("資料.pdf", &pdf("fuzz"), Some(1)).1;
        let change = (any::<prop::sample::Index>(), any::<u8>(), 0..3_u8);
        let damaged = prop::collection::vec(change, 1..4).prop_map(move |changes| {
            let mut bytes = sound.clone();
            for (at, byte, deed) in changes {
                if bytes.is_empty() {
                    break;
                }
                let at = at.index(bytes.len());
                match deed {
                    0 => bytes[at] = byte,
                    1 => bytes.insert(at, byte),
                    _ => bytes.truncate(at),
                }
            }
            bytes
        });
        prop_oneof![noise, damaged]
    }

    /// Removes what has been attached.
    async fn take_away(editor: &Visitor<'_>, list: &str) {
        let owner = list_owner(list);
        for file in editor.site.store.list_files(owner).await.unwrap() {
            let removed = editor.post(&format!("{list}/{}/remove", file.id), &[]).await;
            assert_eq!(removed.status(), 303);
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn 壊れた送信でも止まらず半端なものを残さない() {
        let given = std::env::var("FUZZ_INPUTS").ok().and_then(|given| given.parse().ok());
        let site = TestSite::start().await;
        let id = site.publish(&sample("歩数を競う大会")).await;
        let list = format!("/my/files/program-{id}");
        let editor = site.as_(Role::Editor).await;
        let mut runner = TestRunner::new(Config {
            cases: given.unwrap_or(300),
            failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
            ..Config::default()
        });
        let kinds = [
            "multipart/form-data; boundary=----navi-test-boundary",
            "multipart/form-data; boundary=\"\"",
            "multipart/form-data",
            "multipart/mixed; boundary=----navi-test-boundary",
        ];
        let inputs = (prop_oneof![9 => Just(0), 1 => 1..kinds.len()], body());
        let handle = tokio::runtime::Handle::current();
        let tried = tokio::task::block_in_place(|| {
            runner.run(&inputs, |(kind, body)| {
                let page = handle.block_on(editor.post_body(&list, kinds[kind], body));
                prop_assert!(
                    matches!(page.status(), 303 | 400 | 413 | 415 | 422),
                    "{}",
                    page.status()
                );
                // Otherwise the places would soon be full, and the rest of the inputs be refused for that alone.
                if page.status() == 303 {
                    handle.block_on(take_away(&editor, &list));
                }
                Ok(())
            })
        });
        tried.unwrap();
        let known = site.store.list_contents_after("", 1_000).await.unwrap();
        let files = stored(&site.folder().join("files"));
        assert_eq!(files.len(), known.len());
        assert!(stored(&site.folder().join("incoming")).is_empty());
    }
}
