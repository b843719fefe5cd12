//! What a search costs, beside SQLite FTS5 and PostgreSQL in one run: the same programs, the same queries, total, first
//! twenty and the counts of filters for each. `cargo xtask bench search` runs it; `--help` names its arguments. Decides nothing and fails on no figure.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a tool for developers that prints"
)]

mod index;
mod peer;
mod postgres_peer;
mod program;
mod query;
mod sqlite_peer;
mod times;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use search_index::Analyser;

use peer::Peer;
use program::programs;
use query::QUERIES;
use times::{Times, memory};

const HELP: &str =
    "search --dictionary <folder> [--sizes 10000,100000] [--rounds 5] [--postgres <url>] [--no-sqlite] [--each]";

struct Arguments {
    dictionary: PathBuf,
    sizes: Vec<usize>,
    rounds: usize,
    postgres: Option<String>,
    with_sqlite: bool,
    /// Also what each query takes.
    each: bool,
}

fn read_arguments() -> Option<Arguments> {
    let mut read = Arguments {
        dictionary: std::env::var_os("DICTIONARY_DIR")
            .map(PathBuf::from)
            .unwrap_or_default(),
        sizes: vec![10_000, 100_000],
        rounds: 5,
        postgres: None,
        with_sqlite: true,
        each: false,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        match name.as_str() {
            "--dictionary" => read.dictionary = arguments.next()?.into(),
            "--sizes" => {
                read.sizes = arguments
                    .next()?
                    .split(',')
                    .map(|it| it.parse().ok())
                    .collect::<Option<_>>()?
            }
            "--rounds" => read.rounds = arguments.next()?.parse().ok()?,
            "--postgres" => read.postgres = Some(arguments.next()?),
            "--no-sqlite" => read.with_sqlite = false,
            "--each" => read.each = true,
            _ => return None,
        }
    }
    Some(read)
}

fn main() {
    let Some(arguments) = read_arguments() else {
        println!("{HELP}");
        return;
    };
    let analyser = Arc::new(Analyser::load(&arguments.dictionary).expect("the dictionary"));
    for &size in &arguments.sizes {
        measure(size, &arguments, &analyser);
    }
}

fn measure(size: usize, arguments: &Arguments, analyser: &Arc<Analyser>) {
    let started = Instant::now();
    let before = memory();
    let folder = tempfile::tempdir().expect("a folder");
    let (bench, built) = index::Bench::build(folder.path(), analyser, programs(size));
    println!("\n## {size} programs\n");
    println!(
        "index: built in {built:.1} s, {:.1} MB on disk, {:.0} MB more in memory\n",
        bench.megabytes(),
        memory() - before
    );
    let mut ours = Times::default();
    bench.first_time(arguments.rounds, &mut ours);
    println!(
        "| {:<44} | {:>9} | {:>9} | {:>9} | {:>9} | {:>8} |",
        "each query: total, 20 hits, filter counts", "CPU mean", "mean ms", "p50 ms", "p99 ms", "QPS"
    );
    println!(
        "|{}|{}|{}|{}|{}|{}|",
        "-".repeat(46),
        "-".repeat(11),
        "-".repeat(11),
        "-".repeat(11),
        "-".repeat(11),
        "-".repeat(10)
    );
    println!("{}", ours.line("index, nothing kept, hits marked"));
    let unmarked = bench.unmarked(arguments.rounds);
    println!("{}", unmarked.line("index, nothing kept, hits not shown"));
    println!(
        "{}",
        bench.kept(arguments.rounds).line("index, answer kept, hits marked")
    );
    println!("{}", bench.clicks().line("index, click on a filter, counts alone"));
    println!("{}", bench.shown_clicks().line("index, click on a filter, hits marked"));
    println!("{}", bench.suggestions().line("suggestion"));
    if arguments.each {
        bench.each(arguments.rounds);
    }
    let mut ratios = Vec::new();
    let mut peers: Vec<Box<dyn Peer>> = Vec::new();
    if arguments.with_sqlite {
        peers.push(Box::new(sqlite_peer::Sqlite::default()));
    }
    if let Some(url) = &arguments.postgres {
        peers.push(Box::new(postgres_peer::Postgres::new(url)));
    }
    for mut peer in peers {
        let building = Instant::now();
        peer.build(&mut programs(size));
        let seconds = building.elapsed().as_secs_f64();
        let megabytes = peer.megabytes();
        let mut times = Times::default();
        let rounds = if size > 50_000 { 1 } else { arguments.rounds.min(3) };
        for _ in 0..rounds {
            for query in QUERIES {
                times.take(
                    &mut peer,
                    |peer| peer.cpu(),
                    |peer| {
                        peer.ask(query);
                    },
                );
            }
        }
        println!(
            "{}",
            times.line(&format!("{}, built in {seconds:.0} s, {megabytes:.0} MB", peer.name()))
        );
        ratios.push((peer.name(), times));
    }
    // The peers mark nothing.
    for (name, times) in &ratios {
        for (ours, what) in [(&unmarked, "hits not shown"), (&ours, "hits marked")] {
            println!(
                "\n{name} / index, {what}: CPU {:.0}x, mean {:.0}x, median {:.0}x",
                times.cpu_mean() / ours.cpu_mean(),
                times.mean() / ours.mean(),
                times.quantile(50.0) / ours.quantile(50.0)
            );
        }
    }
    bench.changes(&mut programs(size));
    println!("\n(all of it took {:.0} s)", started.elapsed().as_secs_f64());
}
