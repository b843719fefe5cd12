//! No input stops a parser: neither noise nor something that is almost right. Each test tries ten thousand inputs, or as
//! many as `cargo xtask fuzz` is told to.

use domain::file::{clean_name, inspect};
use domain::normalise::{
    date, email, fiscal_year, fold, money, number, numeric_code, phone, postcode, rate, single_line, text, time, url,
};
use domain::program::ProgramForm;
use domain::search::SearchRequest;
use domain::value::{CorporateNumber, Day, InsurerNumber};
use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence};

/// Inputs for each parser.
fn inputs() -> Config {
    let given = std::env::var("FUZZ_INPUTS").ok();
    Config {
        cases: given.and_then(|given| given.parse().ok()).unwrap_or(10_000),
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..Config::default()
    }
}

/// Pieces of what people type into the fields concerned, right and wrong, put together at random and mixed with noise.
/// `pieces` are separated by `¦`.
fn near(pieces: &'static str) -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = pieces.split('¦').collect();
    let piece = prop_oneof![
        8 => prop::sample::select(pieces).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[0-9０-９]{1,20}",
    ];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

const DAYS: &str = "令和¦平成¦昭和¦大正¦明治¦元¦R¦Ｒ¦h¦㍻¦㋿¦年¦年度¦月¦日¦/¦-¦－¦.¦0¦1¦8¦２¦31¦29¦02¦13¦2026¦９９９９¦00¦ ¦　¦（金）¦+¦−1¦万¦\
    \u{200B}¦\u{3099}¦T10:00:00Z";

const AMOUNTS: &str =
    "￥¦¥¦円¦千円¦百万¦万¦億¦兆¦京¦,¦，¦.¦．¦-¦−¦△¦▲¦(¦)¦0¦９¦999999999999¦%¦％¦割¦分¦約¦ ¦　¦e¦E9¦NaN¦inf¦+";

const CODES: &str = "06¦139901¦06139901¦６３¦-¦ー¦〒¦100¦-0001¦03¦0120¦+81¦内線¦(¦)¦@¦例¦example¦.jp¦..¦http://¦https://¦\
    javascript:¦//¦:¦?¦#¦\\¦a¦あ¦％¦%00";

const QUERIES: &str = "q=¦&¦=¦pref=¦13¦99¦cat=¦status=¦open¦sort=¦deadline¦page=¦0¦-1¦18446744073709551616¦size=¦%¦\
    %E3%81¦%FF¦%00¦+¦健診¦\"¦「¦-¦OR¦AND¦(¦)¦*¦~¦^¦:¦title:¦\u{0}¦\u{202E}¦👨\u{200D}👩";

const NAMES: &str =
    "資料¦.¦..¦/¦\\¦C:¦.pdf¦.PDF¦.docx¦con¦nul¦com1¦ ¦　¦\u{202E}¦\u{0}¦\r\n¦\"¦;¦*¦?¦%2e¦か\u{3099}¦健¦\u{301}¦_";

/// Sound files with some bytes changed, cut off or put in.
fn file_bytes() -> impl Strategy<Value = Vec<u8>> {
    let samples = crate::file::samples();
    let change = (any::<prop::sample::Index>(), any::<u8>(), 0..3_u8);
    (prop::sample::select(samples), prop::collection::vec(change, 0..8)).prop_map(|(mut bytes, changes)| {
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
    })
}

proptest! {
    #![proptest_config(inputs())]

    #[test]
    fn 保険者番号(typed in near(CODES)) {
        if let Ok(number) = InsurerNumber::parse(&typed) {
            prop_assert_eq!(InsurerNumber::parse(number.as_str()), Ok(number));
        }
    }

    #[test]
    fn 法人番号(typed in near(CODES)) {
        let _ = CorporateNumber::parse(&typed);
        let _ = numeric_code(&typed);
    }

    #[test]
    fn 日付と元号(typed in near(DAYS)) {
        if let Ok(day) = date(&typed) {
            prop_assert_eq!(Day::from_iso(&day.iso()), Some(day));
        }
    }

    #[test]
    fn 年度(typed in near(DAYS)) {
        let _ = fiscal_year(&typed);
    }

    #[test]
    fn 時刻(typed in near(DAYS)) {
        let _ = time(&typed);
    }

    #[test]
    fn 金額(typed in near(AMOUNTS)) {
        if let Ok(yen) = money(&typed) {
            prop_assert_eq!(money(&yen.to_string()), Ok(yen));
        }
    }

    #[test]
    fn 数と率(typed in near(AMOUNTS)) {
        let _ = number(&typed);
        let _ = rate(&typed);
    }

    #[test]
    fn 連絡先(typed in near(CODES)) {
        let _ = (phone(&typed), postcode(&typed), email(&typed), url(&typed));
    }

    #[test]
    fn 検索の条件(query in near(QUERIES)) {
        let (request, _) = SearchRequest::from_query(&query);
        let again = SearchRequest::from_query(&request.query());
        prop_assert_eq!(again, (request, vec![]));
    }

    #[test]
    fn 文字の整形(typed in any::<String>()) {
        let _ = (text(&typed), single_line(&typed), fold(&typed));
    }

    #[test]
    fn 添付の名前(typed in near(NAMES)) {
        let name = clean_name(&typed);
        prop_assert_eq!(clean_name(&name), name);
    }

    #[test]
    fn 添付の中身(bytes in file_bytes(), name in prop::sample::select(vec!["a.pdf", "a.docx", "a.xls", "a.csv", "a.png"])) {
        let _ = inspect(&mut std::io::Cursor::new(bytes), name);
    }

    #[test]
    fn 登録フォーム(days in near(DAYS), amounts in near(AMOUNTS), codes in near(CODES)) {
        let mut form = ProgramForm::default();
        form.replace(ProgramForm::FIELDS, ProgramForm::FIELDS.iter().zip([&days, &amounts, &codes].into_iter().cycle())
            .map(|(field, value)| (*field, value.as_str())));
        let _ = form.check();
    }
}
