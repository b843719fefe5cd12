//! Pages with what stands on them, before they are drawn, and the sizes of A4.

use super::line::Line;
use super::tree::NodeId;

/// A4, in points.
pub(crate) const WIDTH: f32 = 595.28;
/// A4, in points.
pub(crate) const HEIGHT: f32 = 841.89;
/// Left and right: 25 mm, less what 43 signs of text leave over.
pub(crate) const SIDE: f32 = 71.89;
/// Above the text: 30 mm.
pub(crate) const TOP: f32 = 85.0;
/// Below the text: 27 mm.
pub(crate) const BOTTOM: f32 = 76.5;
/// Width of the text: 43 signs of 10.5 points.
pub(crate) const MEASURE: f32 = 451.5;

/// Which font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FaceKind {
    /// 明朝.
    Body,
    /// ゴシック.
    Heading,
}

/// Who reads a mark: a node of the tree, or nobody, because it only decorates or repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A part of the document.
    Node(NodeId),
    /// Repeats something on another page.
    Repeated,
    /// Head of the page.
    Head,
    /// Foot of the page.
    Foot,
}

/// Something on a page; positions in points from the top left corner.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mark {
    /// A line of text; `y` is its baseline.
    Text {
        line: Line,
        x: f32,
        y: f32,
        face: FaceKind,
        size: f32,
        owner: Owner,
    },
    /// A thin line.
    Rule {
        from: (f32, f32),
        to: (f32, f32),
        width: f32,
    },
    /// A grey rectangle: left, top, width, height.
    Shade(f32, f32, f32, f32),
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sheet {
    pub marks: Vec<Mark>,
}
