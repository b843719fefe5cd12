//! Recovery codes: 80 random bits each, written so that they can be read from paper. A hash of one cannot be guessed, so a
//! fast one does.

use domain::normalise::fold;
use domain::value::UserId;
use sha2::{Digest, Sha256};

use crate::Failure;

/// How many are made at a time.
pub const COUNT: usize = 10;

/// Letters and digits that are not taken for one another.
const ALPHABET: &[u8; 32] = b"23456789abcdefghjkmnpqrstuvwxyz-";
const LETTERS: usize = 16;
const GROUP: usize = 4;

/// A fresh set.
///
/// # Errors
/// When the system has no randomness.
pub fn generate() -> Result<Vec<String>, Failure> {
    (0..COUNT).map(|_| one()).collect()
}

fn one() -> Result<String, Failure> {
    let mut code = String::with_capacity(LETTERS + LETTERS / GROUP);
    let mut letters = 0;
    while letters < LETTERS {
        let mut byte = [0];
        getrandom::fill(&mut byte).map_err(|error| Failure::fault(error.to_string()))?;
        // The alphabet has 31 letters; the 32nd place is thrown again, so that all are equally likely.
        let letter = ALPHABET[usize::from(byte[0] & 31)];
        if letter == b'-' {
            continue;
        }
        if letters > 0 && letters % GROUP == 0 {
            code.push('-');
        }
        code.push(char::from(letter));
        letters += 1;
    }
    Ok(code)
}

/// What the database keeps of a person's code, however it is spelled: width, case, spaces and dashes do not matter.
pub fn digest(user: UserId, typed: &str) -> [u8; 32] {
    let plain: String = fold(typed)
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    Sha256::digest(format!("{user} {plain}")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 読みやすく重複しない() {
        let codes = generate().unwrap();
        assert_eq!(codes.len(), COUNT);
        for code in &codes {
            assert_eq!(code.len(), LETTERS + 3, "{code}");
            assert!(code.split('-').all(|group| group.len() == GROUP), "{code}");
            assert_eq!(codes.iter().filter(|other| *other == code).count(), 1);
        }
    }

    #[test]
    fn 書き方によらず同じになる() {
        let user = UserId::new(1);
        let digest = |typed| super::digest(user, typed);
        assert_eq!(digest("ab23-cd45-ef67-gh89"), digest(" AB23 CD45 ＥＦ６７ gh89 "));
        assert_ne!(
            digest("ab23-cd45-ef67-gh89"),
            super::digest(UserId::new(2), "ab23-cd45-ef67-gh89")
        );
    }
}
