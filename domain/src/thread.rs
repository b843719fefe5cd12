//! Conversations between the organiser of a program and one society, before it joins and while it takes part (INS-04,
//! ORG-05). Messages are plain text.

use crate::normalise::char_count;
use crate::{ProblemCode, Problems};

/// Most characters of a message.
pub const MESSAGE_CHARS: u32 = 4_000;

/// Most societies that get one message at once.
pub const MOST_AT_ONCE: usize = 500;

/// Checks a message as typed, and answers with what is kept of it: spaces around it are not.
///
/// # Errors
/// `Empty` or `TooLong` on `message`.
pub fn check_message(typed: &str) -> Result<String, Problems> {
    let text = typed.trim();
    let now = u32::try_from(char_count(text)).unwrap_or(u32::MAX);
    let max = MESSAGE_CHARS;
    match now {
        0 => Err(Problems::one("message", ProblemCode::Empty)),
        _ if now > max => Err(Problems::one("message", ProblemCode::TooLong { max, now })),
        _ => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 本文は一文字以上四千文字以内() {
        let code = |typed: &str| check_message(typed).map_err(|problems| problems.for_field("message").count());
        assert_eq!(code(" 資料を送ります。\n"), Ok("資料を送ります。".to_owned()));
        assert_eq!(code(" \n　"), Err(1));
        assert!(code(&"健".repeat(4_000)).is_ok());
        assert_eq!(code(&"健".repeat(4_001)), Err(1));
    }
}
