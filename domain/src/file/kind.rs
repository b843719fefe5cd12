//! The kinds of files that are taken.

use crate::code::code_list;

code_list! {
    /// What a file is by its content.
    pub enum FileKind {
        Pdf = "pdf", "PDF", "PDF";
        Word = "word", "Word", "Word";
        Word97 = "word-97", "Word 97-2003", "Word 97-2003";
        Excel = "excel", "Excel", "Excel";
        Excel97 = "excel-97", "Excel 97-2003", "Excel 97-2003";
        PowerPoint = "powerpoint", "PowerPoint", "PowerPoint";
        PowerPoint97 = "powerpoint-97", "PowerPoint 97-2003", "PowerPoint 97-2003";
        Csv = "csv", "CSV", "CSV";
        Png = "png", "画像（PNG）", "Picture (PNG)";
        Jpeg = "jpeg", "画像（JPEG）", "Picture (JPEG)";
    }
}

impl FileKind {
    /// Endings of names of such files, without the dot; the usual one comes first.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Word => &["docx"],
            Self::Word97 => &["doc"],
            Self::Excel => &["xlsx"],
            Self::Excel97 => &["xls"],
            Self::PowerPoint => &["pptx"],
            Self::PowerPoint97 => &["ppt"],
            Self::Csv => &["csv"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
        }
    }

    /// The media type to send it with.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Word97 => "application/msword",
            Self::Excel => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Excel97 => "application/vnd.ms-excel",
            Self::PowerPoint => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::PowerPoint97 => "application/vnd.ms-powerpoint",
            Self::Csv => "text/csv",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// The kind that a name's ending promises, in any case.
    pub fn of_extension(extension: &str) -> Option<Self> {
        let is_named = |kind: &&Self| {
            let endings = kind.extensions();
            endings.iter().any(|ending| ending.eq_ignore_ascii_case(extension))
        };
        Self::ALL.iter().find(is_named).copied()
    }

    /// All endings with their dots, as the `accept` attribute of a file field wants them.
    pub fn accept() -> String {
        let endings = Self::ALL.iter().flat_map(|kind| kind.extensions());
        endings.map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 拡張子は一つの種類だけを表す() {
        for kind in FileKind::ALL {
            for ending in kind.extensions() {
                assert_eq!(FileKind::of_extension(&ending.to_uppercase()), Some(*kind));
            }
        }
        assert_eq!(FileKind::of_extension("exe"), None);
        assert_eq!(FileKind::of_extension(""), None);
        assert!(FileKind::accept().starts_with(".pdf,.docx,.doc,"));
    }
}
