//! The index of this crate, asked the same.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use domain::code::{Prefecture, Purpose, Visibility};
use domain::program::Listing;
use domain::search::{Facet, SearchRequest, Sort};
use domain::value::Day;
use search_index::{Analyser, Change, Index, Writer};

use crate::query::{QUERIES, Query};
use crate::times::Times;

pub struct Bench {
    index: Index,
    writer: std::cell::RefCell<Writer>,
    folder: PathBuf,
    today: Day,
}

/// Changes of one program.
const CHANGES: usize = 20;

impl Bench {
    /// Builds the index; also tells how long it took, in seconds.
    pub fn build(folder: &Path, analyser: &Arc<Analyser>, programs: impl Iterator<Item = Listing>) -> (Self, f64) {
        let (index, mut writer) = Index::open(folder, Arc::clone(analyser)).expect("an index");
        let started = Instant::now();
        writer.replace_all(programs, 1).expect("a rebuild");
        let bench = Self {
            index,
            writer: writer.into(),
            folder: folder.to_owned(),
            today: "2026-05-10".parse().expect("a day"),
        };
        (bench, started.elapsed().as_secs_f64())
    }

    pub fn megabytes(&self) -> f64 {
        fn size(folder: &Path) -> u64 {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            entries
                .map(|entry| match entry.metadata() {
                    Ok(it) if it.is_dir() => size(&entry.path()),
                    Ok(it) => it.len(),
                    Err(_) => 0,
                })
                .sum()
        }
        size(&self.folder) as f64 / 1e6
    }

    fn search(&self, request: &SearchRequest) {
        std::hint::black_box(self.index.search(request, Visibility::Public, self.today));
    }

    fn requests() -> Vec<SearchRequest> {
        QUERIES.iter().map(request).collect()
    }

    /// Every query as if it were the first of its generation.
    pub fn first_time(&self, rounds: usize, times: &mut Times) {
        let requests = Self::requests();
        for _ in 0..rounds {
            self.index.forget_answers();
            times.take_all(requests.iter().map(|request| || self.search(request)));
        }
    }

    /// The same beyond the last page, where no hit is shown.
    pub fn unmarked(&self, rounds: usize) -> Times {
        let requests: Vec<SearchRequest> = Self::requests().iter().map(|request| request.on_page(90_000)).collect();
        let mut times = Times::default();
        for _ in 0..rounds {
            self.index.forget_answers();
            times.take_all(requests.iter().map(|request| || self.search(request)));
        }
        times
    }

    /// What each query takes at its best as the first of its generation, no hit shown; the slowest first.
    pub fn each(&self, rounds: usize) {
        let mut taken: Vec<(f64, u32, String)> = Self::requests()
            .iter()
            .map(|request| {
                let unshown = request.on_page(90_000);
                let once = || {
                    self.index.forget_answers();
                    let started = Instant::now();
                    self.search(&unshown);
                    started.elapsed().as_secs_f64() * 1e3
                };
                let best = std::iter::repeat_with(once).take(rounds).fold(f64::INFINITY, f64::min);
                let total = self.index.search(request, Visibility::Public, self.today).total;
                (best, total, request.q.clone())
            })
            .collect();
        taken.sort_by(|left, right| right.0.total_cmp(&left.0));
        for (milliseconds, total, words) in taken {
            println!("{milliseconds:>9.4} ms {total:>8} {words}");
        }
    }

    pub fn kept(&self, rounds: usize) -> Times {
        let requests = Self::requests();
        let mut times = Times::default();
        requests.iter().for_each(|request| self.search(request));
        for _ in 0..rounds {
            times.take_all(requests.iter().map(|request| || self.search(request)));
        }
        times
    }

    pub fn clicks(&self) -> Times {
        self.click(|request| request.on_page(90_000))
    }

    pub fn shown_clicks(&self) -> Times {
        self.click(SearchRequest::clone)
    }

    fn click(&self, page: impl Fn(&SearchRequest) -> SearchRequest) -> Times {
        let mut times = Times::default();
        for request in Self::requests().iter().filter(|request| !request.q.is_empty()) {
            self.search(request);
            let clicked: Vec<SearchRequest> = Prefecture::ALL
                .iter()
                .map(|it| page(&request.with(Facet::Pref, it.code())))
                .collect();
            times.take_all(clicked.iter().map(|request| || self.search(request)));
        }
        times
    }

    pub fn suggestions(&self) -> Times {
        let typed = ["と", "とくてい", "東京", "ｹﾝｼﾝ", "だ", "健"];
        let mut times = Times::default();
        self.index.suggest("と", Visibility::Public, 8);
        let calls = typed.iter().cycle().take(300);
        times.take_all(
            calls.map(|typed| || drop(std::hint::black_box(self.index.suggest(typed, Visibility::Public, 8)))),
        );
        times
    }

    /// One program after another is changed; says when searches see it.
    pub fn changes(&self, programs: &mut dyn Iterator<Item = Listing>) {
        let mut times = Times::default();
        let mut writer = self.writer.borrow_mut();
        for (number, program) in (2..).zip(programs.take(CHANGES)) {
            let change = [Change::Put(Box::new(program))];
            times.take_all(std::iter::once(|| writer.apply(&change, number).expect("a change")));
        }
        println!(
            "\nchange of one program until findable: median {:.0} ms, longest {:.0} ms",
            times.quantile(50.0),
            times.quantile(100.0)
        );
    }
}

fn request(query: &Query) -> SearchRequest {
    let mut request = SearchRequest {
        q: query.words.join(" "),
        sort: Some(if query.words.is_empty() {
            Sort::New
        } else {
            Sort::Relevance
        }),
        ..SearchRequest::default()
    };
    request
        .prefs
        .extend(query.prefecture.and_then(|it| Prefecture::ALL.get(it)).copied());
    request
        .cats
        .extend(query.purpose.and_then(|it| Purpose::ALL.get(it)).copied());
    request
}
