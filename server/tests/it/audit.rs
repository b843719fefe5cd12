//! The audit log as people read it: who sees what, filters, export; and that no secret ever gets into it.

use domain::program::Section;
use store::{AuditFilter, AuditRow, ImportState};

use crate::role::Role;
use crate::site::{PASSWORD, TestSite, sample};

async fn rows(site: &TestSite) -> Vec<AuditRow> {
    let mut rows = site
        .store
        .list_audit(&AuditFilter::default(), None, 10_000)
        .await
        .unwrap();
    rows.reverse();
    rows
}

#[tokio::test]
async fn 事業の操作がだれのものか分かる形で残る() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Approver).await;
    let page = visitor.post("/my/programs/new", &[]).await;
    let path = page.location().to_owned();
    let id: String = path.split('/').nth(3).unwrap().to_owned();
    let edit = format!("/my/programs/{id}/edit/basics");
    // While typing, the browser saves by itself; that is recorded once the person saves.
    let mut fields: Vec<(String, String)> = vec![(
        "base".into(),
        visitor.get(&edit).await.form("#section-form").values("base")[0].clone(),
    )];
    let mut form = sample("はじめの名前");
    for name in Section::Basics.fields() {
        fields.extend(
            form.values(name)
                .iter()
                .map(|value| ((*name).to_owned(), value.clone())),
        );
    }
    let before = rows(&site).await.len();
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&pairs)
        .finish();
    let request = visitor
        .request(http::Method::POST, &edit)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-autosave", "1")
        .body(body.into())
        .unwrap();
    let page = visitor.send(request).await;
    assert_eq!(page.status(), 200, "{}", page.body);
    assert_eq!(rows(&site).await.len(), before, "an autosave is not recorded");
    let form_page = visitor.get(&edit).await.form("#section-form");
    let page = form_page.submit().await;
    assert!(matches!(page.status(), 303 | 422), "{}", page.status());
    let row = rows(&site).await.pop().unwrap();
    assert_eq!(
        (row.deed.as_str(), row.subject_kind.as_str(), &row.subject_id),
        ("program-saved", "program", &id)
    );
    assert_eq!(row.after.as_ref().unwrap()["title"], "はじめの名前");
    assert!(row.before.as_ref().unwrap().as_object().unwrap().contains_key("title"));
    assert_eq!(row.organisation.as_ref().unwrap().0, site.own);
    // Saving again what is stored already adds nothing.
    let length = rows(&site).await.len();
    visitor.get(&edit).await.form("#section-form").submit().await;
    assert_eq!(rows(&site).await.len(), length);

    form.title = "公開する名前".into();
    let program = site.add(site.own, &form, ImportState::Draft).await;
    let draft = site.store.find_draft(program).await.unwrap().unwrap();
    let version = draft.version.to_string();
    visitor
        .post(&format!("/my/programs/{program}/publish"), &[("version", &version)])
        .await;
    let version = (draft.version + 1).to_string();
    visitor
        .post(&format!("/my/programs/{program}/end"), &[("version", &version)])
        .await;
    let draft = site
        .store
        .find_draft(domain::value::ProgramId::new(id.parse().unwrap()))
        .await
        .unwrap()
        .unwrap();
    let version = draft.version.to_string();
    visitor
        .post(&format!("/my/programs/{id}/delete"), &[("version", &version)])
        .await;
    let deeds: Vec<String> = rows(&site).await.into_iter().skip(length).map(|row| row.deed).collect();
    assert_eq!(
        deeds,
        [
            "program-imported",
            "program-published",
            "program-ended",
            "program-deleted"
        ]
    );
    assert!(site.store.check_audit(&[]).await.unwrap().is_empty());
}

