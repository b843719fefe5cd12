//! Looks for news of saved searches and puts one mail per recipient into the outbox (ALRT-04). A search is told of a
//! program once, when the program is first seen to match: newly published, or changed so that it matches; once when its
//! deadline is near; and after every change of what it offers (ALRT-02). What was told
//! and how far was looked stands in the database and moves together with the mail, so that a crash at any moment, or a
//! second server, neither loses news nor repeats it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use domain::alert::{DigestEntry, DigestGroup, Frequency, Recipient, Trigger, due_soon};
use domain::permit::{Action, Actor, Subject, may};
use domain::program::Listing;
use domain::search::{Hit, Reader, SearchRequest, matched_filters};
use domain::value::{Clock, Day, Email, ProgramId};
use search_index::Index;
use store::{Changed, Delivery, DueSearch, SavedSearch, Store, Told};

/// How often news is looked for. Changes within it are one look.
const PAUSE: Duration = Duration::from_secs(20);

/// Most different matches named as reasons for one program.
const WORDS: usize = 5;

/// What looking for news needs.
pub struct Scout {
    /// Saved searches and the outbox.
    pub store: Store,
    /// What matches.
    pub index: Index,
    /// The day decides what is recruiting.
    pub clock: Arc<dyn Clock>,
}

/// Runs until the process ends.
pub async fn run(scout: Scout) {
    let mut looked_on: Option<Day> = None;
    loop {
        let today = scout.clock.today();
        // What recruits changes with the day, without any change of a program.
        match scout.look(looked_on != Some(today)).await {
            Ok(0) => looked_on = Some(today),
            Ok(sent) => {
                looked_on = Some(today);
                tracing::info!(sent, "news of saved searches put into the outbox");
            }
            Err(error) => tracing::error!(%error, "could not look for news of saved searches"),
        }
        if let Err(error) = scout.store.purge_started_searches().await {
            tracing::error!(%error, "could not forget searches that nobody confirmed");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Where to look for a search.
struct Among<'a> {
    changed: &'a Changed,
    /// Those of them that now offer something else, with the number of the change.
    revised: &'a BTreeMap<ProgramId, i64>,
    /// Also where nothing changed.
    all: bool,
}

/// News of one search, with all that a mail says of it.
struct News {
    search: DueSearch,
    /// Why each program is told of.
    why: BTreeMap<ProgramId, Trigger>,
    /// Those with a near deadline that was not told yet, whatever else is told of them.
    due_soon: Vec<ProgramId>,
}

impl Scout {
    /// Looks once and answers how many mails were written. Searches at once look only at programs that changed, unless
    /// `all` is set.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn look(&self, all: bool) -> store::Result<usize> {
        // Only what the index has taken in can be found; the rest is for the next look.
        let seen = self.index.applied().min(self.store.last_change().await?);
        let due = self.store.list_due_searches(seen, all).await?;
        let Some(from) = due.iter().map(|search| search.seen).min() else {
            return Ok(0);
        };
        let changed = self.store.list_changed_programs(from).await?;
        let revised = self.store.list_revised_programs(from).await?;
        let among = Among {
            changed: &changed,
            revised: &revised,
            all,
        };
        let mut of_owner: BTreeMap<(Option<i64>, String), Vec<DueSearch>> = BTreeMap::new();
        for search in due {
            let key = match &search.owner {
                Recipient::User(user) => (Some(user.get()), String::new()),
                Recipient::Address(email) => (None, email.key()),
            };
            of_owner.entry(key).or_default().push(search);
        }
        let (mut sent, mut quiet) = (0, Vec::new());
        for searches in of_owner.into_values() {
            sent += usize::from(self.look_for(searches, &among, seen, &mut quiet).await?);
        }
        self.store.note_no_news(&quiet, seen).await?;
        Ok(sent)
    }

    /// Looks for the searches of one owner; those without news are put to the `quiet` ones.
    async fn look_for(
        &self,
        searches: Vec<DueSearch>,
        among: &Among<'_>,
        seen: i64,
        quiet: &mut Vec<DueSearch>,
    ) -> store::Result<bool> {
        let Some(owner) = searches.first().map(|search| search.owner.clone()) else {
            return Ok(false);
        };
        let reader = match &owner {
            Recipient::Address(email) => Some((Actor::Anonymous, email.clone(), None)),
            Recipient::User(id) => {
                let user = self.store.find_active_user(*id).await?;
                user.map(|user| (Actor::User(user.clone()), user.email, Some(user.name)))
            }
        };
        let Some((actor, to, name)) = reader else {
            quiet.extend(searches);
            return Ok(false);
        };
        let mut told = Vec::new();
        let mut lang = domain::Lang::Ja;
        for search in searches {
            let news = self.find_news(search, &actor, among).await?;
            if news.why.is_empty() {
                quiet.push(news.search);
                continue;
            }
            let Some(saved) = self.store.find_saved_search(news.search.id).await? else {
                continue;
            };
            match self.tell(news, &saved, &actor).await? {
                Ok(one) => {
                    lang = saved.lang;
                    told.push(one);
                }
                Err(search) => quiet.push(search),
            }
        }
        if told.is_empty() {
            return Ok(false);
        }
        self.deliver(to, name, lang, told, seen).await
    }

    async fn deliver(
        &self,
        to: Email,
        name: Option<String>,
        lang: domain::Lang,
        told: Vec<Told>,
        seen: i64,
    ) -> store::Result<bool> {
        let delivery = Delivery {
            to,
            lang,
            name,
            told,
            seen,
        };
        self.store.deliver_news(&delivery).await
    }

    /// The programs that match a search and of which there is something to tell.
    async fn find_news(&self, search: DueSearch, actor: &Actor, among: &Among<'_>) -> store::Result<News> {
        let request = SearchRequest::from_query(&search.query).0;
        let reader = self.store.find_search_reader(actor, search.society).await?;
        let today = self.clock.today();
        let only_changed = search.frequency == Frequency::AtOnce && !among.all;
        let later: Option<Vec<ProgramId>> = match among.changed {
            Changed::Programs(programs) if only_changed => {
                let later = programs.iter().filter(|(_, seq)| **seq > search.seen);
                Some(later.map(|(id, _)| *id).collect())
            }
            _ => None,
        };
        let find = |request: &SearchRequest| match &later {
            Some(later) => self.matching(request, reader, today, later),
            None => self.index.list_literal_ids(request, reader, today),
        };
        let matching = find(&request);
        let mut news = News {
            why: BTreeMap::new(),
            due_soon: Vec::new(),
            search,
        };
        if matching.is_empty() {
            return Ok(news);
        }
        let told = self.store.find_told_programs(news.search.id).await?.unwrap_or_default();
        let wants = |trigger| news.search.triggers.contains(trigger);
        if wants(Trigger::New) {
            let unknown = told.known.unknown_of(matching.iter().copied());
            news.why.extend(unknown.into_iter().map(|id| (id, Trigger::New)));
        }
        if wants(Trigger::Changed) {
            let is_later = |id: &ProgramId| among.revised.get(id).is_some_and(|seq| *seq > news.search.seen);
            for id in matching.iter().copied().filter(is_later) {
                news.why.entry(id).or_insert(Trigger::Changed);
            }
        }
        if wants(Trigger::DueSoon) {
            news.due_soon = told.due_soon.unknown_of(find(&due_soon(&request)));
            for id in &news.due_soon {
                news.why.entry(*id).or_insert(Trigger::DueSoon);
            }
        }
        Ok(news)
    }

    fn matching(&self, request: &SearchRequest, reader: Reader, today: Day, among: &[ProgramId]) -> Vec<ProgramId> {
        let hits = self.index.hits_among(request, reader, today, among);
        hits.into_iter().map(|hit| hit.id).collect()
    }

    /// What a mail says of the news; the search comes back when nothing of it may be read any more.
    async fn tell(&self, news: News, saved: &SavedSearch, actor: &Actor) -> store::Result<Result<Told, DueSearch>> {
        let reader = self.store.find_search_reader(actor, saved.society).await?;
        let today = self.clock.today();
        let told: Vec<ProgramId> = news.why.keys().copied().collect();
        let hits = self.index.hits_among(&saved.request, reader, today, &told);
        let ids: Vec<ProgramId> = hits.iter().map(|hit| hit.id).collect();
        let mut listings = self.store.get_listings(&ids).await?;
        listings.retain(|listing| {
            let subject = Subject::Listing {
                owner: listing.lead.id,
                visibility: listing.content.visibility,
            };
            may(actor, Action::ReadListing, subject)
        });
        if listings.is_empty() {
            return Ok(Err(news.search));
        }
        let entries: Vec<DigestEntry> = listings
            .iter()
            .map(|listing| {
                let hit = hits.iter().find(|hit| hit.id == listing.id);
                let trigger = news.why.get(&listing.id).copied().unwrap_or(Trigger::New);
                entry(&saved.request, listing, trigger, hit, today)
            })
            .collect();
        let group = DigestGroup {
            name: saved.name.clone(),
            path: app::link::search(&saved.request),
            edit: String::new(),
            total: u32::try_from(entries.len()).unwrap_or(u32::MAX),
            entries,
        };
        let told: Vec<ProgramId> = listings.iter().map(|listing| listing.id).collect();
        let is_new = |id: &ProgramId| news.why.get(id) == Some(&Trigger::New);
        Ok(Ok(Told {
            news: told.iter().copied().filter(is_new).collect(),
            due_soon: told.iter().copied().filter(|id| news.due_soon.contains(id)).collect(),
            search: news.search,
            group,
        }))
    }
}

/// A program with the reasons why it matches.
fn entry(request: &SearchRequest, listing: &Listing, trigger: Trigger, hit: Option<&Hit>, today: Day) -> DigestEntry {
    let mut words: Vec<String> = Vec::new();
    let spans = hit.into_iter().flat_map(|hit| hit.title.iter().chain(&hit.snippet));
    for span in spans.filter(|span| span.marked) {
        if words.len() < WORDS && !words.contains(&span.text) {
            words.push(span.text.clone());
        }
    }
    DigestEntry {
        id: listing.id,
        trigger,
        title: listing.content.title.clone(),
        lead: listing.lead.name.clone(),
        deadline: listing.content.recruit_to,
        filters: matched_filters(request, listing, today),
        words,
    }
}
