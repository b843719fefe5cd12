//! Reads a text file as UTF-8 whatever a spreadsheet saved: UTF-8 with or without a byte order mark, UTF-16 with one,
//! or Shift_JIS (CP932). Files are streamed; nothing is guessed from the file's name.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _};

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8};

/// Size of the pieces in which a file is read, bytes.
const PIECE: usize = 64 * 1024;

/// What stands for bytes that mean nothing in the encoding of the file.
pub const UNREADABLE: char = char::REPLACEMENT_CHARACTER;

/// Opens a file for reading as UTF-8, with the name of the encoding it is in.
///
/// # Errors
/// Faults of the file system. Unreadable bytes are no error: they become [`UNREADABLE`].
pub fn open(mut file: File) -> io::Result<(impl Read + Send, &'static str)> {
    let encoding = detect(&mut file)?;
    file.rewind()?;
    Ok((Decoder::new(BufReader::new(file), encoding), encoding.name()))
}

/// The encoding that leaves the fewest characters unreadable; UTF-8 when that says nothing.
fn detect(file: &mut File) -> io::Result<&'static Encoding> {
    file.rewind()?;
    let mut head = [0; 3];
    let length = read_full(file, &mut head)?;
    if let Some((encoding, _)) = Encoding::for_bom(&head[..length]) {
        return Ok(encoding);
    }
    let mut unreadable_in = |encoding| {
        file.rewind()?;
        count_unreadable(&*file, encoding)
    };
    let in_utf8 = unreadable_in(UTF_8)?;
    if in_utf8 == 0 {
        return Ok(UTF_8);
    }
    Ok(if unreadable_in(SHIFT_JIS)? < in_utf8 {
        SHIFT_JIS
    } else {
        UTF_8
    })
}

fn count_unreadable(source: impl Read, encoding: &'static Encoding) -> io::Result<u64> {
    let mut decoder = Decoder::new(source, encoding);
    let mut piece = vec![0; PIECE];
    let mut count = 0;
    loop {
        let length = decoder.read(&mut piece)?;
        if length == 0 {
            return Ok(count);
        }
        // The lead byte of U+FFFD with its two followers; a piece may cut one in half, which a detection can bear.
        count += piece[..length]
            .windows(3)
            .filter(|bytes| *bytes == [0xEF, 0xBF, 0xBD])
            .count() as u64;
    }
}

fn read_full(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..])? {
            0 => break,
            length => filled += length,
        }
    }
    Ok(filled)
}

/// Turns a stream of bytes in one encoding into UTF-8; a byte order mark is taken away.
struct Decoder<R> {
    source: R,
    decoder: encoding_rs::Decoder,
    raw: Vec<u8>,
    /// Decoded text, of which `given..made` has not been read yet.
    text: Vec<u8>,
    given: usize,
    made: usize,
    finished: bool,
}

impl<R: Read> Decoder<R> {
    fn new(source: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        let room = decoder.max_utf8_buffer_length(PIECE).unwrap_or(PIECE * 4);
        Self {
            source,
            decoder,
            raw: vec![0; PIECE],
            text: vec![0; room],
            given: 0,
            made: 0,
            finished: false,
        }
    }

    fn decode_piece(&mut self) -> io::Result<()> {
        let length = self.source.read(&mut self.raw)?;
        self.finished = length == 0;
        // The buffer has room for the worst case, so everything that was read is used.
        let (_, _, written, _) = self
            .decoder
            .decode_to_utf8(&self.raw[..length], &mut self.text, self.finished);
        (self.given, self.made) = (0, written);
        Ok(())
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.made && !self.finished {
            self.decode_piece()?;
        }
        let length = out.len().min(self.made - self.given);
        out[..length].copy_from_slice(&self.text[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        let (mut reader, encoding) = open(file).unwrap();
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        (text, encoding)
    }

    #[test]
    fn 表計算ソフトのどの保存形式でも同じ文字になる() {
        let text = "事業名,目的\n①歩数チャレンジ～髙﨑,健康〜増進\n";
        let (sjis, _, lossy) = SHIFT_JIS.encode("事業名,目的\n①歩数チャレンジ～髙﨑\n");
        assert!(!lossy);
        assert_eq!(read(text.as_bytes()), (text.to_owned(), "UTF-8"));
        assert_eq!(read(format!("\u{feff}{text}").as_bytes()), (text.to_owned(), "UTF-8"));
        assert_eq!(
            read(&sjis),
            ("事業名,目的\n①歩数チャレンジ～髙﨑\n".to_owned(), "Shift_JIS")
        );
        let utf16: Vec<u8> = "\u{feff}表".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf16), ("表".to_owned(), "UTF-16LE"));
        assert_eq!(read(b""), (String::new(), "UTF-8"));
    }

    #[test]
    fn 一か所だけ壊れたファイルは元の文字コードで読む() {
        let (text, encoding) = read(b"\xE4\xBA\x8B\xE6\xA5\xAD\xE5\x90\x8D,\xE7\xA4\xBE\xFF\n");
        assert_eq!((text.as_str(), encoding), ("事業名,社\u{fffd}\n", "UTF-8"));
    }

    #[test]
    fn 大きなファイルの切れ目で文字が壊れない() {
        let text = "健".repeat(PIECE);
        assert_eq!(read(text.as_bytes()).0, text);
        let (sjis, ..) = SHIFT_JIS.encode(&text);
        assert_eq!(read(&sjis), (text.clone(), "Shift_JIS"));
    }
}
