//! `server bench alert`: what looking for news of many saved searches costs, beside asking the index the same searches. All
//! of them want mail at once, so that each change of a program concerns every one.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use domain::Lang;
use domain::alert::{AlertForm, KnownPrograms, MOST_OF_PERSON, Trigger};
use domain::code::{Prefecture, Theme};
use domain::permit::Actor;
use domain::program::ProgramForm;
use domain::search::SearchRequest;
use domain::user::NewUser;
use domain::value::{Clock as _, Email};
use store::ImportState;

use super::portal::Portal;
use crate::cli::console::{remark, say};
use crate::clock::SystemClock;
use crate::config::Config;
use crate::worker::alert::Scout;

/// Programs in the index.
const PROGRAMS: u64 = 2_000;

/// Changes of a program that are measured.
const CHANGES: u32 = 20;

/// What people look for beside a place or a theme.
const WORDS: &[&str] = &[
    "健診",
    "禁煙",
    "糖尿病 重症化予防",
    "ウォーキング",
    "メンタルヘルス",
    "歯科",
    "被扶養者",
    "\"保健指導\"",
];

pub async fn run(config: &Config, searches: u64) -> Result<()> {
    let mut portal = Portal::prepare(config, PROGRAMS).await?;
    remark(format_args!("Saving {searches} searches…"));
    let started = Instant::now();
    save(&portal, searches).await?;
    let saved = started.elapsed();
    let site = portal.site.clone();
    let scout = Scout {
        store: site.store.clone(),
        index: site.index.clone(),
        clock: Arc::new(SystemClock),
    };
    let queries: Vec<SearchRequest> = (0..searches).map(request).collect();
    let today = SystemClock.today();
    let started = Instant::now();
    let mut found = 0;
    for query in &queries {
        found += site
            .index
            .list_literal_ids(query, domain::code::Visibility::Insurers, today)
            .len();
    }
    let asked = started.elapsed();
    // The first look sees the changes that came while the programs were loaded.
    let first = Instant::now();
    let mails = scout.look(false).await?;
    let first = first.elapsed();
    let (mut times, mut sent) = (Vec::new(), 0);
    for number in 0..CHANGES {
        portal = change(portal, number).await?;
        let started = Instant::now();
        sent += scout.look(false).await?;
        times.push(started.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let started = Instant::now();
    scout.look(true).await?;
    let all = started.elapsed();
    let millis = |time: std::time::Duration| time.as_secs_f64() * 1e3;
    say(format_args!(
        "{searches} saved searches, {PROGRAMS} programs, {found} matches in all"
    ));
    say(format_args!(
        "saving one                              {:>10.2} ms",
        millis(saved) / searches as f64
    ));
    say(format_args!(
        "the index alone, every search           {:>10.1} ms",
        millis(asked)
    ));
    say(format_args!(
        "first look, {mails:>4} mails                  {:>10.1} ms",
        millis(first)
    ));
    say(format_args!(
        "look after one change, median and most   {:>9.1} ms {:>9.1} ms ({sent} mails in {CHANGES} looks)",
        times[times.len() / 2],
        times.last().copied().unwrap_or_default()
    ));
    say(format_args!(
        "look at everything, as on a new day     {:>10.1} ms",
        millis(all)
    ));
    Ok(())
}

/// Searches that differ, as people's do: a word with a place, a theme, or both.
fn request(number: u64) -> SearchRequest {
    let pick = |from: usize, step: u64| usize::try_from(number / step).unwrap_or_default() % from;
    let word = WORDS[pick(WORDS.len(), 1)];
    let pref = Prefecture::ALL[pick(Prefecture::ALL.len(), WORDS.len() as u64)];
    let theme = Theme::ALL[pick(Theme::ALL.len(), (WORDS.len() * Prefecture::ALL.len()) as u64)];
    let (place, theme) = (format!("&pref={}", pref.code()), format!("&theme={}", theme.code()));
    SearchRequest::from_query(&format!("q={word}{place}{theme}")).0
}

async fn save(portal: &Portal, searches: u64) -> Result<()> {
    let store = &portal.site.store;
    let mut owner = None;
    for number in 0..searches {
        if number % MOST_OF_PERSON == 0 {
            let email = Email::parse(&format!("reader{number}@bench.example"));
            let new = NewUser {
                email: email.map_err(|code| anyhow::anyhow!("{code}"))?,
                name: format!("利用者{number}"),
                password_hash: "$argon2id$bench".to_owned(),
                memberships: Vec::new(),
                platform: Vec::new(),
            };
            let id = store.register_user(new).await?;
            owner = Some(Actor::User(store.find_user(id).await?.context("it is gone")?));
        }
        let form = AlertForm {
            name: format!("条件{number}"),
            query: request(number).query(),
            frequency: "at-once".to_owned(),
            triggers: Trigger::ALL.iter().map(|it| it.code().to_owned()).collect(),
            ..AlertForm::default()
        };
        let clean = form.check("", None).map_err(|problems| anyhow::anyhow!("{problems}"))?;
        let owner = owner.as_ref().context("nobody to save for")?;
        let ids = portal
            .site
            .index
            .list_literal_ids(&clean.request, owner.search_scope(), SystemClock.today());
        let known: KnownPrograms = ids.into_iter().collect();
        if let Err(refusal) = store.save_search(owner, &clean, Lang::Ja, &known).await {
            bail!("search {number}: {refusal}");
        }
    }
    Ok(())
}

/// Changes a program so that some searches newly find it, and lets the index take it in.
async fn change(portal: Portal, number: u32) -> Result<Portal> {
    let store = &portal.site.store;
    let draft = store.find_draft(portal.program).await?.context("no program")?;
    let at = number as usize;
    let form = ProgramForm {
        summary: format!(
            "{}を{number}回目に取り上げます。",
            WORDS[at % WORDS.len()].replace('"', "")
        ),
        pref: vec![Prefecture::ALL[at % Prefecture::ALL.len()].code().to_owned()],
        nationwide: String::new(),
        theme: vec![Theme::ALL[at % 3].code().to_owned()],
        ..draft.form
    };
    store
        .import_program(draft.owner.id, &form, ImportState::Published)
        .await?;
    portal.catch_up().await
}
