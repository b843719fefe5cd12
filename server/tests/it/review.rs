//! The office takes applications in, assigns reviewers and closes reviews; reviewers declare, mark and see the panel; and the
//! requests about all that for the walk over all routes (W25 to W28, ADM-01 to ADM-07).

use domain::application::{ApplicationState, ApplicationStep};
use domain::review::Declaration;
use domain::value::{ApplicationId, ReviewId, UserId};

use crate::application::{get, sent, step};
use crate::consortium::actor;
use crate::page::Page;
use crate::role::Role;
use crate::site::{TestSite, Visitor};

async fn reviewer(site: &TestSite) -> UserId {
    actor(site, &Role::Reviewer.email()).await.user().unwrap().id
}

/// An application in the formal check whose reviewer is the one of the site tests.
async fn assigned(site: &TestSite, id: ApplicationId) -> ReviewId {
    step(site, Role::Officer, id, ApplicationStep::Accept).await;
    let officer = actor(site, &Role::Officer.email()).await;
    let who = reviewer(site).await;
    site.store.assign_reviews(&officer, id, &[who]).await.unwrap();
    site.store.list_application_reviews(id).await.unwrap()[0].id
}

/// A sound request for a row of the table of routes, if the route is one of the office's or of reviews. `sent` is submitted,
/// `draft` is not; `own` is assigned to the reviewer, who is `out` after a conflict; `stale` has changed since it was seen.
pub async fn send<'a>(visitor: &'a Visitor<'a>, path: &str, method: &str, about: &str) -> Option<Page<'a>> {
    let site = visitor.site;
    let (number, version, fields): (i64, i64, Vec<(&str, String)>) = match path {
        "/admin/applications"
        | "/admin/applications.csv"
        | "/admin/applications.xlsx"
        | "/admin/assignments"
        | "/admin/reviews" => {
            return Some(match method {
                "GET" => visitor.get(path).await,
                // Without a name nothing is kept, so that the next row meets the same.
                _ => visitor.post(path, &[("do", "keep"), ("name", "")]).await,
            });
        }
        "/admin/applications/{id}" => {
            let id = sent(site).await;
            (id.get(), get(site, id).await.version, vec![("do", "accept".into())])
        }
        "/admin/assignments/{id}" => {
            let id = sent(site).await;
            let review = assigned(site, id).await;
            let fields = vec![
                ("do", "recuse".into()),
                ("review", review.to_string()),
                ("reason", String::new()),
            ];
            (id.get(), 1, fields)
        }
        "/admin/reviews/{id}" => {
            let review = assigned(site, sent(site).await).await;
            if about == "out" {
                let who = actor(site, &Role::Reviewer.email()).await;
                let conflict = domain::review::Conflict {
                    kind: domain::review::ConflictKind::Contract,
                    note: String::new(),
                };
                let declared = Declaration::Conflict(conflict);
                site.store.declare_review(&who, review, 1, &declared).await.unwrap();
            }
            let fields = vec![("do", "declare".into()), ("declaration", "free".into())];
            (review.get(), 1, fields)
        }
        _ => return None,
    };
    let number = if about == "missing" { 999_999 } else { number };
    let address = path.replace("{id}", &number.to_string());
    if method == "GET" {
        return Some(visitor.get(&address).await);
    }
    let version = if about == "stale" { version + 1 } else { version };
    let mut fields = fields;
    fields.push(("version", version.to_string()));
    let reason = fields
        .iter()
        .find(|(name, _)| *name == "review")
        .map(|(_, id)| format!("reason_recuse{id}"));
    let mut posted: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    if let Some(reason) = &reason {
        posted.push((reason, "同じ企業グループ"));
    }
    Some(visitor.post(&address, &posted).await)
}

/// The same mark for every criterion, with a reason.
fn marks(mark: &str) -> Vec<(String, String)> {
    (1..=8)
        .flat_map(|row| {
            [
                (format!("mark{row}_mark"), mark.to_owned()),
                (format!("mark{row}_reason"), "根拠が示されている".to_owned()),
            ]
        })
        .collect()
}

