//! Changes, crashes and damage.

use std::fs;

use domain::code::Visibility;
use domain::value::ProgramId;
use search_index::{Change, Index, IndexError};

use super::fixture::{analyser, index_of, listing, search, titles};

fn put(id: i64, title: &str) -> Change {
    Change::Put(Box::new(listing(id, title)))
}

#[test]
fn 変更は戻ったときに見える() {
    let (index, mut writer) = index_of([listing(1, "禁煙教室"), listing(2, "運動教室")]);
    let clone = index.clone();
    writer
        .apply(
            &[
                put(1, "睡眠教室"),
                Change::Remove(ProgramId::new(2)),
                put(3, "減塩教室"),
            ],
            7,
        )
        .unwrap();
    assert_eq!(search(&clone, "教室").total, 2);
    assert_eq!(titles(&clone, "睡眠"), ["睡眠教室"]);
    assert!(titles(&clone, "禁煙").is_empty());
    assert_eq!((index.applied(), writer.applied(), index.len()), (7, 7, 2));
    assert_eq!(index.versions(), [(ProgramId::new(3), 1), (ProgramId::new(1), 1)]);
    writer
        .apply(&[put(4, "一"), put(4, "健診一"), put(4, "健診二")], 8)
        .unwrap();
    assert_eq!(titles(&index, "健診"), ["健診二"]);
    writer.apply(&[], 9).unwrap();
    assert_eq!(index.applied(), 9);
}

#[test]
fn ほかの書き方も変更のたびに正しく見つかる() {
    let (index, mut writer) = index_of([
        listing(1, "りんごの日"),
        listing(2, "林檎の会"),
        listing(3, "みかんの会"),
    ]);
    // Each change is a segment of its own, and what is replaced stays in the old ones for a while.
    writer.apply(&[put(4, "林檎の朝"), put(5, "リンゴの朝")], 2).unwrap();
    writer.apply(&[put(2, "蜜柑の会"), put(6, "林檎の昼")], 3).unwrap();
    writer
        .apply(&[Change::Remove(ProgramId::new(4)), put(7, "林檎の夜")], 4)
        .unwrap();
    // Written as asked first, then by the reading, newest first.
    let found = titles(&index, "りんご");
    assert_eq!(found, ["リンゴの朝", "りんごの日", "林檎の夜", "林檎の昼"]);
    assert_eq!(search(&index, "りんご").total, 4);
    assert_eq!(titles(&index, "りんご 夜"), ["林檎の夜"]);
    assert_eq!(titles(&index, "みかん"), ["みかんの会", "蜜柑の会"]);
    assert_eq!(titles(&index, "りんご -昼").len(), 3);
}

#[test]
fn 開き直すと続きから() {
    let folder = tempfile::tempdir().unwrap();
    {
        let (index, mut writer) = Index::open(folder.path(), analyser()).unwrap();
        assert_eq!((index.applied(), index.len()), (0, 0));
        for number in 1..=20 {
            writer.apply(&[put(number, "特定健診の受診勧奨")], number).unwrap();
        }
        writer.apply(&[Change::Remove(ProgramId::new(3))], 21).unwrap();
    }
    let (index, writer) = Index::open(folder.path(), analyser()).unwrap();
    assert_eq!((index.applied(), writer.applied(), index.len()), (21, 21, 19));
    assert_eq!(search(&index, "特定健診").total, 19);
    assert_eq!(index.suggest("特定健診の", Visibility::Public, 8).len(), 1);
}

#[test]
fn 書き手は一人だけ() {
    let folder = tempfile::tempdir().unwrap();
    let (_index, _writer) = Index::open(folder.path(), analyser()).unwrap();
    assert!(matches!(
        Index::open(folder.path(), analyser()),
        Err(IndexError::Busy(_))
    ));
}

#[test]
fn 壊れた索引は空から始まる() {
    let folder = tempfile::tempdir().unwrap();
    let fill = || {
        let (_index, mut writer) = Index::open(folder.path(), analyser()).unwrap();
        writer
            .replace_all((1..=5).map(|id| listing(id, "禁煙教室")), 5)
            .unwrap();
    };
    let inner = || {
        let mut entries = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        entries.find(|path| path.is_dir()).unwrap()
    };
    let files = |ending: &str| -> Vec<_> {
        let entries = fs::read_dir(inner()).unwrap().map(|entry| entry.unwrap().path());
        entries
            .filter(|path| path.to_string_lossy().ends_with(ending))
            .collect()
    };
    let is_fresh_then_works = |what: &str| {
        let (index, mut writer) = Index::open(folder.path(), analyser()).unwrap();
        assert_eq!((index.applied(), index.len()), (0, 0), "{what}");
        writer.replace_all([listing(9, "禁煙教室")].into_iter(), 9).unwrap();
        assert_eq!(titles(&index, "禁煙"), ["禁煙教室"], "{what}");
    };
    fill();
    fs::write(inner().join("meta.json"), "{").unwrap();
    is_fresh_then_works("meta");
    fill();
    for store in files(".store") {
        let mut bytes = fs::read(&store).unwrap();
        bytes[0] ^= 0xff;
        fs::write(&store, bytes).unwrap();
    }
    is_fresh_then_works("store");
    fill();
    for file in files(".idx") {
        fs::remove_file(file).unwrap();
    }
    is_fresh_then_works("idx");
}

#[test]
fn ほかの版の索引は追いついてから消える() {
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("index-0123");
    let foreign = folder.path().join("notes");
    fs::create_dir_all(&old).unwrap();
    fs::create_dir_all(&foreign).unwrap();
    let (_index, mut writer) = Index::open(folder.path(), analyser()).unwrap();
    assert!(old.exists());
    writer.replace_all([listing(1, "禁煙教室")].into_iter(), 1).unwrap();
    assert!(!old.exists());
    assert!(foreign.exists());
}
