//! Whether a PDF opens without a password. Its trailer, or the dictionary of its cross-reference stream, names an
//! encryption dictionary if it does not; both are never compressed.

use std::io::Read;

use super::{FileFault, broken};

/// Read at once.
const PIECE: usize = 64 * 1024;

const KEY: &[u8] = b"/Encrypt";

/// Longest white space looked at behind the key.
const MOST_SPACE: usize = 16;

/// Refuses an encrypted one.
pub(super) fn expect_open(file: &mut impl Read) -> Result<(), FileFault> {
    let keep = KEY.len() + MOST_SPACE + 2;
    let mut window: Vec<u8> = Vec::with_capacity(PIECE + keep);
    let mut piece = vec![0; PIECE];
    loop {
        let read = file.read(&mut piece).map_err(broken)?;
        if read == 0 {
            break;
        }
        window.extend_from_slice(piece.get(..read).unwrap_or_default());
        if names_encryption(&window) {
            return Err(FileFault::Encrypted);
        }
        let surplus = window.len().saturating_sub(keep);
        window.drain(..surplus);
    }
    Ok(())
}

/// Whether the key stands there with a reference (`12 0 R`) or a dictionary (`<<`) behind it. Other keys begin with the
/// same letters, and texts may quote it.
fn names_encryption(bytes: &[u8]) -> bool {
    bytes.windows(KEY.len()).enumerate().any(|(at, window)| {
        if window != KEY {
            return false;
        }
        let rest = bytes.get(at + KEY.len()..).unwrap_or_default();
        let spaces = rest.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0);
        let value = rest.get(spaces.count()..).unwrap_or_default();
        value.starts_with(b"<<") || (value.first().is_some_and(u8::is_ascii_digit) && !rest.starts_with(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 暗号化の指定だけを見つける() {
        assert!(names_encryption(b"trailer << /Root 1 0 R /Encrypt 12 0 R >>"));
        assert!(names_encryption(b"<</Encrypt<</Filter/Standard>>"));
        assert!(names_encryption(b"/Encrypt\r\n5 0 R"));
        assert!(!names_encryption(b"/EncryptMetadata true"));
        assert!(!names_encryption(b"(the key /Encrypt means)"));
    }

    #[test]
    fn 区切りをまたいでも見つける() {
        for pad in PIECE - 12..PIECE + 2 {
            let mut bytes = vec![b' '; pad];
            bytes.extend_from_slice(b"/Encrypt 3 0 R");
            bytes.extend(std::iter::repeat_n(b' ', 100));
            assert_eq!(expect_open(&mut &bytes[..]), Err(FileFault::Encrypted), "{pad}");
        }
    }
}
