//! No file stops the import: bytes of any kind, put together from what spreadsheets and programs write, and broken in
//! between. Two thousand each, or as many as `cargo xtask fuzz` is told to.

use std::io::{Read as _, Seek as _, Write as _};

use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence};
use tokio::sync::mpsc;

use super::source::{Piece, Pieces};
use super::{Entry, LabelBook, csv, encoding, json};

fn inputs() -> Config {
    let given = std::env::var("FUZZ_INPUTS").ok();
    Config {
        cases: given.and_then(|given| given.parse().ok()).unwrap_or(2_000),
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..Config::default()
    }
}

/// Bytes from the pieces, which are separated by `¦`, and from noise.
fn near(pieces: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<&str> = pieces.split('¦').collect();
    let piece = prop_oneof![
        9 => prop::sample::select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

const TABLE: &str = "title¦事業名¦pref¦実施地域¦recruit_to¦募集締切¦state¦,¦,¦,¦\t¦;¦\r\n¦\n¦\n¦\"¦\"\"¦東京;大阪¦令和8年4月1日¦R8.13.40¦\
    公開¦￥1,000¦=1+1¦\u{FEFF}¦2026-04-01〜¦ ¦特定健診";

const OBJECTS: &str = "{¦}¦[¦]¦,¦,¦:¦:¦\"title\"¦\"programs\"¦\"pref\"¦\"contact\"¦\"東京\"¦null¦true¦-1e999¦0¦\"\\u0000\"¦\
    \"\\ud800\"¦\"¦\\¦ ¦[[[[¦{\"a\":{\"b\":[]}}";

/// Hands the pieces of a file to the reader of its rows.
fn take(read: impl FnOnce(&Pieces)) {
    let (sender, mut receiver) = mpsc::channel(10_000);
    read(&Pieces(sender));
    let mut labels = LabelBook::default();
    while let Ok(piece) = receiver.try_recv() {
        if let Piece::Row(row) = piece {
            let mut entry = Entry::of(&row, &mut labels);
            entry.fill("架空健康保険組合");
        }
    }
}

proptest! {
    #![proptest_config(inputs())]

    #[test]
    fn 表(bytes in near(TABLE)) {
        take(|pieces| {
            let _ = csv::read(&bytes[..], pieces);
        });
    }

    #[test]
    fn 文書(bytes in near(OBJECTS)) {
        take(|pieces| {
            let _ = json::read(&bytes[..], pieces);
        });
    }

    #[test]
    fn 文字コード(bytes in near(TABLE)) {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        file.rewind().unwrap();
        let (mut reader, _) = encoding::open(file).unwrap();
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
    }
}
