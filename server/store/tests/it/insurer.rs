//! Insurers: register, find, sort; every code is accepted by the tables.

use domain::code::{Industry, InsurerForm, InsurerKind, Prefecture};
use domain::insurer::NewInsurer;
use domain::value::OrganisationId;
use store::StoreError;

use crate::support::{insurer, on_both};

on_both! {
    async fn 登録した保険者が見つかる(bench: Bench) {
        let id = bench.society(1).await;
        let found = bench.store.find_insurer(id).await.unwrap().unwrap();
        assert_eq!(found.facts, insurer(1));
        let by_number = bench.store.find_insurer_by_number(&insurer(1).number).await.unwrap();
        assert_eq!(by_number, Some(found.clone()));
        let by_name = bench.store.find_insurers_by_name(" 架空第１健康保険組合　").await.unwrap();
        assert_eq!(by_name, [found]);
        assert_eq!(bench.store.find_insurers_by_name("架空第").await.unwrap(), []);
        assert_eq!(bench.store.find_insurer(OrganisationId::new(999)).await.unwrap(), None);
        assert_eq!(bench.store.find_insurer_by_number(&insurer(2).number).await.unwrap(), None);
    }

    async fn 同じ番号は二度登録できない(bench: Bench) {
        bench.society(1).await;
        let again = bench.store.register_insurer(insurer(1)).await;
        assert!(matches!(again, Err(StoreError::Taken(field)) if field.as_str() == "number"));
        // The connection is usable afterwards.
        bench.society(2).await;
    }

    async fn まとめて登録すると知らない番号だけが増える(bench: Bench) {
        let first = bench.society(1).await;
        let changed = NewInsurer { name: "別の名前".into(), ..insurer(1) };
        let ids = bench.store.register_new_insurers(&[insurer(2), changed, insurer(3)]).await.unwrap();
        assert_eq!(ids[1], first);
        assert_eq!(bench.store.find_insurer(first).await.unwrap().unwrap().facts, insurer(1));
        assert_eq!(bench.store.list_insurers().await.unwrap().len(), 3);
    }

    async fn 一覧は読みの順(bench: Bench) {
        for (number, kana) in [(1, "ンアア"), (2, "アイウ"), (3, "カガ"), (4, "アアア")] {
            let new = NewInsurer { kana: kana.into(), ..insurer(number) };
            bench.store.register_insurer(new).await.unwrap();
        }
        let kana: Vec<_> = bench.store.list_insurers().await.unwrap().into_iter().map(|found| found.facts.kana).collect();
        assert_eq!(kana, ["アアア", "アイウ", "カガ", "ンアア"]);
    }

    async fn すべての符号が表に入る(bench: Bench) {
        let mut number = 0;
        let mut register = async |change: &dyn Fn(&mut NewInsurer)| {
            number += 1;
            let mut new = insurer(number);
            change(&mut new);
            let id = bench.store.register_insurer(new.clone()).await.unwrap();
            assert_eq!(bench.store.find_insurer(id).await.unwrap().unwrap().facts, new);
        };
        for kind in InsurerKind::ALL {
            register(&|new| new.kind = *kind).await;
        }
        for form in InsurerForm::ALL {
            register(&|new| new.form = Some(*form)).await;
        }
        register(&|new| new.form = None).await;
        for industry in Industry::ALL {
            register(&|new| new.industry = *industry).await;
        }
        for pref in Prefecture::ALL {
            register(&|new| new.pref = *pref).await;
        }
        let refused = bench.execute("UPDATE organisation SET kind = 'xyz'").await;
        assert!(refused.is_err(), "an unknown code is refused by the table");
    }
}
