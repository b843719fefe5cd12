//! Normalising is idempotent: what is shown of a clean value reads back as the same value. And no input stops it.

use domain::Lang;
use domain::ProblemCode;
use domain::normalise::{
    char_count, date, email, fiscal_year, fold, fold_kana, fold_sound, hiragana, katakana, money, narrow, number,
    numeric_code, phone, postcode, rate, single_line, text, time, url,
};
use domain::value::{CorporateNumber, Day, FiscalYear, InsurerNumber, Rate, TimeOfDay, Yen};
use proptest::prelude::*;

/// Days within the years that a typed date may have.
fn any_day() -> impl Strategy<Value = Day> {
    (Day::from_ymd(1873, 1, 1).unwrap().days_since_epoch()..=Day::from_ymd(2100, 12, 31).unwrap().days_since_epoch())
        .prop_map(|days| Day::from_days_since_epoch(days).unwrap())
}

/// Full-width digits and signs for half-width ones.
fn widen(narrow: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
        ' ' => '　',
        c => c,
    };
    narrow.chars().map(wide).collect()
}

/// Texts from the characters that the parsers care about, so that random ones come close to being valid.
fn near_text() -> impl Strategy<Value = String> {
    let alphabet = "0123456789０１９年月日時分元令和平成昭RHS./-−ー,，、。()（）￥¥△▲円万千億兆%％割の約+@ab〒内線 　\u{200B}\u{3099}ﾞｶか\
                    金:：半午後正\u{FE00}\u{E0100}\u{FA19}";
    prop::collection::vec(prop::sample::select(alphabet.chars().collect::<Vec<_>>()), 0..24)
        .prop_map(|chars| chars.into_iter().collect())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![near_text(), any::<String>()]
}

