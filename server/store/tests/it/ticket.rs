//! Links in mails: used once, not for long, and only for what they were mailed for.

use domain::Lang;
use domain::code::OrgRole;
use domain::permit::Actor;
use domain::session::Factor;
use domain::ticket::TicketPurpose;
use domain::value::{Email, UserId};
use sea_orm::{ConnectionTrait, Statement};
use store::{Link, Refusal, SESSION_LIFETIME};

use crate::support::{Bench, on_both};

const HOUR: i64 = 60 * 60 * 1_000;

async fn person(bench: &Bench) -> (UserId, Email, Actor) {
    let society = bench.society(1).await;
    let actor = bench.staff(society, OrgRole::Editor).await;
    let user = actor.user().unwrap();
    (user.id, user.email.clone(), actor.clone())
}

/// Kinds and recipients of all mails so far.
async fn mails(bench: &Bench) -> Vec<(String, String)> {
    let db = bench.raw().await;
    let rows = Statement::from_string(
        db.get_database_backend(),
        "SELECT kind, recipient FROM outbox ORDER BY id",
    );
    let rows = db.query_all_raw(rows).await.unwrap();
    let column = |row: &sea_orm::QueryResult, at| row.try_get_by_index::<String>(at).unwrap();
    rows.iter().map(|row| (column(row, 0), column(row, 1))).collect()
}

fn link(token: u8) -> Link {
    Link {
        token_hash: [token; 32],
        path: format!("/x/{token}"),
    }
}

on_both! {
    async fn パスワードの再設定は一度だけできる(bench: Bench) {
        let (user, email, _) = person(&bench).await;
        bench.store.open_session(user, [9; 32], Factor::Password, SESSION_LIFETIME).await.unwrap();
        bench.store.ask_password_reset(&email, Lang::Ja, [1; 32], "/x/1").await.unwrap();
        bench.store.ask_password_reset(&email, Lang::Ja, [2; 32], "/x/2").await.unwrap();
        let reset = TicketPurpose::PasswordReset;
        assert_eq!(bench.store.find_ticket(reset, [1; 32]).await.unwrap(), Some(user));
        assert_eq!(bench.store.find_ticket(TicketPurpose::EmailChange, [1; 32]).await.unwrap(), None);
        assert_eq!(bench.store.reset_password([1; 32], Lang::Ja, "$new".into()).await.unwrap(), user);
        assert_eq!(bench.store.find_credentials(&email).await.unwrap(), Some((user, "$new".into())));
        assert!(bench.store.find_session([9; 32]).await.unwrap().is_none(), "all sessions end");
        for used in [[1; 32], [2; 32], [3; 32]] {
            let again = bench.store.reset_password(used, Lang::Ja, "$more".into()).await;
            assert!(matches!(again, Err(Refusal::NotFound)), "{again:?}");
        }
        let kinds: Vec<_> = mails(&bench).await.into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, ["password-reset", "password-reset", "password-changed"]);
    }

    async fn 再設定のリンクは一時間で切れ_知らない人には送らない(bench: Bench) {
        let (user, email, _) = person(&bench).await;
        let unknown = Email::parse("nobody@example.jp").unwrap();
        bench.store.ask_password_reset(&unknown, Lang::Ja, [5; 32], "/x/5").await.unwrap();
        assert_eq!(mails(&bench).await, []);
        for token in 10..20 {
            bench.store.ask_password_reset(&email, Lang::Ja, [token; 32], "/x").await.unwrap();
        }
        assert_eq!(mails(&bench).await.len(), 5, "a mailbox is not filled");
        bench.clock.advance_millis(HOUR);
        let late = bench.store.reset_password([10; 32], Lang::Ja, "$new".into()).await;
        assert!(matches!(late, Err(Refusal::NotFound)));
        assert_eq!(bench.store.purge_tickets().await.unwrap(), 5);
        bench.store.disable_user(user).await.unwrap();
        bench.store.ask_password_reset(&email, Lang::Ja, [6; 32], "/x").await.unwrap();
        assert_eq!(mails(&bench).await.len(), 5, "nor is somebody let in who may not sign in");
    }

    async fn 新しいアドレスは本人が確かめてから使う(bench: Bench) {
        let (user, old, actor) = person(&bench).await;
        let new = Email::parse("hanako@new.example.jp").unwrap();
        bench.store.ask_email_change(&actor, &new, Lang::Ja, &link(1), &link(2)).await.unwrap();
        assert_eq!(bench.store.find_user(user).await.unwrap().unwrap().email, old);
        bench.store.ask_password_reset(&old, Lang::Ja, [3; 32], "/x/3").await.unwrap();
        assert_eq!(bench.store.confirm_email([1; 32], Lang::Ja).await.unwrap(), new);
        assert_eq!(bench.store.find_user(user).await.unwrap().unwrap().email, new);
        assert!(bench.store.confirm_email([1; 32], Lang::Ja).await.is_err(), "once");
        let reset = bench.store.reset_password([3; 32], Lang::Ja, "$new".into()).await;
        assert!(matches!(reset, Err(Refusal::NotFound)), "links in the old mailbox open nothing");
        let mails = mails(&bench).await;
        let expected = [("email-change", &new), ("email-change-asked", &old), ("password-reset", &old), ("email-changed", &old)];
        assert_eq!(mails, expected.map(|(kind, to)| (kind.to_owned(), to.to_string())));
    }

    async fn 元のアドレスから変更を取り消せる(bench: Bench) {
        let (user, old, actor) = person(&bench).await;
        let new = Email::parse("thief@example.com").unwrap();
        bench.store.ask_email_change(&actor, &new, Lang::Ja, &link(1), &link(2)).await.unwrap();
        bench.store.stop_email_change([2; 32]).await.unwrap();
        assert!(bench.store.confirm_email([1; 32], Lang::Ja).await.is_err(), "stopped before");
        bench.store.ask_email_change(&actor, &new, Lang::Ja, &link(3), &link(4)).await.unwrap();
        bench.store.confirm_email([3; 32], Lang::Ja).await.unwrap();
        bench.store.open_session(user, [9; 32], Factor::Password, SESSION_LIFETIME).await.unwrap();
        bench.clock.advance_millis(13 * 24 * HOUR);
        bench.store.stop_email_change([4; 32]).await.unwrap();
        assert_eq!(bench.store.find_user(user).await.unwrap().unwrap().email, old, "taken back afterwards");
        assert!(bench.store.find_session([9; 32]).await.unwrap().is_none());
    }

    async fn 使われているアドレスには変えられない(bench: Bench) {
        let (_, old, actor) = person(&bench).await;
        let society = bench.society(2).await;
        let taken = bench.staff(society, OrgRole::Viewer).await.user().unwrap().email.clone();
        bench.store.ask_email_change(&actor, &taken, Lang::Ja, &link(1), &link(2)).await.unwrap();
        assert_eq!(mails(&bench).await.iter().filter(|(_, to)| *to == taken.to_string()).count(), 0);
        let confirmed = bench.store.confirm_email([1; 32], Lang::Ja).await;
        assert!(matches!(confirmed, Err(Refusal::Problems(_))), "{confirmed:?}");
        let same = bench.store.ask_email_change(&actor, &old, Lang::Ja, &link(3), &link(4)).await;
        assert!(matches!(same, Err(Refusal::Problems(_))));
        let nobody = bench.store.ask_email_change(&Actor::Anonymous, &old, Lang::Ja, &link(5), &link(6)).await;
        assert!(matches!(nobody, Err(Refusal::Forbidden)));
    }
}
