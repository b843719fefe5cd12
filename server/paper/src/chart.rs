//! A chart of who works with whom as a value: one box on top and bands of boxes below it. How it is drawn is the business of
//! each kind of document; without a drawing its words say the same.

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// Who is responsible for all.
    pub top: ChartBox,
    /// From top to bottom.
    pub bands: Vec<Band>,
}

/// Boxes of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// What they have in common.
    pub label: String,
    /// From left to right.
    pub boxes: Vec<ChartBox>,
}

/// A box of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartBox {
    /// Who.
    pub name: String,
    /// What they do, one thing a line.
    pub notes: Vec<String>,
}

impl ChartBox {
    fn words(&self) -> String {
        match self.notes.as_slice() {
            [] => self.name.clone(),
            notes => format!("{}（{}）", self.name, notes.join("、")),
        }
    }
}

impl Chart {
    /// The same in one sentence for each band.
    pub fn words(&self) -> String {
        let lines = self.bands.iter().map(|band| {
            let boxes: Vec<_> = band.boxes.iter().map(ChartBox::words).collect();
            format!("{}：{}。", band.label, boxes.join("、"))
        });
        let lines: Vec<_> = lines.collect();
        format!("{}。{}。{}", self.title, self.top.words(), lines.join(""))
    }

    /// The same line by line, for documents without drawings: who, and what they do.
    pub fn lines(&self) -> Vec<(String, String)> {
        let mut lines = vec![("全体".to_owned(), self.top.words())];
        for band in &self.bands {
            let boxes = band.boxes.iter().map(ChartBox::words);
            lines.extend(boxes.map(|words| (band.label.clone(), words)));
        }
        lines
    }
}
