//! A document that can be printed, as a part of a page: the same value of which PDF and DOCX are made. It is Japanese,
//! whatever the language of the page around it.

use leptos::prelude::*;
use paper::{Align, Block, Item, Paper, Table};

/// The document. Its title is a heading of the second level, its articles are of the third.
pub fn paper_view(paper: &Paper) -> impl IntoView + use<> {
    let mut tables = 0;
    let mut last = paper.title.clone();
    let blocks = paper
        .blocks
        .iter()
        .map(|block| {
            if let Block::Heading(title) = block {
                last.clone_from(title);
            }
            block_view(block, &last, &mut tables)
        })
        .collect_view();
    view! {
        <article class="kj-paper" lang="ja">
            {(!paper.mark.is_empty()).then(|| view! { <p class="kj-paper__mark">{paper.mark.clone()}</p> })}
            {blocks}
        </article>
    }
}

fn block_view(block: &Block, heading: &str, tables: &mut usize) -> AnyView {
    match block {
        Block::Title(text) => view! { <h2 class="kj-paper__title">{text.clone()}</h2> }.into_any(),
        Block::Heading(text) => view! { <h3 class="kj-paper__heading">{text.clone()}</h3> }.into_any(),
        Block::Text(text) => paragraphs(text, "kj-paper__text"),
        Block::Right(text) => view! { <p class="kj-paper__right">{text.clone()}</p> }.into_any(),
        Block::Note(text) => paragraphs(text, "kj-paper__note"),
        Block::Items(items) => list(items),
        Block::Table(table) => {
            *tables += 1;
            table_view(table, heading, *tables)
        }
        Block::Chart(chart) => {
            let lines = chart.lines().into_iter().map(|(label, text)| Item { label, text });
            list(&lines.collect::<Vec<_>>())
        }
        Block::NewPage => view! { <hr class="kj-paper__break" /> }.into_any(),
    }
}

fn paragraphs(text: &str, class: &'static str) -> AnyView {
    let lines = text.lines().map(|line| view! { <p class=class>{line.to_owned()}</p> });
    lines.collect_view().into_any()
}

/// Numbers are text of the document, not of the browser.
fn list(items: &[Item]) -> AnyView {
    let items = items
        .iter()
        .map(|item| {
            view! {
                <li class="kj-paper__item">
                    <span class="kj-paper__label">{item.label.clone()}</span>
                    <div>{paragraphs(&item.text, "kj-paper__line")}</div>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="kj-paper__list">{items}</ol> }.into_any()
}

fn table_view(table: &Table, heading: &str, number: usize) -> AnyView {
    let name = if table.caption.is_empty() {
        heading
    } else {
        &table.caption
    };
    // Several tables may have the same caption; regions must not.
    let label = format!("{name}（表{number}）");
    let has_head = table.has_head;
    let number_at = |position: usize| {
        let column = table.columns.get(position);
        column.is_some_and(|column| column.align == Align::Right).then_some("")
    };
    let head = has_head.then(|| {
        let names = table
            .columns
            .iter()
            .map(|column| view! { <th scope="col">{column.name.replace('\n', "")}</th> })
            .collect_view();
        view! {
            <thead>
                <tr>{names}</tr>
            </thead>
        }
    });
    let rows = table
        .rows
        .iter()
        .map(|row| {
            let cells = row
                .iter()
                .enumerate()
                .map(|(position, cell)| {
                    if position == 0 && !has_head {
                        view! { <th scope="row">{cell.clone()}</th> }.into_any()
                    } else {
                        view! { <td data-number=number_at(position) class="kj-paper__cell">{cell.clone()}</td> }
                            .into_any()
                    }
                })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    let caption = (!table.caption.is_empty()).then(|| view! { <caption>{table.caption.clone()}</caption> });
    view! {
        <div class="kj-table-frame" tabindex="0" role="region" aria-label=label>
            <table class="kj-table">{caption} {head} <tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}
