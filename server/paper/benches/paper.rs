//! What a document costs: an agreement of 30 societies with its annexes, and a notice of one page. `cargo xtask bench paper`
//! runs it, optimised. Fails on no figure.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a tool for developers that prints"
)]

#[path = "../tests/it/sample.rs"]
mod sample;

use std::hint::black_box;
use std::time::{Duration, Instant};

use domain::data_flow::JointUseForm;
use paper::form::{agreement, joint_use};
use paper::{Paper, write_docx, write_pdf};

const ROUNDS: usize = 51;

fn median(mut once: impl FnMut()) -> f64 {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            once();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[ROUNDS / 2].as_secs_f64() * 1_000.0
}

fn main() {
    let begun = Instant::now();
    let fonts = sample::fonts();
    println!(
        "loading the fonts, once: {:.1} ms",
        begun.elapsed().as_secs_f64() * 1_000.0
    );
    let small = sample::sample();
    let mut large = sample::sample();
    let first = large.snapshot.insurers.clone();
    while large.snapshot.insurers.len() < 30 {
        large.snapshot.insurers.extend(first.iter().skip(1).cloned());
    }
    let notice = JointUseForm::draft(&small.snapshot, &small.flows);
    let papers: [(&str, Paper); 3] = [
        ("notice of joint use", joint_use(&small.basis(), &notice)),
        ("agreement of 4 societies", agreement(&small.basis())),
        ("agreement of 31 societies", agreement(&large.basis())),
    ];
    for (name, paper) in &papers {
        let pdf = median(|| {
            black_box(write_pdf(black_box(paper), &fonts).unwrap());
        });
        let docx = median(|| {
            black_box(write_docx(black_box(paper)).unwrap());
        });
        let bytes = write_pdf(paper, &fonts).unwrap().len();
        println!("{name}: PDF {pdf:.1} ms ({} KB), DOCX {docx:.1} ms", bytes / 1024);
    }
}
