//! Whether a file is text, as a table has to be: UTF-8, UTF-16 with a byte order mark, or Shift_JIS, without control
//! characters.

use std::io::Read;

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8};

use super::{FileFault, broken};

/// Read at once.
const PIECE: usize = 64 * 1024;

/// Refuses what is no text.
pub(super) fn expect_text(file: &mut (impl Read + std::io::Seek)) -> Result<(), FileFault> {
    let mut start = [0; 3];
    let read = file.read(&mut start).map_err(broken)?;
    let marked = Encoding::for_bom(start.get(..read).unwrap_or_default());
    let candidates: &[&'static Encoding] = match marked {
        Some((encoding, _)) => &[encoding],
        None => &[UTF_8, SHIFT_JIS],
    };
    for encoding in candidates {
        file.rewind().map_err(broken)?;
        if is_text(file, encoding)? {
            return Ok(());
        }
    }
    Err(FileFault::OtherKind)
}

fn is_text(file: &mut impl Read, encoding: &'static Encoding) -> Result<bool, FileFault> {
    let mut decoder = encoding.new_decoder();
    let mut piece = vec![0; PIECE];
    let mut text = String::with_capacity(PIECE * 3 + 16);
    loop {
        let read = file.read(&mut piece).map_err(broken)?;
        let bytes = piece.get(..read).unwrap_or_default();
        text.clear();
        let (_, _, unreadable) = decoder.decode_to_string(bytes, &mut text, read == 0);
        if unreadable
            || text
                .chars()
                .any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{1A}'))
        {
            return Ok(false);
        }
        if read == 0 {
            return Ok(true);
        }
    }
}
