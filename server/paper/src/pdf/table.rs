//! Tables: columns of given parts of the width, rows that break over pages, names of columns repeated at the head of each.

use super::layout::{Look, Writer, count, lines_in, owned};
use super::line::Line;
use super::sheet::{FaceKind, MEASURE, Mark, Owner, SIDE, TOP};
use super::tree::{NodeId, Role};
use crate::text::{clean, lines};
use crate::{Align, Column, Table};

const PAD_X: f32 = 4.5;
const PAD_Y: f32 = 3.5;

const CELL: Look = Look {
    face: FaceKind::Body,
    size: 9.0,
    leading: 14.0,
};

const NAME: Look = Look {
    face: FaceKind::Heading,
    ..CELL
};

const CAPTION: Look = Look {
    face: FaceKind::Heading,
    size: 9.5,
    leading: 17.0,
};

/// A cell before it is drawn.
struct Filled {
    left: f32,
    width: f32,
    align: Align,
    look: Look,
    lines: Vec<Line>,
    owner: Owner,
}

impl Writer<'_> {
    /// Lays out a table.
    pub fn table(&mut self, table: &Table) {
        let places = places(&table.columns);
        let node = self.done.tree.add(None, Role::Table);
        if table.is_together {
            let height = self.height(table, &places);
            self.ensure(height);
        } else {
            self.ensure(CAPTION.leading + 3.0 * (CELL.leading + 2.0 * PAD_Y));
        }
        if table.caption.is_empty() {
            self.y += 4.0;
        } else {
            let caption = self.done.tree.add(Some(node), Role::Caption);
            self.paragraph(&clean(&table.caption), CAPTION, (0.0, MEASURE), 0.0, owned(caption));
        }
        if table.has_head {
            let head = self.done.tree.add(Some(node), Role::TableHead);
            let row = self.done.tree.add(Some(head), Role::Row);
            self.head(table, &places, Some(row));
        }
        let body = self.done.tree.add(Some(node), Role::TableBody);
        for cells in &table.rows {
            let row = self.done.tree.add(Some(body), Role::Row);
            let filled = self.fill_row(table, &places, cells, row);
            self.row(table, &places, filled);
        }
        self.y += 12.0;
    }

    fn height(&self, table: &Table, places: &[(f32, f32)]) -> f32 {
        let rows: f32 = table
            .rows
            .iter()
            .map(|cells| {
                let tallest = cells
                    .iter()
                    .zip(places)
                    .map(|(cell, (_, width))| self.cell_lines(cell, CELL, *width).len())
                    .max();
                count(tallest.unwrap_or(0).max(1)) * CELL.leading + 2.0 * PAD_Y
            })
            .sum();
        let head = if table.has_head {
            CELL.leading + 2.0 * PAD_Y
        } else {
            0.0
        };
        rows + head + CAPTION.leading
    }

    fn cell_lines(&self, cell: &str, look: Look, width: f32) -> Vec<Line> {
        let inner = width - 2.0 * PAD_X;
        let parts = lines(cell);
        parts
            .iter()
            .flat_map(|part| self.break_text(part, look, inner, 0.0, false))
            .collect()
    }

    /// The names of the columns; repeated ones belong to nothing.
    fn head(&mut self, table: &Table, places: &[(f32, f32)], row: Option<NodeId>) {
        let filled = table
            .columns
            .iter()
            .zip(places)
            .map(|(column, (left, width))| {
                let owner = match row {
                    Some(row) => owned(self.done.tree.add(Some(row), Role::ColumnName)),
                    None => Owner::Repeated,
                };
                Filled {
                    left: *left,
                    width: *width,
                    align: column.align,
                    look: NAME,
                    lines: self.cell_lines(&column.name, NAME, *width),
                    owner,
                }
            })
            .collect();
        self.draw_row(filled, true);
    }

    fn fill_row(&mut self, table: &Table, places: &[(f32, f32)], cells: &[String], row: NodeId) -> Vec<Filled> {
        cells
            .iter()
            .zip(&table.columns)
            .zip(places)
            .enumerate()
            .map(|(position, ((cell, column), (left, width)))| {
                let is_name = position == 0 && !table.has_head;
                let role = if is_name { Role::RowName } else { Role::Cell };
                let look = if is_name { NAME } else { CELL };
                Filled {
                    left: *left,
                    width: *width,
                    align: column.align,
                    look,
                    lines: self.cell_lines(cell, look, *width),
                    owner: owned(self.done.tree.add(Some(row), role)),
                }
            })
            .collect()
    }

    /// Draws a row; one that is too tall for what is left goes to the next page, one too tall for a page is broken.
    fn row(&mut self, table: &Table, places: &[(f32, f32)], mut row: Vec<Filled>) {
        loop {
            let needed = tallest(&row);
            let fit = lines_in(self.rest() - 2.0 * PAD_Y, CELL.leading);
            if needed <= fit {
                self.draw_row(row, !table.has_head);
                return;
            }
            let is_fresh = self.y < TOP + 60.0;
            if is_fresh && fit > 0 {
                let now = row
                    .iter_mut()
                    .map(|cell| {
                        let later = cell.lines.split_off(fit.min(cell.lines.len()));
                        Filled {
                            lines: std::mem::replace(&mut cell.lines, later),
                            ..*cell
                        }
                    })
                    .collect();
                self.draw_row(now, !table.has_head);
            }
            self.new_page();
            if table.has_head {
                self.head(table, places, None);
            }
        }
    }

    fn draw_row(&mut self, row: Vec<Filled>, names_first: bool) {
        let height = count(tallest(&row).max(1)) * CELL.leading + 2.0 * PAD_Y;
        self.ensure(height);
        let top = self.y;
        for cell in &row {
            if cell.look.face == FaceKind::Heading && names_first {
                self.mark(Mark::Shade(SIDE + cell.left, top, cell.width, height));
            }
        }
        for cell in row {
            self.frame(SIDE + cell.left, top, cell.width, height);
            self.y = top + PAD_Y;
            for line in cell.lines {
                let free = cell.width - 2.0 * PAD_X - line.width();
                let shift = match cell.align {
                    Align::Left => 0.0,
                    Align::Right => free.max(0.0),
                };
                self.put(line, cell.left + PAD_X + shift, cell.look, cell.owner);
            }
        }
        self.y = top + height;
    }
}

fn tallest(row: &[Filled]) -> usize {
    row.iter().map(|cell| cell.lines.len()).max().unwrap_or(0)
}

/// Left edge and width of each column.
fn places(columns: &[Column]) -> Vec<(f32, f32)> {
    let all: f32 = columns.iter().map(|column| f32::from(column.width)).sum();
    let mut left = 0.0;
    columns
        .iter()
        .map(|column| {
            let width = MEASURE * f32::from(column.width) / all.max(1.0);
            let place = (left, width);
            left += width;
            place
        })
        .collect()
}
