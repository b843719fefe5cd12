//! Numbered pages of results (`SRCH-22`): nothing for one page, no 前へ on the first and no 次へ on the last.

use domain::Lang;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::text::component::ComponentText;

/// The numbers to show: first, last, and two on each side of the current one. `None` is a gap.
fn shown_pages(current: u32, last: u32) -> Vec<Option<u32>> {
    let near = current.saturating_sub(2).max(1)..=current.saturating_add(2).min(last);
    let mut numbers: Vec<u32> = near.chain([1, last]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut shown = Vec::new();
    let mut before = 0;
    for number in numbers {
        match number - before {
            1 => {}
            // A gap of one page takes as much room as the page itself.
            2 => shown.push(Some(number - 1)),
            _ => shown.push(None),
        }
        shown.push(Some(number));
        before = number;
    }
    shown
}

/// Links to the pages of a result list.
#[component]
pub fn Pagination<F>(
    /// Language of the page.
    lang: Lang,
    /// The page shown, from 1.
    current: u32,
    /// The last page.
    last: u32,
    /// The URL of a page.
    href: F,
) -> impl IntoView
where
    F: Fn(u32) -> String + Send + 'static,
{
    if last <= 1 {
        return None;
    }
    let text = ComponentText::of(lang);
    let current = current.clamp(1, last);
    let numbers = shown_pages(current, last)
        .into_iter()
        .map(|page| number_view(text, page, current, &href))
        .collect_view();
    let previous = (current > 1).then(|| {
        view! {
            <a class="kj-pages__step" rel="prev" href=href(current - 1)>
                <Glyph icon=Icon::ChevronLeft />
                {text.previous}
            </a>
        }
    });
    let next = (current < last).then(|| {
        view! {
            <a class="kj-pages__step" rel="next" href=href(current + 1)>
                {text.next}
                <Glyph icon=Icon::ChevronRight />
            </a>
        }
    });
    Some(view! {
        <nav class="kj-pages" aria-labelledby="pages-label">
            <span class="kj-visually-hidden" id="pages-label">{text.pagination_label}</span>
            {previous}
            <ol class="kj-pages__list">{numbers}</ol>
            <span class="kj-pages__short" aria-hidden="true">{format!("{current} / {last}")}</span>
            {next}
        </nav>
    })
}

fn number_view(
    text: &'static ComponentText,
    page: Option<u32>,
    current: u32,
    href: &impl Fn(u32) -> String,
) -> AnyView {
    match page {
        None => view! { <li class="kj-pages__gap" aria-hidden="true">"…"</li> }.into_any(),
        Some(page) => {
            let name = (text.page)(page);
            view! {
                <li>
                    <a class="kj-pages__number" href=href(page) aria-current=(page == current).then_some("page")>
                        <span aria-hidden="true">{page}</span>
                        <span class="kj-visually-hidden">{name}</span>
                    </a>
                </li>
            }
            .into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 間が一ページなら省かない() {
        let all = |numbers: &[u32]| numbers.iter().copied().map(Some).collect::<Vec<_>>();
        assert_eq!(shown_pages(1, 3), all(&[1, 2, 3]));
        assert_eq!(shown_pages(5, 9), all(&[1, 2, 3, 4, 5, 6, 7, 8, 9]));
        assert_eq!(shown_pages(1, 9), [Some(1), Some(2), Some(3), None, Some(9)]);
        assert_eq!(
            shown_pages(10, 20),
            [
                Some(1),
                None,
                Some(8),
                Some(9),
                Some(10),
                Some(11),
                Some(12),
                None,
                Some(20)
            ]
        );
    }
}