proptest! {
    #[test]
    fn 文字の整形は二度目に何も変えない(typed in any_text()) {
        for tidy in [text, single_line, narrow, numeric_code, katakana, hiragana, fold] {
            let once = tidy(&typed);
            prop_assert_eq!(tidy(&once), once);
        }
        for fold_more in [fold_kana, fold_sound] {
            let once = fold_more(&fold(&typed));
            prop_assert_eq!(fold_more(&fold(&once)), once);
        }
        prop_assert!(char_count(&typed) <= typed.chars().count());
        prop_assert!(!single_line(&typed).contains(['\n', '\r', '\t', '\0']));
    }

    #[test]
    fn 値の読み取りは表示と往復する(typed in any_text()) {
        if let Ok(value) = number(&typed) {
            prop_assert_eq!(number(&Yen::new(value).to_string()), Ok(value));
        }
        if let Ok(value) = money(&typed) {
            prop_assert_eq!(money(&value.to_string()), Ok(value));
            prop_assert_eq!(money(&format!("{value}円")), Ok(value));
        }
        if let Ok(value) = rate(&typed) {
            prop_assert_eq!(rate(&value.to_string()), Ok(value));
        }
        if let Ok(value) = date(&typed) {
            prop_assert_eq!(date(&value.long_ja()), Ok(value));
        }
        if let Ok(value) = fiscal_year(&typed) {
            prop_assert_eq!(fiscal_year(&value.to_string()), Ok(value));
        }
        if let Ok(value) = time(&typed) {
            prop_assert_eq!(time(&value.to_string()), Ok(value));
        }
        if let Ok(value) = postcode(&typed) {
            prop_assert_eq!(postcode(&value.to_string()), Ok(value));
        }
        if let Ok(value) = phone(&typed) {
            prop_assert_eq!(phone(&value.to_string()), Ok(value));
        }
        if let Ok(value) = email(&typed) {
            prop_assert_eq!(email(&value.to_string()), Ok(value));
        }
        if let Ok(value) = url(&typed) {
            prop_assert_eq!(url(&value), Ok(value));
        }
        if let Ok(value) = InsurerNumber::parse(&typed) {
            prop_assert_eq!(InsurerNumber::parse(&value.grouped()), Ok(value));
        }
        if let Ok(value) = CorporateNumber::parse(&typed) {
            prop_assert_eq!(CorporateNumber::parse(&value.grouped()), Ok(value));
        }
    }

    #[test]
    fn 何も書かれていなければ空という(typed in "[ 　\t]{0,3}") {
        let empty = ProblemCode::Empty;
        prop_assert_eq!(number(&typed), Err(empty.clone()));
        prop_assert_eq!(money(&typed), Err(empty.clone()));
        prop_assert_eq!(rate(&typed), Err(empty.clone()));
        prop_assert_eq!(date(&typed), Err(empty.clone()));
        prop_assert_eq!(fiscal_year(&typed), Err(empty.clone()));
        prop_assert_eq!(time(&typed), Err(empty.clone()));
        prop_assert_eq!(postcode(&typed), Err(empty.clone()));
        prop_assert_eq!(phone(&typed), Err(empty.clone()));
        prop_assert_eq!(email(&typed), Err(empty.clone()));
        prop_assert_eq!(url(&typed), Err(empty));
    }

    #[test]
    fn 日付はどの表示からも読み戻せる(day in any_day()) {
        let (year, month, day_of_month) = (day.year(), day.month(), day.day());
        let era_year = day.era().unwrap();
        let forms = [
            day.iso(), day.long_ja(), day.short_ja(), day.long_en(), format!("{year}/{month}/{day_of_month}"),
            format!("{year}{month:02}{day_of_month:02}"), format!("{era_year}{month}月{day_of_month}日"),
            format!("{year}年（{era_year}）{month}月{day_of_month}日"),
        ];
        for form in forms {
            prop_assert_eq!(date(&form), Ok(day), "{}", form);
            prop_assert_eq!(date(&widen(&form)), Ok(day), "{}", form);
        }
    }

    #[test]
    fn 金額はどの表示からも読み戻せる(amount in any::<i64>()) {
        let yen = Yen::new(amount);
        let plain = amount.to_string();
        let triangle = yen.to_string().replace('-', "△");
        let forms = [yen.to_string(), format!("¥{yen}"), format!("{yen}円"), plain, triangle];
        for form in forms {
            prop_assert_eq!(money(&form), Ok(yen), "{}", form);
            prop_assert_eq!(money(&widen(&form)), Ok(yen), "{}", form);
        }
    }

    #[test]
    fn 金額の読みも読み戻せる(amount in -9_999_999_999_999_999_i64..=9_999_999_999_999_999) {
        let yen = Yen::new(amount);
        prop_assert_eq!(money(&yen.reading()), Ok(yen), "{}", yen.reading());
    }

    #[test]
    fn 年度と時刻と率は読み戻せる(year in 1873..=2100, minutes in 0_u16..1440, upper in 0_u32..5000, lower in 1_u32..5000) {
        let fiscal = FiscalYear::new(year).unwrap();
        for lang in [Lang::Ja, Lang::En] {
            prop_assert_eq!(fiscal_year(&fiscal.name(lang)), Ok(fiscal));
            prop_assert_eq!(fiscal_year(&widen(&fiscal.long_name(lang))), Ok(fiscal));
        }
        let clock = TimeOfDay::new((minutes / 60) as u8, (minutes % 60) as u8).unwrap();
        prop_assert_eq!(time(&widen(&clock.to_string())), Ok(clock));
        if let Some(share) = Rate::new(upper, lower) {
            prop_assert_eq!(rate(&share.to_string()), Ok(share));
        }
    }

    #[test]
    fn 検索の形は仮名の種類によらない(word in "[ぁ-んー]{1,12}") {
        prop_assert_eq!(fold_kana(&fold(&katakana(&word))), fold_kana(&fold(&word)));
        prop_assert_eq!(hiragana(&katakana(&word)), hiragana(&word));
    }
}
