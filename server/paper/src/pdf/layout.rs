//! Puts blocks onto pages: spacing, indents, page breaks that leave no lonely lines. Tables have a file of their own.

use super::line::{Line, Measure, break_lines};
use super::sheet::{BOTTOM, FaceKind, HEIGHT, MEASURE, Mark, Owner, SIDE, Sheet, TOP, WIDTH};
use super::tree::{NodeId, Role, Tree};
use crate::font::Ruler;
use crate::text::{clean, lines};
use crate::{Block, Item, Paper};

/// Size of the text, in points.
const SIZE: f32 = 10.5;
/// From baseline to baseline of the text.
const LEADING: f32 = 18.9;

/// What measures signs.
pub(crate) struct Rulers<'a> {
    pub body: Ruler<'a>,
    pub heading: Ruler<'a>,
}

impl Rulers<'_> {
    fn of(&self, face: FaceKind) -> &Ruler<'_> {
        match face {
            FaceKind::Body => &self.body,
            FaceKind::Heading => &self.heading,
        }
    }
}

/// A document on pages, with its tree and the places of its headings: page, height, words.
pub(crate) struct Sheets {
    pub sheets: Vec<Sheet>,
    pub tree: Tree,
    pub headings: Vec<(usize, f32, String)>,
}

/// How a paragraph looks.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    pub face: FaceKind,
    pub size: f32,
    pub leading: f32,
}

pub(crate) const TEXT: Look = Look {
    face: FaceKind::Body,
    size: SIZE,
    leading: LEADING,
};

/// Writes from top to bottom.
pub(crate) struct Writer<'a> {
    rulers: &'a Rulers<'a>,
    pub done: Sheets,
    /// Where the next thing begins, from the top of the page.
    pub y: f32,
}

/// Lays a document out.
pub(crate) fn lay_out(paper: &Paper, rulers: &Rulers<'_>) -> Sheets {
    let done = Sheets {
        sheets: vec![Sheet::default()],
        tree: Tree::default(),
        headings: Vec::new(),
    };
    let mut writer = Writer { rulers, done, y: TOP };
    for block in &paper.blocks {
        writer.block(block);
    }
    writer.heads_and_feet(paper);
    writer.done
}

