//! The two Japanese fonts that are embedded: a Mincho for the text and a Gothic for headings. They lie in a folder beside the
//! program, because they are too large for the repository; without them there is no PDF.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// The files in the folder: text and headings.
pub const FONT_FILES: [&str; 2] = ["BIZUDMincho-Regular.ttf", "BIZUDGothic-Bold.ttf"];

/// Why fonts could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// A file is missing or cannot be read.
    #[error("{path}: {error}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A file is no font.
    #[error("{0} is no font")]
    NoFont(PathBuf),
}

/// A font, ready to be measured and embedded.
#[derive(Clone)]
pub(crate) struct Face {
    data: Arc<Vec<u8>>,
    /// For the library that writes PDF.
    pub font: Font,
}

/// The fonts of documents. Cheap to clone.
#[derive(Clone)]
pub struct Fonts {
    pub(crate) body: Face,
    pub(crate) heading: Face,
}

impl Fonts {
    /// Loads [`FONT_FILES`] from a folder.
    ///
    /// # Errors
    /// When one of them is missing or no font.
    pub fn load(folder: &Path) -> Result<Self, FontError> {
        let [body, heading] = FONT_FILES.map(|name| Face::load(&folder.join(name)));
        Ok(Self {
            body: body?,
            heading: heading?,
        })
    }
}

impl Face {
    fn load(path: &Path) -> Result<Self, FontError> {
        let data = fs::read(path).map_err(|error| FontError::Unreadable {
            path: path.to_owned(),
            error,
        })?;
        let data = Arc::new(data);
        let font = Font::new(data.clone().into(), 0).ok_or_else(|| FontError::NoFont(path.to_owned()))?;
        FontRef::new(&data).map_err(|_| FontError::NoFont(path.to_owned()))?;
        Ok(Self { data, font })
    }

    /// What answers questions about single signs; looked up once for a document.
    pub fn ruler(&self) -> Option<Ruler<'_>> {
        let font = FontRef::new(&self.data).ok()?;
        Some(Ruler {
            signs: font.charmap(),
            widths: font.glyph_metrics(Size::new(1.0), LocationRef::default()),
        })
    }
}

/// Measures signs of one font.
pub(crate) struct Ruler<'a> {
    signs: skrifa::charmap::Charmap<'a>,
    widths: skrifa::metrics::GlyphMetrics<'a>,
}

impl Ruler<'_> {
    /// The glyph of a sign, and its width at size 1.
    pub fn glyph(&self, sign: char) -> Option<(u32, f32)> {
        let glyph = self.signs.map(sign).filter(|glyph| glyph.to_u32() != 0)?;
        Some((glyph.to_u32(), self.widths.advance_width(glyph)?))
    }
}
