//! Invitations: the mail is the key, the roles come with the acceptance, and nothing happens twice.

use domain::Lang;
use domain::ProblemCode;
use domain::code::{OrgRole, PlatformRole};
use domain::grant::PlatformGrant;
use domain::invitation::{
    CleanInvitation, CleanPlatformInvitation, INVITATION_MILLIS, InvitationState, RESEND_AFTER_MILLIS,
};
use domain::permit::Actor;
use domain::value::{Email, InvitationId, OrganisationId};
use sea_orm::{ConnectionTrait, Statement};
use store::{Acceptance, Refusal};

use crate::support::{Bench, on_both};

fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

fn to(address: &str, roles: &[OrgRole]) -> CleanInvitation {
    CleanInvitation {
        emails: vec![email(address)],
        name: "新任 太郎".into(),
        roles: roles.to_vec(),
    }
}

fn newcomer() -> Acceptance<'static> {
    Acceptance::New {
        name: "新任　太郎",
        password_hash: "$argon2id$new".into(),
    }
}

/// The token of the last mail, as the invited person gets it.
async fn token(bench: &Bench) -> String {
    let raw = bench.raw().await;
    let sql = "SELECT letter FROM outbox WHERE kind = 'invitation' ORDER BY id DESC";
    let rows = raw
        .query_all_raw(Statement::from_string(raw.get_database_backend(), sql))
        .await
        .unwrap();
    let letter: String = rows[0].try_get_by_index(0).unwrap();
    let letter: serde_json::Value = serde_json::from_str(&letter).unwrap();
    letter["path"]
        .as_str()
        .unwrap()
        .strip_prefix("/invitations/")
        .unwrap()
        .to_owned()
}

async fn invite(bench: &Bench, admin: &Actor, society: OrganisationId, address: &str) -> (InvitationId, String) {
    let invited = bench
        .store
        .invite_members(admin, society, &to(address, &[OrgRole::Editor]), Lang::Ja)
        .await;
    (invited.unwrap()[0], token(bench).await)
}

