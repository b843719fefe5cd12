//! The private address of a calendar: one for each person, ended by the next.

use domain::code::OrgRole;
use domain::permit::Actor;
use store::Refusal;

use crate::support::on_both;

on_both! {
    async fn 新しいアドレスで前のものは使えなくなる(bench: Bench) {
        let society = bench.society(1).await;
        let (one, other) = (bench.staff(society, OrgRole::Viewer).await, bench.staff(society, OrgRole::Editor).await);
        let user = |actor: &Actor| actor.user().unwrap().id;
        let set = async |actor: &Actor, token: u8| {
            bench.store.renew_calendar_feed(actor, [token; 32], format!("sealed {token}")).await.unwrap();
        };
        let owner = async |token: u8| bench.store.find_calendar_owner([token; 32]).await.unwrap().map(|user| user.id);
        set(&one, 1).await;
        set(&other, 2).await;
        assert_eq!(owner(1).await, Some(user(&one)));
        assert_eq!(owner(2).await, Some(user(&other)));
        set(&one, 3).await;
        assert_eq!((owner(1).await, owner(3).await), (None, Some(user(&one))));
        let feed = bench.store.find_calendar_feed(user(&one)).await.unwrap().unwrap();
        assert_eq!(feed.sealed, "sealed 3");
        bench.store.end_calendar_feed(&one).await.unwrap();
        bench.store.end_calendar_feed(&one).await.unwrap();
        assert_eq!((owner(3).await, owner(2).await), (None, Some(user(&other))));
        let nobody = bench.store.renew_calendar_feed(&Actor::Anonymous, [9; 32], String::new()).await;
        assert!(matches!(nobody, Err(Refusal::Forbidden)));
    }
}