#[tokio::test]
async fn 管理者は自分の組織の記録だけを読む() {
    let site = TestSite::start().await;
    site.add(site.own, &sample("自組合の事業"), ImportState::Published)
        .await;
    site.add(site.other, &sample("他組合の事業"), ImportState::Published)
        .await;
    let all = rows(&site).await;
    let of = |organisation| {
        let mine = all
            .iter()
            .filter(|row| row.organisation.as_ref().is_some_and(|(id, _)| *id == organisation));
        mine.map(|row| row.seq).collect::<Vec<_>>()
    };
    let admin = site.as_(Role::OrgAdmin).await;
    let list = admin.get("/my/organization/audit").await;
    assert_eq!(list.select("tbody tr").len(), of(site.own).len());
    for seq in of(site.own) {
        assert_eq!(admin.get(&format!("/my/organization/audit/{seq}")).await.status(), 200);
    }
    for seq in of(site.other).into_iter().chain([999_999]) {
        assert_eq!(admin.get(&format!("/my/organization/audit/{seq}")).await.status(), 404);
    }
    let page = admin
        .get(&format!("/my/organization/audit/{}", of(site.own).last().unwrap()))
        .await;
    assert!(
        page.main().contains("自組合の事業") || page.main().contains("変更の内容はありません"),
        "{}",
        page.main()
    );
    assert_eq!(admin.get("/admin/audit").await.status(), 403);

    let auditor = site.as_(Role::Auditor).await;
    let list = auditor.get("/admin/audit?subject=program&deed=program-imported").await;
    assert_eq!(list.select("tbody tr").len(), 2, "{}", list.main());
    let list = auditor.get("/admin/audit?from=2026-01-01&to=2026-01-02").await;
    assert!(list.main().contains("条件に合う記録はありません"));
    let list = auditor.get("/admin/audit?from=きのう").await;
    assert!(list.main().contains("日付を読み取れませんでした"));
    let list = auditor.get("/admin/audit?who=operator&address=203").await;
    assert_eq!(list.select("tbody tr").len(), 0);
}

#[tokio::test]
async fn 出力は条件どおりで出力したことも残る() {
    let site = TestSite::start().await;
    let mut form = sample("=cmd|' /C calc'!A0");
    form.summary = "改行\nと\"引用\"".into();
    site.add(site.own, &form, ImportState::Published).await;
    let auditor = site.as_(Role::Auditor).await;
    let page = auditor.post("/admin/audit", &[("deed", "program-imported")]).await;
    assert_eq!((page.status(), page.header("cache-control")), (200, "no-store"));
    assert!(
        page.header("content-disposition").contains(".csv"),
        "{}",
        page.header("content-disposition")
    );
    let text = page.body.strip_prefix('\u{FEFF}').expect("a mark for spreadsheets");
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let records: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), 1);
    assert!(
        records[0].iter().all(|field| !field.starts_with('=')),
        "{:?}",
        records[0]
    );
    let last = rows(&site).await.pop().unwrap();
    assert_eq!(last.deed, "audit-exported");
    let after = last.after.unwrap();
    assert_eq!(
        (&after["rows"], &after["filter"]["deed"]),
        (&1.into(), &"program-imported".into())
    );
}

#[tokio::test]
async fn 秘密は記録に入らない() {
    let site = TestSite::start().await;
    let secrets = [
        "typed-into-wrong-field-9d2",
        "wrong-password-7f3",
        PASSWORD,
        "$argon2id$secret-hash-5c1",
    ];
    let visitor = site.anonymous();
    visitor
        .post("/login", &[("email", secrets[0]), ("password", secrets[1])])
        .await;
    visitor
        .post("/login", &[("email", &Role::Editor.email()), ("password", secrets[1])])
        .await;
    let page = visitor
        .post("/login", &[("email", &Role::Editor.email()), ("password", PASSWORD)])
        .await;
    assert_eq!(page.status(), 303);
    let token = visitor.cookie("kyodo-session").unwrap();
    visitor.post("/logout", &[]).await;
    let email = domain::value::Email::parse(&Role::Viewer.email()).unwrap();
    let (user, hash) = site.store.find_credentials(&email).await.unwrap().unwrap();
    site.store.set_password(user, secrets[3].into()).await.unwrap();
    site.store.disable_user(user).await.unwrap();
    site.store.enable_user(user).await.unwrap();
    let all = rows(&site).await;
    let deeds: Vec<&str> = all.iter().map(|row| row.deed.as_str()).collect();
    for deed in [
        "sign-in-refused",
        "signed-in",
        "signed-out",
        "password-changed",
        "user-registered",
        "user-disabled",
        "user-enabled",
        "organisation-registered",
    ] {
        assert!(deeds.contains(&deed), "{deed} is not in {deeds:?}");
    }
    let text = format!("{all:?}");
    for secret in secrets.iter().copied().chain([token.as_str(), hash.as_str(), "argon2"]) {
        assert!(!text.contains(secret), "{secret} stands in the audit log");
    }
}
