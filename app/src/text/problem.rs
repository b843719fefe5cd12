//! What is wrong with a field, as a sentence that says what to do (FORM-14). Codes come from `domain`; nothing here
//! decides anything.

use domain::value::Day;
use domain::{Lang, Problem, ProblemCode};

use super::field;

/// The sentence for a problem of the program form.
pub fn program(lang: Lang, problem: &Problem) -> String {
    let label = field::program(lang, problem.field.as_str()).label;
    match lang {
        Lang::Ja => japanese(label, &problem.code),
        Lang::En => english(label, &problem.code),
    }
}

/// The sentence for a problem of a field that goes by this label.
pub fn labelled(lang: Lang, label: &str, code: &ProblemCode) -> String {
    match lang {
        Lang::Ja => japanese(label, code),
        Lang::En => english(label, code),
    }
}

/// Fields that are chosen, not typed: the verb differs.
fn is_chosen(label: &str) -> bool {
    const CHOSEN: &[&str] = &[
        "kind",
        "cat",
        "sub_cat",
        "theme",
        "target",
        "pref",
        "mode",
        "cost",
        "data_use",
        "visibility",
        "subsidy",
    ];
    CHOSEN.iter().any(|name| {
        [Lang::Ja, Lang::En]
            .iter()
            .any(|lang| field::program(*lang, name).label == label)
    })
}

fn japanese(label: &str, code: &ProblemCode) -> String {
    match code {
        ProblemCode::Empty if is_chosen(label) => format!("{label}を選んでください"),
        ProblemCode::Empty => format!("{label}を入力してください"),
        ProblemCode::TooLong { max, now } => format!("{label}は{max}文字以内で入力してください（現在{now}文字）"),
        ProblemCode::TooShort { min } => format!("{label}は{min}文字以上で入力してください"),
        ProblemCode::NotANumber => format!("{label}は数字で入力してください（例：8500）"),
        ProblemCode::NotAWholeNumber => format!("{label}は整数で入力してください（例：8500）"),
        ProblemCode::OutOfRange { min, max } => format!("{label}は{min}から{max}までの数で入力してください"),
        ProblemCode::NotARate => format!("{label}は割合で入力してください（例：2/3、66.7％）"),
        ProblemCode::NotADate => {
            format!("{label}は日付で入力してください（例：令和8年4月1日、2026/4/1）")
        }
        ProblemCode::ImpossibleDate => format!("{label}に存在しない日付が入力されています。日付を確かめてください"),
        ProblemCode::AmbiguousEra => format!("{label}の年に元号か西暦を付けてください（例：令和8年3月13日）"),
        ProblemCode::DateBefore { other } => {
            format!(
                "{label}は{}以降の日付にしてください",
                field::program(Lang::Ja, other.as_str()).label
            )
        }
        ProblemCode::TooFar { years } => format!("{label}は初日から{years}年以内の日付にしてください"),
        ProblemCode::InFuture => format!("{label}は今日までの日付にしてください"),
        ProblemCode::NotSoon { days } => format!("{label}は今日から{days}日以内の日付にしてください"),
        ProblemCode::DateOutside { from, to } => {
            let day = |day: &Option<Day>| day.map(|day| day.format(Lang::Ja)).unwrap_or_default();
            format!("{label}は{}〜{}の日付にしてください", day(from), day(to))
        }
        ProblemCode::TimeIsOver => format!("{label}はこれからの時刻にしてください"),
        ProblemCode::NotAFiscalYear => format!("{label}は年度で入力してください（例：令和8年度）"),
        ProblemCode::NotATime => format!("{label}は時刻で入力してください（例：17:00）"),
        ProblemCode::UnknownChoice { value } => {
            format!("{label}に「{value}」という選択肢はありません。選び直してください")
        }
        ProblemCode::TooMany { max } => format!("{label}は{max}つまでにしてください"),
        ProblemCode::NotAnEmail => format!("{label}を正しい形で入力してください（例：hoken@example.jp）"),
        ProblemCode::NotAPhone => format!("{label}を市外局番から入力してください（例：03-1234-5678）"),
        ProblemCode::NotAPostcode => format!("{label}は7桁で入力してください（例：100-8916）"),
        ProblemCode::NotAUrl => format!("{label}はhttps://から始まるアドレスで入力してください"),
        ProblemCode::NotAnInsurerNumber => format!("{label}は8桁の保険者番号で入力してください（例：06139901）"),
        ProblemCode::NotACorporateNumber => format!("{label}は13桁の法人番号で入力してください"),
        ProblemCode::NotASocietyCode => format!("{label}は5桁の数字で入力してください（例：12345）"),
        ProblemCode::CheckDigit => format!("{label}の番号を確かめてください。検証番号が合いません"),
        ProblemCode::NotFound => format!("{label}に当てはまるものが見つかりません。確かめてください"),
        ProblemCode::Taken => {
            format!("同じ年度に同じ{label}の共同事業があります。別の{label}を入力してください")
        }
        ProblemCode::Ambiguous { candidates } => {
            format!(
                "{label}が複数の意味に読めます。次のように入力してください：{}",
                candidates.join("、")
            )
        }
        ProblemCode::NotAllowed => format!("{label}にこの値は使えません。別の値にしてください"),
    }
}