#[tokio::test]
async fn 受け付けて審査に回し申告の後に読んで採点する() {
    let site = TestSite::start().await;
    let id = sent(&site).await;
    let (officer, judge) = (site.as_(Role::Officer).await, site.as_(Role::Reviewer).await);
    let queue = officer.get("/admin/applications").await;
    assert!(queue.text().contains("未対応 (1)"), "{}", queue.text());
    let home = queue.link("歩いて健康 共同事業");
    let page = officer.get(&home).await;
    assert!(page.text().contains("受け付ける"), "{}", page.text());
    assert_eq!(page.form("main form.kj-actions").submit().await.status(), 303);

    // Corrections: without a tick nothing is sent, and with one the reason is asked for.
    let page = officer.get(&home).await;
    let refused = page.form("main form.kj-form").submit().await;
    assert_eq!(refused.status(), 422);
    let refused = refused.form("main form.kj-form").tick("fix", "targets").submit().await;
    assert_eq!(refused.status(), 422);
    assert!(
        refused.errors().iter().any(|(href, _)| href.contains("reason-targets")),
        "{:?}",
        refused.errors()
    );

    let matrix = officer
        .get(&format!(
            "/admin/assignments?call={}&way=load",
            get(&site, id).await.call.id
        ))
        .await;
    assert!(matrix.text().contains("まだ保存していません"), "{}", matrix.text());
    // The reviewer's mail has the applicant's domain: the office may decide otherwise, the proposal does not.
    assert!(matrix.text().contains("あと3人を選べませんでした"), "{}", matrix.text());
    let box_value = format!("{id}-{}", reviewer(&site).await);
    let assigned = matrix
        .form("main form[method=post]")
        .tick("assign", &box_value)
        .submit()
        .await;
    assert_eq!(assigned.status(), 303, "{}", assigned.text());
    assert_eq!(site.store.list_application_reviews(id).await.unwrap().len(), 1);
    assert_eq!(
        page.form("main form.kj-actions").submit().await.status(),
        303,
        "passed to review"
    );
    assert_eq!(get(&site, id).await.state, ApplicationState::InReview);

    // Nothing of the content before the declaration.
    let address = judge.get("/admin/reviews").await.link("歩いて健康 共同事業");
    let closed = judge.get(&address).await;
    let secret = "根拠となる数値を示して";
    assert!(
        !closed.text().contains(secret) && closed.text().contains("利害関係の有無"),
        "{}",
        closed.text()
    );
    let undeclared = closed.form("main form").submit().await;
    assert_eq!(undeclared.status(), 422);
    assert_eq!(
        closed
            .form("main form")
            .tick("declaration", "free")
            .submit()
            .await
            .status(),
        303
    );
    let open = judge.get(&address).await;
    assert!(open.text().contains(secret), "{}", open.text());

    // What was typed stays when something is missing.
    let version = open.form("main form").values("version").remove(0);
    let mut typed = marks("2");
    typed.extend([("version".to_owned(), version), ("do".to_owned(), "submit".to_owned())]);
    fn pairs(typed: &[(String, String)]) -> Vec<(&str, &str)> {
        typed
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect()
    }
    let gaps = judge.post(&address, &pairs(&typed)).await;
    assert_eq!(gaps.status(), 422);
    assert!(gaps.letters().contains("根拠が示されている"), "typed reasons stay");
    assert!(
        gaps.errors().iter().any(|(href, _)| href.contains("recommendation")),
        "{:?}",
        gaps.errors()
    );
    typed.push(("recommendation".into(), "adopt".into()));
    let done = judge.post(&address, &pairs(&typed)).await;
    assert_eq!(done.status(), 303, "{}", done.text());
    let panel = judge.get(done.location()).await;
    assert!(panel.text().contains("得点 40.0"), "{}", panel.text());

    // The office sees it, and takes the reviewer out: the direct address is shut, the average is gone.
    let case = format!("/admin/assignments/{id}");
    let seen = officer.get(&case).await;
    assert!(seen.text().contains("得点 40.0"), "{}", seen.text());
    let review = site.store.list_application_reviews(id).await.unwrap().remove(0);
    let (review_id, seen) = (review.id.to_string(), review.version.to_string());
    let reason = format!("reason_recuse{review_id}");
    let mut out = vec![
        ("do", "recuse"),
        ("review", review_id.as_str()),
        ("version", seen.as_str()),
    ];
    let unexplained = officer.post(&case, &out).await;
    assert_eq!(unexplained.status(), 422);
    out.push((reason.as_str(), "同じ企業グループ"));
    assert_eq!(officer.post(&case, &out).await.status(), 303);
    assert_eq!(judge.get(&address).await.status(), 403);
    let seen = officer.get(&case).await;
    assert!(
        seen.text().contains("提出された審査結果はまだありません"),
        "{}",
        seen.text()
    );
}
