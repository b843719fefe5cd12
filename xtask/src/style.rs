//! The one style sheet: the files of `style/` joined in a fixed order, so that a rule's place never depends on the
//! file system. Plain CSS goes in, plain CSS comes out.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::browser::OUTPUT_NAME;
use crate::project::{Mode, Project};
use crate::stamp::write_if_changed;

/// Before the components: what they build on.
const FIRST: [&str; 4] = ["tokens", "base", "type", "layout"];
/// After the components: what overrides them.
const LAST: [&str; 3] = ["forced-colors", "motion", "print"];

/// Brings the style sheet in `pkg` up to date.
pub fn build(project: &Project, mode: Mode, pkg: &Path) -> Result<()> {
    let folder = project.root().join("style");
    let mut sheet = String::new();
    for path in ordered_files(&folder)? {
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        sheet.push_str(text.trim());
        sheet.push_str("\n\n");
    }
    if mode == Mode::Release {
        sheet = strip(&sheet);
    }
    let path = pkg.join(format!("{OUTPUT_NAME}.css"));
    write_if_changed(&path, sheet.as_bytes())?;
    Ok(())
}

/// The files in the order of the cascade. Every `.css` file must have a place in it.
fn ordered_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let top = list_css(folder)?;
    let mut ordered = Vec::new();
    let take = |names: &[&str], ordered: &mut Vec<PathBuf>| {
        for name in names {
            let path = folder.join(format!("{name}.css"));
            if top.contains(&path) {
                ordered.push(path);
            }
        }
    };
    take(&FIRST, &mut ordered);
    ordered.extend(list_css(&folder.join("components"))?);
    take(&LAST, &mut ordered);
    for path in &top {
        ensure!(
            ordered.contains(path),
            "{} has no place in the order: add it to xtask/src/style.rs or move it to style/components/",
            path.display()
        );
    }
    if ordered.is_empty() {
        bail!("{} holds no style sheets", folder.display());
    }
    Ok(ordered)
}

/// The style sheets of one folder, sorted by name; none if there is no such folder.
fn list_css(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension() == Some(OsStr::new("css")) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Drops comments, indentation and empty lines. Text within quotes stays as it is; nothing else is rewritten, so
/// that the result means the same in every browser.
fn strip(sheet: &str) -> String {
    let without_comments = strip_comments(sheet);
    let mut stripped = String::with_capacity(without_comments.len());
    for line in without_comments.lines() {
        let line = line.trim();
        if !line.is_empty() {
            stripped.push_str(line);
            stripped.push('\n');
        }
    }
    stripped
}

fn strip_comments(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    let mut rest = sheet.chars().peekable();
    let mut quote = None;
    while let Some(letter) = rest.next() {
        if letter == '\\' {
            kept.push(letter);
            kept.extend(rest.next());
            continue;
        }
        if quote.is_none() && letter == '/' && rest.peek() == Some(&'*') {
            rest.next();
            let mut before = ' ';
            for inside in rest.by_ref() {
                if before == '*' && inside == '/' {
                    break;
                }
                before = inside;
            }
            // A comment parts two words as a space does.
            kept.push(' ');
            continue;
        }
        if quote == Some(letter) {
            quote = None;
        } else if quote.is_none() && (letter == '"' || letter == '\'') {
            quote = Some(letter);
        }
        kept.push(letter);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(names: &[&str]) -> Result<tempfile::TempDir> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("components"))?;
        for name in names {
            fs::write(folder.path().join(name), "")?;
        }
        Ok(folder)
    }

    #[test]
    fn sheets_are_joined_in_the_order_of_the_cascade() -> Result<()> {
        let folder = folder_with(&[
            "print.css",
            "components/table.css",
            "layout.css",
            "tokens.css",
            "components/button.css",
            "forced-colors.css",
            "base.css",
            "type.css",
            "motion.css",
        ])?;
        let ordered = ordered_files(folder.path())?;
        let names: Vec<_> = ordered
            .iter()
            .filter_map(|path| path.strip_prefix(folder.path()).ok()?.to_str())
            .collect();
        assert_eq!(
            names,
            [
                "tokens.css",
                "base.css",
                "type.css",
                "layout.css",
                "components/button.css",
                "components/table.css",
                "forced-colors.css",
                "motion.css",
                "print.css"
            ]
        );
        Ok(())
    }

    #[test]
    fn a_sheet_without_a_place_is_refused_by_name() -> Result<()> {
        let folder = folder_with(&["tokens.css", "extra.css"])?;
        let refusal = ordered_files(folder.path()).map_err(|error| error.to_string());
        assert!(refusal.is_err_and(|text| text.contains("extra.css")));
        Ok(())
    }

    #[test]
    fn comments_and_indentation_go_and_quoted_text_stays() {
        let sheet = "/* one\n * two **/\na {\n  content: \"/* no */  \\\" /*\";\n\n  margin:0/**/auto;\n}\n";
        assert_eq!(
            strip(sheet),
            "a {\ncontent: \"/* no */  \\\" /*\";\nmargin:0 auto;\n}\n"
        );
    }
}