impl Writer<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(title) => self.title(title),
            Block::Heading(title) => self.heading(title),
            Block::Text(text) => {
                for line in lines(text) {
                    let node = self.done.tree.add(None, Role::Paragraph);
                    self.paragraph(&line, TEXT, (0.0, MEASURE), SIZE, Owner::Node(node));
                }
            }
            Block::Right(text) => self.right(text),
            Block::Note(text) => self.note(text),
            Block::Items(items) => self.items(items),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::NewPage => self.new_page(),
        }
    }

    fn title(&mut self, title: &str) {
        let title = clean(title);
        let look = Look {
            face: FaceKind::Heading,
            size: 16.0,
            leading: 26.0,
        };
        let node = self.done.tree.add(None, Role::Heading(1, title.clone()));
        self.note_heading(&title);
        for line in self.break_text(&title, look, MEASURE, 0.0, false) {
            let x = (MEASURE - line.width()).max(0.0) / 2.0;
            self.put(line, x, look, Owner::Node(node));
        }
        self.y += 14.0;
    }

    fn heading(&mut self, title: &str) {
        let title = clean(title);
        let look = Look {
            face: FaceKind::Heading,
            size: 11.0,
            leading: 19.0,
        };
        // A heading takes two lines of its text along.
        self.ensure(look.leading + 2.0 * LEADING + 9.0);
        if self.y > TOP {
            self.y += 9.0;
        }
        let node = self.done.tree.add(None, Role::Heading(2, title.clone()));
        self.note_heading(&title);
        self.paragraph(&title, look, (0.0, MEASURE), 0.0, Owner::Node(node));
        self.y += 1.0;
    }

    fn right(&mut self, text: &str) {
        let node = self.done.tree.add(None, Role::Paragraph);
        for line in self.break_text(&clean(text), TEXT, MEASURE, 0.0, false) {
            let x = (MEASURE - line.width()).max(0.0);
            self.put(line, x, TEXT, Owner::Node(node));
        }
        self.y += 6.0;
    }

    fn note(&mut self, text: &str) {
        const PAD: f32 = 9.0;
        let look = Look {
            face: FaceKind::Body,
            size: 9.5,
            leading: 15.5,
        };
        let width = MEASURE - 2.0 * PAD;
        let parts: Vec<_> = lines(text)
            .iter()
            .map(|line| self.break_text(line, look, width, 0.0, true))
            .collect();
        let height = count(parts.iter().map(Vec::len).sum()) * look.leading + 2.0 * PAD - 3.0;
        self.ensure(height);
        self.frame(SIDE, self.y, MEASURE, height);
        self.y += PAD - 1.5;
        for part in parts {
            let node = self.done.tree.add(None, Role::Paragraph);
            for line in part {
                self.put(line, PAD, look, Owner::Node(node));
            }
        }
        self.y += PAD + 8.0;
    }

    fn items(&mut self, items: &[Item]) {
        let list = self.done.tree.add(None, Role::List);
        let wide = items
            .iter()
            .map(|item| self.width_of(&clean(&item.label), TEXT))
            .fold(0.0_f32, f32::max);
        // One sign between number and text.
        let hang = wide + SIZE;
        for entry in items {
            let item = self.done.tree.add(Some(list), Role::Item);
            let label = self.done.tree.add(Some(item), Role::Label);
            let body = self.done.tree.add(Some(item), Role::ItemBody);
            self.ensure(LEADING);
            let first = self.break_text(&clean(&entry.label), TEXT, MEASURE, 0.0, false);
            let texts = lines(&entry.text);
            // The number stands where its text begins, also when that is on the next page.
            let fits = texts
                .first()
                .is_none_or(|text| self.break_text(text, TEXT, MEASURE - hang, 0.0, true).len() < 2)
                || self.rest() >= 2.0 * LEADING;
            if !fits {
                self.new_page();
            }
            let start = self.y;
            if let Some(line) = first.into_iter().next() {
                self.put(line, 0.0, TEXT, Owner::Node(label));
            }
            self.y = start;
            for text in texts {
                self.paragraph(&text, TEXT, (hang, MEASURE - hang), 0.0, Owner::Node(body));
            }
            self.y = self.y.max(start + LEADING);
        }
    }

    /// A paragraph at `left` with a width. Neither its first nor its last line is left alone on a page.
    pub fn paragraph(&mut self, text: &str, look: Look, (left, width): (f32, f32), first: f32, owner: Owner) {
        let mut rest = self.break_text(text, look, width, first, true);
        while !rest.is_empty() {
            let fit = lines_in(self.rest(), look.leading);
            let take = match (fit, rest.len()) {
                (fit, all) if fit >= all => all,
                (0 | 1, _) => 0,
                (fit, all) if all - fit == 1 && fit > 2 => fit - 1,
                (2, 3) => 0,
                (fit, _) => fit,
            };
            let later = rest.split_off(take);
            for line in rest {
                self.put(line, left, look, owner);
            }
            rest = later;
            if !rest.is_empty() {
                self.new_page();
            }
        }
    }

    /// Draws a line here and goes on below it.
    pub fn put(&mut self, line: Line, left: f32, look: Look, owner: Owner) {
        let y = self.y + (look.leading + look.size * 0.76) / 2.0;
        let mark = Mark::Text {
            x: SIDE + left + line.indent,
            line,
            y,
            face: look.face,
            size: look.size,
            owner,
        };
        self.mark(mark);
        self.y += look.leading;
    }

    pub fn mark(&mut self, mark: Mark) {
        if let Some(sheet) = self.done.sheets.last_mut() {
            sheet.marks.push(mark);
        }
    }

    /// Lines around a rectangle.
    pub fn frame(&mut self, left: f32, top: f32, width: f32, height: f32) {
        let (right, bottom) = (left + width, top + height);
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
        for pair in corners.windows(2) {
            self.mark(Mark::Rule {
                from: pair[0],
                to: pair[1],
                width: 0.5,
            });
        }
    }

    pub fn break_text(&self, text: &str, look: Look, width: f32, first: f32, justified: bool) -> Vec<Line> {
        let measure = Measure {
            size: look.size,
            width,
            first,
            justified,
        };
        break_lines(text, self.rulers.of(look.face), measure)
    }

    fn width_of(&self, text: &str, look: Look) -> f32 {
        let lines = self.break_text(text, look, MEASURE, 0.0, false);
        lines.first().map_or(0.0, Line::width)
    }

    /// How much of the page is left, in points.
    pub fn rest(&self) -> f32 {
        HEIGHT - BOTTOM - self.y
    }

    /// Goes to the next page when less than this is left.
    pub fn ensure(&mut self, height: f32) {
        if self.rest() < height {
            self.new_page();
        }
    }

    /// Goes to the next page, if this one is not empty.
    pub fn new_page(&mut self) {
        if self.done.sheets.last().is_some_and(|sheet| !sheet.marks.is_empty()) {
            self.done.sheets.push(Sheet::default());
        }
        self.y = TOP;
    }

    fn note_heading(&mut self, title: &str) {
        let page = self.done.sheets.len() - 1;
        self.done.headings.push((page, self.y, title.to_owned()));
    }

    /// The mark at the head and the number at the foot of every page.
    fn heads_and_feet(&mut self, paper: &Paper) {
        let look = Look {
            face: FaceKind::Body,
            size: 9.0,
            leading: 12.0,
        };
        let all = self.done.sheets.len();
        for page in 0..all {
            let mark = self.break_text(&clean(&paper.mark), look, MEASURE, 0.0, false);
            let number = self.break_text(&format!("{}／{all}", page + 1), look, MEASURE, 0.0, false);
            let places = [(mark, 51.0, Owner::Head), (number, HEIGHT - 42.0, Owner::Foot)];
            for (mut lines, y, owner) in places {
                if lines.is_empty() {
                    continue;
                }
                let line = lines.swap_remove(0);
                let x = match owner {
                    Owner::Head => SIDE + MEASURE - line.width(),
                    _ => (WIDTH - line.width()) / 2.0,
                };
                self.done.sheets[page].marks.push(Mark::Text {
                    line,
                    x,
                    y,
                    face: look.face,
                    size: look.size,
                    owner,
                });
            }
        }
    }
}

/// How many lines fit.
pub(crate) fn lines_in(height: f32, leading: f32) -> usize {
    ((height + 0.01) / leading).floor().max(0.0) as usize
}

pub(crate) fn count(number: usize) -> f32 {
    number as f32
}

/// A node that owns marks.
pub(crate) fn owned(node: NodeId) -> Owner {
    Owner::Node(node)
}
