//! The tree of a document for screen readers: what each mark on a page belongs to.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagTree};

/// A node of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeId(usize);

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A heading of a level.
    Heading(u16, String),
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// Its number.
    Label,
    /// Its text.
    ItemBody,
    /// A table.
    Table,
    /// What a table is.
    Caption,
    /// The names of the columns.
    TableHead,
    /// The rows.
    TableBody,
    /// A row.
    Row,
    /// The name of a column.
    ColumnName,
    /// The name of a row.
    RowName,
    /// A cell.
    Cell,
    /// A drawing, with what it shows in words.
    Figure(String),
}

struct Part {
    role: Role,
    children: Vec<NodeId>,
    /// What is drawn for it, in reading order.
    drawn: Vec<Identifier>,
}

/// The tree while it is made.
#[derive(Default)]
pub(crate) struct Tree {
    parts: Vec<Part>,
    top: Vec<NodeId>,
}

impl Tree {
    /// Adds a node below another, or at the top.
    pub fn add(&mut self, parent: Option<NodeId>, role: Role) -> NodeId {
        let id = NodeId(self.parts.len());
        self.parts.push(Part {
            role,
            children: Vec::new(),
            drawn: Vec::new(),
        });
        match parent {
            Some(NodeId(parent)) => self.parts[parent].children.push(id),
            None => self.top.push(id),
        }
        id
    }

    /// Notes what was drawn for a node.
    pub fn draw(&mut self, node: NodeId, drawn: Identifier) {
        self.parts[node.0].drawn.push(drawn);
    }

    /// The finished tree.
    pub fn finish(mut self) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some("ja-JP".to_owned()));
        for id in std::mem::take(&mut self.top) {
            tree.push(self.group(id));
        }
        tree
    }

    fn group(&mut self, NodeId(at): NodeId) -> Node {
        let drawn = std::mem::take(&mut self.parts[at].drawn);
        let children = std::mem::take(&mut self.parts[at].children);
        let mut group = tag_group(&self.parts[at].role);
        for identifier in drawn {
            group.push(identifier);
        }
        for child in children {
            let node = self.group(child);
            group.push(node);
        }
        group.into()
    }
}

fn tag_group(role: &Role) -> TagGroup {
    match role {
        Role::Heading(level, title) => {
            let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
            TagGroup::new(Tag::Hn(level, Some(title.clone())))
        }
        Role::Paragraph => TagGroup::new(Tag::P),
        Role::List => TagGroup::new(Tag::L(ListNumbering::Decimal)),
        Role::Item => TagGroup::new(Tag::LI),
        Role::Label => TagGroup::new(Tag::Lbl),
        Role::ItemBody => TagGroup::new(Tag::LBody),
        Role::Table => TagGroup::new(Tag::Table),
        Role::Caption => TagGroup::new(Tag::Caption),
        Role::TableHead => TagGroup::new(Tag::THead),
        Role::TableBody => TagGroup::new(Tag::TBody),
        Role::Row => TagGroup::new(Tag::TR),
        Role::ColumnName => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
        Role::RowName => TagGroup::new(Tag::TH(TableHeaderScope::Row)),
        Role::Cell => TagGroup::new(Tag::TD),
        Role::Figure(words) => TagGroup::new(Tag::Figure(Some(words.clone()))),
    }
}
