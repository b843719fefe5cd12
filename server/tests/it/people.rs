//! People and invitations for the site tests, and the requests about them for the walk over all routes.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::Lang;
use domain::code::{OrgRole, PlatformRole};
use domain::invitation::{CleanInvitation, CleanPlatformInvitation};
use domain::permit::Actor;
use domain::user::NewUser;
use domain::value::{Email, InvitationId, OrganisationId, UserId};
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};

use crate::page::Page;
use crate::site::{TestSite, Visitor, password_hash};

/// An address that nobody has.
pub fn fresh_email() -> Email {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    Email::parse(&format!("hito{}@example.jp", COUNT.fetch_add(1, Ordering::Relaxed))).unwrap()
}

/// Somebody with these places; the password is everybody's.
pub async fn person(site: &TestSite, email: &Email, places: &[(OrganisationId, OrgRole)]) -> UserId {
    let new = NewUser {
        email: email.clone(),
        name: "新任 太郎".into(),
        password_hash: password_hash().await,
        memberships: places.to_vec(),
        platform: vec![],
    };
    site.store.register_user(new).await.unwrap()
}

/// Somebody new with one role.
pub async fn member(site: &TestSite, organisation: OrganisationId, role: OrgRole) -> UserId {
    person(site, &fresh_email(), &[(organisation, role)]).await
}

/// Invites an address as viewer, and answers with the id and the token of the mail.
pub async fn invite(site: &TestSite, organisation: OrganisationId, email: &Email) -> (InvitationId, String) {
    let new = CleanInvitation {
        emails: vec![email.clone()],
        name: "新任 太郎".into(),
        roles: vec![OrgRole::Viewer],
    };
    let invited = site
        .store
        .invite_members(&Actor::Operator, organisation, &new, Lang::Ja)
        .await;
    (invited.unwrap()[0], last_token(site).await)
}

/// The token in the newest mail, as the invited person gets it.
pub async fn last_token(site: &TestSite) -> String {
    let letters = letters(site, "invitation").await;
    let path = letters.last().unwrap()["path"].as_str().unwrap().to_owned();
    path.strip_prefix("/invitations/").unwrap().to_owned()
}

/// All letters of a kind in the outbox, the oldest first.
pub async fn letters(site: &TestSite, kind: &str) -> Vec<serde_json::Value> {
    let url = format!("sqlite://{}", site.folder().join("test.sqlite3").display());
    let database = Database::connect(url).await.unwrap();
    let sql = "SELECT letter FROM outbox WHERE kind = $1 ORDER BY id";
    let rows = Statement::from_sql_and_values(DbBackend::Sqlite, sql, [kind.into()]);
    let rows = database.query_all_raw(rows).await.unwrap();
    let letters = rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap());
    letters.map(|letter| serde_json::from_str(&letter).unwrap()).collect()
}

/// The answer to a row of the matrix that is about people; `None` for other rows.
pub async fn send<'a>(visitor: &'a Visitor<'a>, path: &str, method: &str, about: &str) -> Option<Page<'a>> {
    let site = visitor.site;
    let (key, mut fields) = match path {
        "/my/acting" => (
            String::new(),
            vec![("organisation", organisation(site, about).to_string())],
        ),
        "/my/organization/members/invite" => {
            let fields = vec![("emails", fresh_email().to_string()), ("roles", "viewer".into())];
            (String::new(), fields)
        }
        "/my/organization/members/invitations/{id}" => {
            (invitation(site, about).await, vec![("step", "withdraw".into())])
        }
        "/my/organization/members/{id}" => (person_of(site, about).await, vec![("step", "suspend".into())]),
        "/my/organization/members/{id}/handover" => {
            let successor = member(site, site.own, OrgRole::Viewer).await;
            let fields = vec![("successor", successor.to_string()), ("items", "programs".into())];
            (person_of(site, about).await, fields)
        }
        "/admin/users/invite" => {
            let fields = vec![
                ("email", fresh_email().to_string()),
                ("name", "事務 花子".into()),
                ("platform", "secretariat".into()),
            ];
            (String::new(), fields)
        }
        "/admin/users/invitations/{id}" => (
            platform_invitation(site, about).await,
            vec![("step", "withdraw".into())],
        ),
        "/admin/users/{id}" => (person_of(site, about).await, vec![("step", "sessions".into())]),
        "/invitations/{token}" => (token(site, about).await, vec![("answer", "decline".into())]),
        _ => return None,
    };
    let path = path.replace("{id}", &key).replace("{token}", &key);
    if method == "GET" {
        return Some(visitor.get(&path).await);
    }
    fields.push(("back", "/my".into()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Some(visitor.post(&path, &fields).await)
}

fn organisation(site: &TestSite, about: &str) -> OrganisationId {
    match about {
        "foreign" => site.other,
        "missing" => OrganisationId::new(999_999),
        _ => site.own,
    }
}

async fn person_of(site: &TestSite, about: &str) -> String {
    match about {
        "missing" => "999999".into(),
        _ => member(site, organisation(site, about), OrgRole::Editor)
            .await
            .to_string(),
    }
}

async fn invitation(site: &TestSite, about: &str) -> String {
    match about {
        "missing" => "999999".into(),
        _ => invite(site, organisation(site, about), &fresh_email())
            .await
            .0
            .to_string(),
    }
}

async fn platform_invitation(site: &TestSite, about: &str) -> String {
    if about != "own" {
        return invitation(site, about).await;
    }
    let new = CleanPlatformInvitation {
        email: fresh_email(),
        name: "事務 花子".into(),
        grants: vec![PlatformRole::Secretariat.into()],
    };
    let invited = site.store.invite_to_platform(&Actor::Operator, &new, Lang::Ja).await;
    invited.unwrap().to_string()
}

async fn token(site: &TestSite, about: &str) -> String {
    match about {
        "missing" => "0".repeat(64),
        _ => invite(site, site.other, &fresh_email()).await.1,
    }
}