fn english(label: &str, code: &ProblemCode) -> String {
    match code {
        ProblemCode::Empty if is_chosen(label) => format!("Choose: {label}"),
        ProblemCode::Empty => format!("Enter: {label}"),
        ProblemCode::TooLong { max, now } => format!("{label}: use at most {max} characters (now {now})"),
        ProblemCode::TooShort { min } => format!("{label}: use at least {min} characters"),
        ProblemCode::NotANumber => format!("{label}: enter a number, for example 8500"),
        ProblemCode::NotAWholeNumber => format!("{label}: enter a whole number, for example 8500"),
        ProblemCode::OutOfRange { min, max } => format!("{label}: enter a number from {min} to {max}"),
        ProblemCode::NotARate => format!("{label}: enter a rate, for example 2/3 or 66.7%"),
        ProblemCode::NotADate => format!("{label}: enter a date, for example 2026/4/1 or 令和8年4月1日"),
        ProblemCode::ImpossibleDate => format!("{label}: this date does not exist, please check it"),
        ProblemCode::AmbiguousEra => format!("{label}: give the year with four digits or with its era"),
        ProblemCode::DateBefore { other } => {
            format!(
                "{label}: must not be before “{}”",
                field::program(Lang::En, other.as_str()).label
            )
        }
        ProblemCode::TooFar { years } => format!("{label}: must be within {years} years of the first day"),
        ProblemCode::InFuture => format!("{label}: must not be after today"),
        ProblemCode::NotSoon { days } => format!("{label}: must be within {days} days from today"),
        ProblemCode::DateOutside { from, to } => match (from, to) {
            (Some(from), Some(to)) => {
                format!("{label}: choose a day from {} to {}", from.long_en(), to.long_en())
            }
            (Some(from), None) => format!("{label}: choose {} or a later day", from.long_en()),
            (None, to) => format!(
                "{label}: choose {} or an earlier day",
                to.map(Day::long_en).unwrap_or_default()
            ),
        },
        ProblemCode::TimeIsOver => format!("{label}: this time is over, choose a later one"),
        ProblemCode::NotAFiscalYear => format!("{label}: enter a fiscal year, for example 2026"),
        ProblemCode::NotATime => format!("{label}: enter a time, for example 17:00"),
        ProblemCode::UnknownChoice { value } => format!("{label}: there is no choice “{value}”, please choose again"),
        ProblemCode::TooMany { max } => format!("{label}: choose at most {max}"),
        ProblemCode::NotAnEmail => format!("{label}: enter a complete address, for example hoken@example.jp"),
        ProblemCode::NotAPhone => format!("{label}: enter a number with area code, for example 03-1234-5678"),
        ProblemCode::NotAPostcode => format!("{label}: enter seven digits, for example 100-8916"),
        ProblemCode::NotAUrl => format!("{label}: enter an address that begins with https://"),
        ProblemCode::NotAnInsurerNumber => format!("{label}: enter an insurer number, for example 06139901"),
        ProblemCode::NotACorporateNumber => format!("{label}: enter a corporate number of 13 digits"),
        ProblemCode::NotASocietyCode => format!("{label}: enter five digits, for example 12345"),
        ProblemCode::CheckDigit => format!("{label}: please check the number, its check digit does not fit"),
        ProblemCode::NotFound => format!("{label}: nothing of that name was found, please check it"),
        ProblemCode::Taken => {
            format!("{label}: another program of the same fiscal year has it, please use another one")
        }
        ProblemCode::Ambiguous { candidates } => {
            format!(
                "{label}: can be read in several ways, please write it like {}",
                candidates.join(" or ")
            )
        }
        ProblemCode::NotAllowed => format!("{label}: this value cannot be used, please change it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Field;

    #[test]
    fn 何をすればよいかを書く() {
        let sentence = |field, code| {
            program(
                Lang::Ja,
                &Problem {
                    field: Field::new(field),
                    code,
                },
            )
        };
        assert_eq!(sentence("title", ProblemCode::Empty), "事業名を入力してください");
        assert_eq!(sentence("mode", ProblemCode::Empty), "実施形態を選んでください");
        assert_eq!(
            sentence(
                "period_to",
                ProblemCode::DateBefore {
                    other: Field::new("period_from")
                }
            ),
            "実施期間の末日は実施期間の初日以降の日付にしてください"
        );
        assert_eq!(
            sentence("summary", ProblemCode::TooLong { max: 200, now: 212 }),
            "概要は200文字以内で入力してください（現在212文字）"
        );
    }
}
