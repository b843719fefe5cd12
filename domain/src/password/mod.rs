//! What a password must be: long, and not among those that are tried first. It asks for no kinds of characters and no
//! change by the calendar (NIST SP 800-63B 3.1.1), and keeps nothing of what it is shown.

use unicode_normalization::UnicodeNormalization;
use zxcvbn::{Score, zxcvbn};

use crate::normalise::char_count;
use crate::user::User;

/// Fewest characters, counted as a reader does.
pub const MIN_CHARS: usize = 12;

/// Most characters; enough for a sentence, and a bound on the work of hashing.
pub const MAX_CHARS: usize = 128;

/// Japanese words that passwords are made of, and words of this field of work. The English ones, names and keyboard
/// patterns come with `zxcvbn`.
const WORDS: &str = include_str!("words.txt");

/// Words of the portal itself.
const PORTAL: &[&str] = &[
    "kyodo",
    "navi",
    "kyodonavi",
    "kyodo-navi",
    "共同事業ナビ",
    "共同事業",
    "共同",
    "ナビ",
];

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing was typed.
    Empty,
    /// Fewer characters than [`MIN_CHARS`].
    TooShort,
    /// More characters than [`MAX_CHARS`].
    TooLong {
        /// The present length.
        now: usize,
    },
    /// Guessed within ten thousand million tries by somebody who knows common passwords and this person.
    Guessable,
}

/// The form in which a password is hashed and compared: NFKC. One person types が as one character on one system and as
/// two on another, and full-width letters whenever the input method is on; all of them must open the same account.
pub fn normalise(typed: &str) -> String {
    typed.nfkc().collect()
}

/// Whether a password may be used by somebody about whom an attacker knows these words; see [`words_about`].
///
/// # Errors
/// The first flaw found.
pub fn check(typed: &str, about: &[String]) -> Result<(), Flaw> {
    let password = normalise(typed);
    let chars = char_count(&password);
    if password.is_empty() {
        return Err(Flaw::Empty);
    }
    if chars < MIN_CHARS {
        return Err(Flaw::TooShort);
    }
    // Marks that join a character are not counted by readers, but they are hashed.
    if chars > MAX_CHARS || password.len() > MAX_CHARS * 8 {
        return Err(Flaw::TooLong {
            now: chars.max(password.len() / 8),
        });
    }
    let known: Vec<&str> = about
        .iter()
        .map(String::as_str)
        .chain(PORTAL.iter().copied())
        .chain(WORDS.split_whitespace())
        .collect();
    if zxcvbn(&password, &known).score() < Score::Four {
        return Err(Flaw::Guessable);
    }
    Ok(())
}

/// What somebody who knows the person would try first: address, name, organisations, whole and in parts.
pub fn words_about(user: &User) -> Vec<String> {
    let organisations = user.memberships.iter().map(|place| place.organisation_name.as_str());
    words_in([user.email.as_str(), &user.name].into_iter().chain(organisations))
}

/// The texts in lower case, whole and in parts.
pub fn words_in<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut words = Vec::new();
    for text in texts {
        let text = normalise(text).to_lowercase();
        let parts = text.split(|letter: char| !letter.is_alphanumeric());
        words.extend(parts.filter(|part| char_count(part) >= 2).map(str::to_owned));
        let joined: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        if !joined.is_empty() {
            words.push(joined);
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaw(password: &str) -> Option<Flaw> {
        let about = words_in([
            "hanako.takahashi@mizuhono.example.jp",
            "髙橋 花子",
            "みずほ野精機健康保険組合",
        ]);
        check(password, &about).err()
    }

    #[test]
    fn 長さは見た目の文字で数える() {
        assert_eq!(flaw(""), Some(Flaw::Empty));
        assert_eq!(flaw("xk7-Qm2vTz9"), Some(Flaw::TooShort));
        assert_eq!(flaw("xk7-Qm2vTz9p"), None);
        // One face of several code points is one character.
        assert_eq!(flaw(&"👨‍👩‍👧".repeat(3)), Some(Flaw::TooShort));
        assert_eq!(flaw(&"か\u{3099}".repeat(11)), Some(Flaw::TooShort));
        let long: String = ('a'..='z').cycle().step_by(7).take(129).collect();
        assert_eq!(flaw(&long), Some(Flaw::TooLong { now: 129 }));
        assert_eq!(flaw(&format!("a{}", "\u{301}".repeat(5_000))), Some(Flaw::TooShort));
        let marks: String = (0..13).map(|_| format!("a{}", "\u{316}".repeat(500))).collect();
        assert!(matches!(flaw(&marks), Some(Flaw::TooLong { .. })));
    }

    #[test]
    fn よく使われるものは長くても受け付けない() {
        for password in [
            "password1234",
            "Password2026!",
            "P@ssw0rd2026",
            "qwertyuiop[]",
            "123456789012",
            "aaaaaaaaaaaaaaaa",
            "abcabcabcabcabc",
            "1q2w3e4r5t6y",
            "iloveyou1234",
            "kenpo2026kenpo",
            "sakura123456",
            "パスワードパスワード",
            "ＰＡＳＳＷＯＲＤ１２３４",
            "健康保険健康保険健康保険",
            "kyodo-navi-2026",
            "あいうえおかきくけこさし",
        ] {
            assert!(
                matches!(flaw(password), Some(Flaw::Guessable | Flaw::TooShort)),
                "{password}"
            );
        }
    }

    #[test]
    fn 本人や組織の語だけでは受け付けない() {
        for password in [
            "hanako.takahashi",
            "takahashi2026",
            "Mizuhono-2026!",
            "髙橋花子髙橋花子2026",
            "みずほ野精機健康保険組合",
        ] {
            assert_eq!(flaw(password), Some(Flaw::Guessable), "{password}");
        }
        assert_eq!(check("mizuhono-hanako", &[]), Ok(()), "to a stranger it is no word");
    }

    #[test]
    fn 記号や大文字がなくても長い文なら使える() {
        for password in [
            "yane no ue ni neko ga niju ippiki",
            "夕焼けの帰り道で見た七羽のからす",
            "correct horse battery staple",
            "n7kq-w3xz-p9fm-t2hd",
            "mado giwa de kumo wo kazoeru",
        ] {
            assert_eq!(flaw(password), None, "{password}");
        }
    }

    #[test]
    fn 同じ文字はどの端末で打っても同じになる() {
        assert_eq!(normalise("か\u{3099}ぎｋａｇｉ①ｶﾞ"), "がぎkagi1ガ");
        let once = normalise("ﷺ㍿Ａ");
        assert_eq!(normalise(&once), once);
    }
}
