//! Values hold for every input: numbers with check digits, years and their borders, eras, moments in Japan.

use domain::Lang;
use domain::code::SizeBand;
use domain::value::{
    CorporateNumber, Day, FiscalYear, Instant, InsurerNumber, MemberCount, ProgramId, Rate, TimeOfDay, Yen,
};
use proptest::prelude::*;

fn any_day() -> impl Strategy<Value = Day> {
    (Day::MIN.days_since_epoch()..=Day::MAX.days_since_epoch())
        .prop_map(|days| Day::from_days_since_epoch(days).unwrap())
}

proptest! {
    #[test]
    fn 保険者番号は一桁の誤りを見つける(body in "[0-9]{7}|[0-9]{5}", place in 0_usize..7, step in 1_u8..10) {
        let number = InsurerNumber::with_check_digit(&body).unwrap();
        prop_assert!(number.check_digit_ok());
        prop_assert_eq!(InsurerNumber::parse(number.as_str()).unwrap(), number.clone());
        prop_assert_eq!(InsurerNumber::parse(&number.grouped()).unwrap(), number.clone());
        let mut digits = number.as_str().as_bytes().to_vec();
        let place = place % digits.len();
        digits[place] = b'0' + (digits[place] - b'0' + step) % 10;
        let slip = InsurerNumber::parse(std::str::from_utf8(&digits).unwrap()).unwrap();
        prop_assert!(!slip.check_digit_ok());
    }

    #[test]
    fn 法人番号の検査用数字(body in "[0-9]{12}") {
        let number = CorporateNumber::with_check_digit(&body).unwrap();
        prop_assert!(number.check_digit_ok());
        prop_assert_eq!(CorporateNumber::parse(&number.grouped()).unwrap(), number);
    }

    #[test]
    fn 年度は切れ目なく続く(day in any_day()) {
        let year = FiscalYear::of(day);
        if year > FiscalYear::MIN && year < FiscalYear::MAX {
            prop_assert!(year.contains(day));
            prop_assert_eq!(year.end().plus_days(1).unwrap(), year.next().start());
            prop_assert_eq!(FiscalYear::of(year.start()), year);
            prop_assert_eq!(FiscalYear::of(year.end()), year);
            prop_assert_eq!(year.next().previous(), year);
        }
    }

    #[test]
    fn 元号の年は西暦と往復する(day in any_day()) {
        if let Some(era_year) = day.era() {
            prop_assert_eq!(era_year.western_year(), Some(day.year()));
        } else {
            prop_assert!(day.year() < 1873);
        }
    }

    #[test]
    fn 日付は保存の形と往復し計算も合う(day in any_day(), days in -100_000_i64..100_000) {
        prop_assert_eq!(Day::from_iso(&day.iso()), Some(day));
        prop_assert_eq!(serde_json::from_str::<Day>(&serde_json::to_string(&day).unwrap()).unwrap(), day);
        if let Some(later) = day.plus_days(days) {
            prop_assert_eq!(day.days_until(later), days);
            prop_assert_eq!(later.plus_days(-days), Some(day));
        }
    }

    #[test]
    fn 日本の日時から作った時点は同じ日時を示す(day in any_day(), minutes in 0_u16..1440) {
        let time = TimeOfDay::new((minutes / 60) as u8, (minutes % 60) as u8).unwrap();
        let instant = Instant::from_jst(day, time);
        prop_assert_eq!((instant.day_jst(), instant.time_jst()), (day, time));
    }

    #[test]
    fn どの時点も表示できる(millis in any::<i64>()) {
        let instant = Instant::from_millis(millis);
        let shown = [instant.iso_utc(), instant.format_jst(Lang::Ja), instant.format_jst(Lang::En)];
        prop_assert!(shown.iter().all(|text| !text.is_empty()));
    }

    #[test]
    fn 規模帯は必ず人数を含む(count in 0_u32..=10_000_000) {
        let band = SizeBand::of(MemberCount::new(count).unwrap());
        prop_assert!(band.min() <= count && band.max().is_none_or(|max| count <= max));
    }

    #[test]
    fn 金額の足し算は一致するか値を返さない(a in any::<i64>(), b in any::<i64>()) {
        prop_assert_eq!(Yen::new(a).checked_add(Yen::new(b)).map(Yen::get), a.checked_add(b));
        prop_assert_eq!(Yen::new(a).checked_sub(Yen::new(b)).map(Yen::get), a.checked_sub(b));
        prop_assert_eq!(Yen::new(a).checked_mul(b).map(Yen::get), a.checked_mul(b));
    }

    #[test]
    fn 率をかけても元の額を超えない(numerator in any::<u32>(), denominator in any::<u32>(), amount in any::<u64>()) {
        if let Some(rate) = Rate::new(numerator, denominator) {
            prop_assert!(rate.of(amount) <= amount);
        }
    }

    #[test]
    fn 番号は表示と往復する(number in 1_i64..) {
        prop_assert_eq!(ProgramId::new(number).to_string().parse(), Ok(ProgramId::new(number)));
    }
}
