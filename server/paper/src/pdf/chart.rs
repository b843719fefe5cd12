//! A chart of who works with whom (体制図), drawn with lines and text: one box on top, bands of boxes below, joined by straight
//! lines. Screen readers get it as one figure whose alternative says the same in words.

use super::layout::{Look, Writer};
use super::sheet::{FaceKind, MEASURE, Mark, Owner, SIDE};
use super::tree::Role;
use crate::text::clean;
use crate::{Chart, ChartBox};

/// Most boxes beside each other.
const ACROSS: usize = 3;
const GAP: f32 = 14.0;
const PAD: f32 = 6.0;
/// From the line above a row down to its boxes.
const DROP: f32 = 12.0;
const NAME: Look = Look {
    face: FaceKind::Heading,
    size: 9.5,
    leading: 13.5,
};
const NOTE: Look = Look {
    face: FaceKind::Body,
    size: 8.5,
    leading: 12.0,
};

impl Writer<'_> {
    /// Draws a chart; a row of boxes is never cut by the end of a page.
    pub(super) fn chart(&mut self, chart: &Chart) {
        let node = self.done.tree.add(None, Role::Figure(clean(&chart.words())));
        let owner = Owner::Node(node);
        let wide = (MEASURE - 2.0 * GAP) / 3.0;
        let top_wide = wide * 1.5;
        let height = self.box_height(&chart.top, top_wide);
        self.ensure(height + 90.0);
        let start = self.y;
        self.boxed(&chart.top, ((MEASURE - top_wide) / 2.0, start, top_wide, height), owner);
        let mut trunk = start + height;
        self.y = trunk + 8.0;
        for band in &chart.bands {
            for (at, row) in band.boxes.chunks(ACROSS).enumerate() {
                let tall = row.iter().map(|one| self.box_height(one, wide)).fold(0.0_f32, f32::max);
                let label = if at == 0 { NAME.leading + 4.0 } else { 0.0 };
                if self.rest() < label + DROP + tall + 8.0 {
                    self.new_page();
                    trunk = self.y;
                }
                if at == 0 {
                    let line = self.break_text(&clean(&band.label), NAME, MEASURE / 2.0 - GAP, 0.0, false);
                    if let Some(line) = line.into_iter().next() {
                        self.put(line, 0.0, NAME, owner);
                    }
                    self.y += 4.0;
                }
                let bus = self.y;
                let middle = MEASURE / 2.0;
                self.join((middle, trunk), (middle, bus));
                let lefts: Vec<f32> = (0..row.len()).map(|place| spread(place, row.len(), wide)).collect();
                let centres: Vec<f32> = lefts.iter().map(|left| left + wide / 2.0).collect();
                let ends = centres.iter().copied().chain([middle]);
                let (first, last) = ends.fold((middle, middle), |(low, high), x| (low.min(x), high.max(x)));
                self.join((first, bus), (last, bus));
                for (one, left) in row.iter().zip(&lefts) {
                    self.join((left + wide / 2.0, bus), (left + wide / 2.0, bus + DROP));
                    self.boxed(one, (*left, bus + DROP, wide, tall), owner);
                }
                trunk = bus;
                self.y = bus + DROP + tall + 10.0;
            }
        }
        self.y += 6.0;
    }

    fn box_height(&self, one: &ChartBox, width: f32) -> f32 {
        let lines = |text: &str, look: Look| self.break_text(&clean(text), look, width - 2.0 * PAD, 0.0, false).len();
        let rows = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
        let notes = one.notes.iter().map(|note| lines(note, NOTE)).sum();
        rows(lines(&one.name, NAME)) * NAME.leading + rows(notes) * NOTE.leading + 2.0 * PAD
    }

    /// A box with its name and notes; `place` is left, top, width, height.
    fn boxed(&mut self, one: &ChartBox, (left, top, width, height): (f32, f32, f32, f32), owner: Owner) {
        self.mark(Mark::Shade(SIDE + left, top, width, height));
        self.frame(SIDE + left, top, width, height);
        let after = self.y;
        self.y = top + PAD;
        let texts = std::iter::once((&one.name, NAME)).chain(one.notes.iter().map(|note| (note, NOTE)));
        for (text, look) in texts {
            for line in self.break_text(&clean(text), look, width - 2.0 * PAD, 0.0, false) {
                let shift = ((width - 2.0 * PAD) - line.width()).max(0.0) / 2.0;
                self.put(line, left + PAD + shift, look, owner);
            }
        }
        self.y = after;
    }

    fn join(&mut self, from: (f32, f32), to: (f32, f32)) {
        self.mark(Mark::Rule {
            from: (SIDE + from.0, from.1),
            to: (SIDE + to.0, to.1),
            width: 0.8,
        });
    }
}

/// Left edge of a box in a row of some, spread about the middle.
fn spread(place: usize, count: usize, wide: f32) -> f32 {
    let number = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    let all = number(count) * wide + number(count.saturating_sub(1)) * GAP;
    (MEASURE - all) / 2.0 + number(place) * (wide + GAP)
}
