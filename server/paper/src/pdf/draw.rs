//! Draws laid-out pages with `krilla`, which embeds the parts of the fonts that are used and checks PDF/UA-1 and PDF/A-2a.

use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::luma;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};

use super::layout::Sheets;
use super::line::Glyph;
use super::sheet::{FaceKind, HEIGHT, Mark, Owner, WIDTH};
use super::tree::Tree;
use crate::text::clean;
use crate::{Fonts, Paper, PaperError};

/// Lightness of shaded cells: text on them has more than 15:1.
const SHADE: u8 = 240;

/// Draws a document.
pub(crate) fn draw(paper: &Paper, fonts: &Fonts, mut sheets: Sheets) -> Result<Vec<u8>, PaperError> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .with_archival_validator(Archival::A2_A)
        .finish()
        .map_err(|error| PaperError::Pdf(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    document.set_metadata(metadata(paper));
    let mut outline = Outline::new();
    for (page, y, title) in &sheets.headings {
        let place = XyzDestination::new(*page, Point::from_xy(0.0, (y - 12.0).max(0.0)));
        outline.push_child(OutlineNode::new(title.clone(), place));
    }
    document.set_outline(outline);
    for sheet in &sheets.sheets {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| PaperError::Pdf("A4".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        // What only decorates lies below the text.
        for mark in &sheet.marks {
            decorate(&mut surface, mark);
        }
        for mark in &sheet.marks {
            write(&mut surface, fonts, &mut sheets.tree, mark);
        }
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(sheets.tree.finish());
    document.finish().map_err(|error| PaperError::Pdf(format!("{error:?}")))
}

fn metadata(paper: &Paper) -> Metadata {
    let day = paper.made_at.day_jst();
    let small = |number: u32| u8::try_from(number).unwrap_or(1);
    let made = DateTime::new(u16::try_from(day.year()).unwrap_or(2000))
        .month(small(day.month()))
        .day(small(day.day()))
        .hour(0)
        .minute(0)
        .second(0)
        .utc_offset_hour(9)
        .utc_offset_minute(0);
    Metadata::new()
        .title(clean(&paper.title))
        .authors(vec![clean(&paper.author)])
        .language("ja-JP".to_owned())
        .creator("共同事業ナビ".to_owned())
        .creation_date(made)
}

fn grey(lightness: u8) -> Fill {
    Fill {
        paint: luma::Color::new(lightness).into(),
        opacity: NormalizedF32::ONE,
        rule: krilla::paint::FillRule::default(),
    }
}

fn decorate(surface: &mut Surface<'_>, mark: &Mark) {
    let mut path = PathBuilder::new();
    let stroke = match mark {
        Mark::Text { .. } => return,
        Mark::Rule { from, to, width } => {
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
            Some(Stroke {
                paint: luma::Color::new(90).into(),
                width: *width,
                ..Stroke::default()
            })
        }
        Mark::Shade(left, top, width, height) => {
            if let Some(rect) = Rect::from_xywh(*left, *top, *width, *height) {
                path.push_rect(rect);
            }
            None
        }
    };
    let fill = stroke.is_none().then(|| grey(SHADE));
    if let Some(path) = path.finish() {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        surface.set_fill(fill);
        surface.set_stroke(stroke);
        surface.draw_path(&path);
        surface.end_tagged();
    }
}

fn write(surface: &mut Surface<'_>, fonts: &Fonts, tree: &mut Tree, mark: &Mark) {
    let Mark::Text {
        line,
        x,
        y,
        face,
        size,
        owner,
    } = mark
    else {
        return;
    };
    let tag = match owner {
        Owner::Node(_) => ContentTag::Span(SpanTag::empty()),
        Owner::Repeated => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
        Owner::Head => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header)),
        Owner::Foot => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)),
    };
    let glyphs: Vec<KrillaGlyph> = line.glyphs.iter().map(|glyph| place(glyph, *size)).collect();
    let font = match face {
        FaceKind::Body => &fonts.body.font,
        FaceKind::Heading => &fonts.heading.font,
    };
    let drawn = surface.start_tagged(tag);
    surface.set_stroke(None);
    surface.set_fill(Some(grey(0)));
    surface.draw_glyphs(Point::from_xy(*x, *y), &glyphs, font.clone(), &line.text, *size, false);
    surface.end_tagged();
    if let Owner::Node(node) = owner {
        tree.draw(*node, drawn);
    }
}

fn place(glyph: &Glyph, size: f32) -> KrillaGlyph {
    KrillaGlyph {
        glyph_id: GlyphId::new(glyph.id),
        text_range: glyph.range.clone(),
        x_advance: glyph.advance / size,
        x_offset: 0.0,
        y_offset: 0.0,
        y_advance: 0.0,
        location: None,
    }
}
