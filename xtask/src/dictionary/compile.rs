//! From IPADIC's text files to the folder that lindera loads: turns every file into UTF-8, gives the current era its
//! entry, and compiles. Every source yields the same bytes. Adds no other word: those of the domain belong to the
//! search index.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::metadata::Metadata;

use super::source::Original;

/// What lindera must know about the columns. It refuses to load a dictionary whose description differs from the one
/// of its own release.
const METADATA: &[u8] = include_bytes!("metadata.json");

/// Some copies of IPADIC are older than the era, others have it in different places. Ids and cost are those of 平成.
const REIWA: &str = "令和,1288,1288,5904,名詞,固有名詞,一般,*,*,*,令和,レイワ,レイワ\n";
const REIWA_SURFACE: &str = "令和,";
const REIWA_FILE: &str = "Noun.reiwa.csv";

/// Compiles a dictionary below `place` and returns its folder, with the licence in it as `COPYING`.
pub fn compile(original: &Original, place: &Path) -> Result<PathBuf> {
    let text = place.join("utf8");
    let compiled = place.join("compiled");
    fs::create_dir_all(&text)?;
    convert(&original.files, &text)?;
    let metadata = Metadata::load(METADATA).map_err(|error| anyhow!("{error}"))?;
    DictionaryBuilder::new(metadata)
        .build_dictionary(&text, &compiled)
        .map_err(|error| anyhow!("compiling the dictionary: {error}"))?;
    // Byte for byte: a licence is passed on as it came.
    fs::copy(&original.licence, compiled.join("COPYING"))?;
    Ok(compiled)
}

/// Writes every word list and table as UTF-8 into `to`, with the era in a list of its own.
fn convert(from: &Path, to: &Path) -> Result<()> {
    let mut lists = 0;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let is_list = path.extension() == Some(OsStr::new("csv"));
        let is_table = path.extension() == Some(OsStr::new("def"));
        let Some(name) = path.file_name().filter(|_| is_list || is_table) else {
            continue;
        };
        let text = decode(&fs::read(&path)?).with_context(|| path.display().to_string())?;
        lists += usize::from(is_list);
        let kept: String = text
            .split_inclusive('\n')
            .filter(|line| !line.starts_with(REIWA_SURFACE))
            .collect();
        fs::write(to.join(name), kept)?;
    }
    if lists == 0 {
        bail!("{} holds no word lists", from.display());
    }
    fs::write(to.join(REIWA_FILE), REIWA)?;
    Ok(())
}

/// Reads UTF-8 or EUC-JP, the two encodings in which IPADIC is passed on.
fn decode(bytes: &[u8]) -> Result<String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let (text, _, had_errors) = encoding_rs::EUC_JP.decode(bytes);
    if had_errors {
        bail!("neither UTF-8 nor EUC-JP");
    }
    Ok(text.chars().map(to_jis_reading).collect())
}

/// The decoder reads six signs the way browsers do, as their full-width look-alikes. The dictionary means those of
/// the JIS standard, and so do its UTF-8 copies.
fn to_jis_reading(letter: char) -> char {
    match letter {
        '～' => '\u{301C}',
        '∥' => '\u{2016}',
        '－' => '\u{2212}',
        '￠' => '\u{A2}',
        '￡' => '\u{A3}',
        '￢' => '\u{AC}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn convert_list(content: &[u8]) -> Result<(String, String)> {
        let (from, to) = (tempfile::tempdir()?, tempfile::tempdir()?);
        fs::write(from.path().join("Noun.csv"), content)?;
        convert(from.path(), to.path())?;
        let read = |name| fs::read_to_string(to.path().join(name));
        Ok((read("Noun.csv")?, read(REIWA_FILE)?))
    }

    #[test]
    fn euc_jpの語彙はutf8になり令和が足される() -> Result<()> {
        let (euc, _, _) = encoding_rs::EUC_JP.encode("平成,1288,1288,5904,名詞\n");
        let (words, era) = convert_list(&euc)?;
        assert_eq!(words, "平成,1288,1288,5904,名詞\n");
        assert_eq!(era, REIWA);
        Ok(())
    }

    #[test]
    fn 令和がすでにあっても二つにはならない() -> Result<()> {
        let (words, era) = convert_list(format!("平成,1\n{REIWA}昭和,2\n").as_bytes())?;
        assert_eq!(words, "平成,1\n昭和,2\n");
        assert_eq!(era, REIWA);
        Ok(())
    }

    #[test]
    fn a_folder_without_word_lists_is_refused() -> Result<()> {
        let (from, to) = (tempfile::tempdir()?, tempfile::tempdir()?);
        assert!(convert(from.path(), to.path()).is_err());
        Ok(())
    }

    #[test]
    fn signs_of_euc_jp_are_those_of_the_utf8_copies() -> Result<()> {
        assert_eq!(decode(&[0xa1, 0xc1, 0xa1, 0xdd])?, "\u{301C}\u{2212}");
        Ok(())
    }

    #[test]
    fn bytes_in_another_encoding_are_refused() {
        assert!(decode(&[0x82, 0xa0, 0xff]).is_err());
    }

    #[test]
    fn the_description_of_the_columns_is_readable() {
        let metadata = Metadata::load(METADATA);
        assert!(metadata.is_ok_and(|data| data.encoding == "UTF-8"));
    }
}
