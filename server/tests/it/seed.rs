//! The demo data and the generated programs. The first test is also the check of what is written in `seeds/`.

use std::collections::BTreeSet;

use domain::code::{ListingKind, PlatformRole, Prefecture, Purpose, RecruitStatus};
use domain::program::{Area, Listing};
use domain::value::Email;
use server::seed::{DEFAULT_SEED, DEMO_PASSWORD, has_programs, load_demo, load_generated};

use crate::place::{Place, today};

async fn listings(place: &Place) -> Vec<Listing> {
    place.store.list_listings_after(None, 10_000).await.unwrap()
}

#[tokio::test]
async fn デモのデータは誤りなく読み込め二度目は何も変えない() {
    let place = Place::empty().await;
    assert!(!has_programs(&place.store).await.unwrap());
    let summary = load_demo(&place.store, today())
        .await
        .unwrap_or_else(|fault| panic!("{fault:#}"));
    assert!(summary.insurers >= 100 && summary.added >= 80, "{summary}");
    assert!(has_programs(&place.store).await.unwrap());

    let listings = listings(&place).await;
    let statuses: BTreeSet<_> = listings.iter().map(|listing| listing.status(today())).collect();
    assert_eq!(statuses.len(), RecruitStatus::ALL.len(), "{statuses:?}");
    let purposes: BTreeSet<_> = listings.iter().flat_map(|listing| listing.content.cats()).collect();
    assert_eq!(purposes.len(), Purpose::ALL.len());
    let kinds: BTreeSet<_> = listings.iter().map(|listing| listing.content.kind).collect();
    assert_eq!(kinds.len(), ListingKind::ALL.len());
    assert!(listings.iter().any(|listing| listing.content.area == Area::Nationwide));
    for prefecture in Prefecture::ALL {
        let own =
            |listing: &Listing| matches!(listing.content.area, Area::Prefectures(set) if set.contains(*prefecture));
        assert!(listings.iter().any(own), "no program in {prefecture:?}");
    }

    let everybody: Vec<_> = place
        .store
        .list_insurers()
        .await
        .unwrap()
        .iter()
        .map(|insurer| insurer.id)
        .collect();
    let joining = place.store.list_participations_of(&everybody).await.unwrap();
    let states: BTreeSet<_> = joining.iter().map(|one| one.state).collect();
    assert_eq!(states.len(), 5, "{states:?}");

    let change = place.store.last_change().await.unwrap();
    let again = load_demo(&place.store, today()).await.unwrap();
    assert_eq!((again.added, again.changed), (0, 0), "{again}");
    assert_eq!(place.store.last_change().await.unwrap(), change);
    let after = place.store.list_participations_of(&everybody).await.unwrap();
    assert_eq!(after.len(), joining.len());
    assert_eq!(place.store.check().await.unwrap(), []);
}

#[tokio::test]
async fn デモのアカウントで役割がそろいパスワードが通る() {
    let place = Place::empty().await;
    let summary = load_demo(&place.store, today()).await.unwrap();
    let accounts = place.store.list_users().await.unwrap();
    assert_eq!(accounts.len(), summary.accounts.len());
    let platform: BTreeSet<_> = accounts
        .iter()
        .flat_map(|account| account.user.platform.clone())
        .collect();
    assert_eq!(platform.len(), PlatformRole::ALL.len(), "{platform:?}");
    let email = Email::parse("organiser@example.jp").unwrap();
    let (_, hash) = place.store.find_credentials(&email).await.unwrap().unwrap();
    assert!(app::password::verify(DEMO_PASSWORD.to_owned(), Some(hash)).await);
    let shown = summary.to_string();
    assert!(
        shown.contains(DEMO_PASSWORD) && shown.contains("organiser@example.jp"),
        "{shown}"
    );
}

#[tokio::test]
async fn 日をおいて読み直すと日付だけが新しくなる() {
    let place = Place::empty().await;
    let first = load_demo(&place.store, today()).await.unwrap();
    let later = load_demo(&place.store, today().plus_days(1).unwrap()).await.unwrap();
    assert_eq!(later.added + later.changed + later.unchanged, first.added, "{later}");
    assert!(later.changed > first.added / 2, "{later}");
}

#[tokio::test]
async fn 生成した事業は二つのデータベースで同じになる() {
    let (one, two) = (Place::empty().await, Place::empty().await);
    for place in [&one, &two] {
        let done = load_generated(&place.store, 300, DEFAULT_SEED, |_| {}).await.unwrap();
        assert_eq!((done.added, done.known), (300, 0));
    }
    let contents = |listings: Vec<Listing>| listings.into_iter().map(|listing| listing.content).collect::<Vec<_>>();
    assert_eq!(contents(listings(&one).await), contents(listings(&two).await));

    let more = load_generated(&one.store, 400, DEFAULT_SEED, |_| {}).await.unwrap();
    assert_eq!((more.added, more.known), (100, 300));
}