on_both! {
    async fn 招待を承諾すると利用者になり所属ができる(bench: Bench) {
        let society = bench.society(1).await;
        let admin = bench.staff(society, OrgRole::Admin).await;
        let (id, token) = invite(&bench, &admin, society, "Shinnin@example.jp").await;
        assert_eq!(token.len(), 64);
        let invited = bench.store.find_invitation(&token).await.unwrap().unwrap();
        assert_eq!((invited.id, invited.state), (id, InvitationState::Waiting));
        assert_eq!(invited.organisation.as_ref().map(|(id, _)| *id), Some(society));
        assert_eq!(invited.invited_by.as_deref(), Some("佐藤 花子"));
        assert_eq!(bench.store.find_invitation("0").await.unwrap(), None);
        let user = bench.store.accept_invitation(&token, newcomer()).await.unwrap();
        let user = bench.store.find_user(user).await.unwrap().unwrap();
        assert_eq!((user.name.as_str(), user.email.as_str()), ("新任 太郎", "Shinnin@example.jp"));
        assert_eq!(user.memberships.iter().map(|place| place.role).collect::<Vec<_>>(), [OrgRole::Editor]);
        let again = bench.store.accept_invitation(&token, Acceptance::Known(&user)).await;
        assert!(matches!(again, Err(Refusal::NotNow)), "{again:?}");
        assert!(bench.store.list_invitations(Some(society)).await.unwrap().is_empty());
        assert_eq!(bench.store.check().await.unwrap(), []);
    }

    async fn 同時に承諾しても一度だけ(bench: Bench) {
        let society = bench.society(1).await;
        let admin = bench.staff(society, OrgRole::Admin).await;
        let rival = bench.second_store().await;
        let (_, token) = invite(&bench, &admin, society, "a@example.jp").await;
        let results = tokio::join!(
            bench.store.accept_invitation(&token, newcomer()),
            rival.accept_invitation(&token, newcomer()),
        );
        let won = [&results.0, &results.1].into_iter().filter(|result| result.is_ok()).count();
        assert_eq!(won, 1, "{results:?}");
        assert_eq!(bench.store.list_members(society).await.unwrap().len(), 2);
    }

    async fn 登録済みの人は本人だけが承諾できる(bench: Bench) {
        let society = bench.society(1).await;
        let other = bench.society(2).await;
        let admin = bench.staff(society, OrgRole::Admin).await;
        let guest = bench.staff(other, OrgRole::Viewer).await;
        let (_, token) = invite(&bench, &admin, society, guest.user().unwrap().email.as_str()).await;
        let wrong = bench.store.accept_invitation(&token, Acceptance::Known(admin.user().unwrap())).await;
        assert!(matches!(wrong, Err(Refusal::Forbidden)), "{wrong:?}");
        let new = bench.store.accept_invitation(&token, newcomer()).await;
        assert!(matches!(&new, Err(Refusal::Problems(found)) if found.has_field("email")), "{new:?}");
        let id = bench.store.accept_invitation(&token, Acceptance::Known(guest.user().unwrap())).await.unwrap();
        let places = bench.store.find_user(id).await.unwrap().unwrap().memberships;
        assert_eq!(places.iter().map(|place| (place.organisation, place.role)).collect::<Vec<_>>(),
            [(society, OrgRole::Editor), (other, OrgRole::Viewer)]);
    }

    async fn 期限が切れると使えず再送すると新しい鍵になる(bench: Bench) {
        let society = bench.society(1).await;
        let admin = bench.staff(society, OrgRole::Admin).await;
        let (id, old) = invite(&bench, &admin, society, "a@example.jp").await;
        let soon = bench.store.resend_invitation(&admin, id).await;
        assert!(matches!(soon, Err(Refusal::NotNow)), "a mailbox is not flooded: {soon:?}");
        bench.clock.advance_millis(INVITATION_MILLIS);
        let late = bench.store.accept_invitation(&old, newcomer()).await;
        assert!(matches!(late, Err(Refusal::NotNow)), "{late:?}");
        assert_eq!(bench.store.list_invitations(Some(society)).await.unwrap()[0].state, InvitationState::Expired);
        bench.store.resend_invitation(&admin, id).await.unwrap();
        let new = token(&bench).await;
        assert_ne!(new, old);
        assert_eq!(bench.store.find_invitation(&old).await.unwrap(), None);
        bench.store.accept_invitation(&new, newcomer()).await.unwrap();
        bench.clock.advance_millis(RESEND_AFTER_MILLIS);
        assert!(matches!(bench.store.resend_invitation(&admin, id).await, Err(Refusal::NotNow)));
    }

    async fn 辞退と取消しのあとは使えない(bench: Bench) {
        let society = bench.society(1).await;
        let admin = bench.staff(society, OrgRole::Admin).await;
        let (_, token) = invite(&bench, &admin, society, "a@example.jp").await;
        bench.store.decline_invitation(&Actor::Anonymous, &token, "異動\0のため").await.unwrap();
        let listed = bench.store.list_invitations(Some(society)).await.unwrap();
        assert_eq!((listed[0].state, listed[0].reason.as_str()), (InvitationState::Declined, "異動のため"));
        assert!(matches!(bench.store.accept_invitation(&token, newcomer()).await, Err(Refusal::NotNow)));
        let (id, token) = invite(&bench, &admin, society, "a@example.jp").await;
        bench.store.withdraw_invitation(&admin, id).await.unwrap();
        assert!(matches!(bench.store.decline_invitation(&Actor::Anonymous, &token, "").await, Err(Refusal::NotNow)));
        assert!(matches!(bench.store.withdraw_invitation(&admin, id).await, Err(Refusal::NotNow)));
        assert!(matches!(bench.store.accept_invitation("x", newcomer()).await, Err(Refusal::NotFound)));
    }

    async fn 招待できるのは組織管理者だけで他組織の招待は見えない(bench: Bench) {
        let (society, other) = (bench.society(1).await, bench.society(2).await);
        let admin = bench.staff(society, OrgRole::Admin).await;
        let (id, _) = invite(&bench, &admin, society, "a@example.jp").await;
        let stranger = bench.staff(other, OrgRole::Admin).await;
        assert!(matches!(bench.store.withdraw_invitation(&stranger, id).await, Err(Refusal::NotFound)));
        let viewer = bench.staff(society, OrgRole::Viewer).await;
        assert!(matches!(bench.store.withdraw_invitation(&viewer, id).await, Err(Refusal::Forbidden)));
        for actor in [&stranger, &viewer, &Actor::Anonymous] {
            let invited = bench.store.invite_members(actor, society, &to("b@example.jp", &[OrgRole::Admin]), Lang::Ja).await;
            assert!(matches!(invited, Err(Refusal::Forbidden)), "{invited:?}");
        }
    }

    async fn 招待の重複と多すぎる招待は断る(bench: Bench) {
        let society = bench.society(1).await;
        let admin = bench.staff(society, OrgRole::Admin).await;
        invite(&bench, &admin, society, "a@example.jp").await;
        for known in ["A@example.jp", admin.user().unwrap().email.as_str()] {
            let again = bench.store.invite_members(&admin, society, &to(known, &[OrgRole::Viewer]), Lang::Ja).await;
            let problem = domain::Problems::one("emails", ProblemCode::UnknownChoice { value: email(known).as_str().to_owned() });
            assert!(matches!(&again, Err(Refusal::Problems(found)) if *found == problem), "{again:?}");
        }
        for round in 0..49 {
            let emails = vec![email(&format!("n{round}@example.jp"))];
            let new = CleanInvitation { emails, ..to("x@example.jp", &[OrgRole::Viewer]) };
            bench.store.invite_members(&admin, society, &new, Lang::Ja).await.unwrap();
        }
        let full = bench.store.invite_members(&admin, society, &to("z@example.jp", &[OrgRole::Viewer]), Lang::Ja).await;
        assert!(matches!(&full, Err(Refusal::Problems(found)) if *found == domain::Problems::one("emails", ProblemCode::TooMany { max: 50 })));
        bench.clock.advance_millis(INVITATION_MILLIS);
        bench.store.invite_members(&admin, society, &to("z@example.jp", &[OrgRole::Viewer]), Lang::Ja).await.unwrap();
    }

    async fn システム全体の役割にも招待できる(bench: Bench) {
        let grants = vec![PlatformGrant::from(PlatformRole::Secretariat)];
        let new = CleanPlatformInvitation { email: email("jimukyoku@example.jp"), name: "事務 局".into(), grants };
        let society = bench.society(1).await;
        let admin = bench.staff(society, OrgRole::Admin).await;
        assert!(matches!(bench.store.invite_to_platform(&admin, &new, Lang::En).await, Err(Refusal::Forbidden)));
        bench.store.invite_to_platform(&Actor::Operator, &new, Lang::En).await.unwrap();
        assert!(matches!(bench.store.invite_to_platform(&Actor::Operator, &new, Lang::En).await, Err(Refusal::Problems(_))));
        let user = bench.store.accept_invitation(&token(&bench).await, newcomer()).await.unwrap();
        let user = bench.store.find_user(user).await.unwrap().unwrap();
        assert_eq!((user.memberships.len(), user.platform), (0, vec![PlatformRole::Secretariat]));
    }
}
