//! Passkeys, with an authenticator made of a key and a counter: what signs in, and all that must not.

use std::cell::Cell;

use ciborium::Value as Cbor;
use domain::second_factor::FactorPolicy;
use http::{Method, header};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use passki::Passki;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::page::Page;
use crate::role::Role;
use crate::site::{HOST, TestSite, Visitor};
use crate::totp::enrol;

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ELIGIBLE: u8 = 0x08;
const BACKED_UP: u8 = 0x10;
const ATTESTED: u8 = 0x40;

/// A device with one passkey.
struct Authenticator {
    key: SigningKey,
    id: Vec<u8>,
    counter: Cell<u32>,
    handle: Cell<Option<String>>,
    flags: u8,
    origin: String,
}

impl Authenticator {
    fn new(seed: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[seed; 32]).unwrap(),
            id: vec![seed; 16],
            counter: Cell::new(1),
            handle: Cell::new(None),
            flags: PRESENT | VERIFIED,
            origin: format!("http://{HOST}"),
        }
    }

    /// What it calls its owner.
    fn handle(&self) -> Option<String> {
        let handle = self.handle.take();
        self.handle.set(handle.clone());
        handle
    }

    fn data(&self, flags: u8, more: &[u8]) -> Vec<u8> {
        let mut data = Sha256::digest(HOST).to_vec();
        data.push(flags);
        data.extend(self.counter.get().to_be_bytes());
        data.extend(more);
        data
    }

    fn client_data(&self, kind: &str, challenge: &Value) -> Vec<u8> {
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    /// The answer of `navigator.credentials.create`.
    fn create(&self, question: &Value) -> Value {
        assert_eq!(question["authenticatorSelection"]["userVerification"], "required");
        assert_eq!(question["authenticatorSelection"]["residentKey"], "required");
        self.handle.set(question["user"]["id"].as_str().map(str::to_owned));
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (&point.as_bytes()[1..33], &point.as_bytes()[33..]);
        let number = |number: i64| Cbor::Integer(number.into());
        let public = Cbor::Map(vec![
            (number(1), number(2)),
            (number(3), number(-7)),
            (number(-1), number(1)),
            (number(-2), Cbor::Bytes(x.to_vec())),
            (number(-3), Cbor::Bytes(y.to_vec())),
        ]);
        let mut attested = vec![0; 16];
        attested.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        attested.extend(&self.id);
        ciborium::into_writer(&public, &mut attested).unwrap();
        let attestation = Cbor::Map(vec![
            (Cbor::Text("fmt".into()), Cbor::Text("none".into())),
            (Cbor::Text("attStmt".into()), Cbor::Map(vec![])),
            (
                Cbor::Text("authData".into()),
                Cbor::Bytes(self.data(self.flags | ATTESTED, &attested)),
            ),
        ]);
        let mut object = Vec::new();
        ciborium::into_writer(&attestation, &mut object).unwrap();
        json!({
            "id": Passki::base64_encode(&self.id),
            "rawId": Passki::base64_encode(&self.id),
            "type": "public-key",
            "response": {
                "clientDataJSON": Passki::base64_encode(&self.client_data("webauthn.create", &question["challenge"])),
                "attestationObject": Passki::base64_encode(&object),
                "transports": ["internal"],
            },
            "clientExtensionResults": {},
        })
    }

    /// The answer of `navigator.credentials.get`.
    fn get(&self, question: &Value) -> Value {
        assert_eq!(question["userVerification"], "required");
        self.counter.set(self.counter.get() + 1);
        let data = self.data(self.flags, &[]);
        let client = self.client_data("webauthn.get", &question["challenge"]);
        let signed = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature: Signature = self.key.sign(&signed);
        let handle = self.handle();
        json!({
            "id": Passki::base64_encode(&self.id),
            "rawId": Passki::base64_encode(&self.id),
            "type": "public-key",
            "response": {
                "clientDataJSON": Passki::base64_encode(&client),
                "authenticatorData": Passki::base64_encode(&data),
                "signature": Passki::base64_encode(signature.to_der().as_bytes()),
                "userHandle": handle,
            },
            "clientExtensionResults": {},
        })
    }
}

async fn post<'a>(visitor: &'a Visitor<'a>, path: &str, body: &Value) -> Page<'a> {
    visitor.post_body(path, "application/json", body.to_string()).await
}

async fn register(visitor: &Visitor<'_>, device: &Authenticator, name: &str) -> (u16, Value) {
    let question = post(visitor, "/my/account/factors/passkeys/options", &json!({}))
        .await
        .json();
    let body = json!({ "name": name, "credential": device.create(&question) });
    let page = post(visitor, "/my/account/factors/passkeys", &body).await;
    (page.status(), page.json())
}

async fn ask(visitor: &Visitor<'_>) -> Value {
    post(visitor, "/login/passkey/options", &json!({})).await.json()
}

async fn tell(visitor: &Visitor<'_>, answer: Value) -> (u16, Value) {
    let page = post(
        visitor,
        "/login/passkey?back=/my/programs",
        &json!({ "credential": answer }),
    )
    .await;
    (page.status(), page.json())
}

#[tokio::test]
async fn パスキーだけでログインできる() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    let device = Authenticator::new(1);
    let (status, told) = register(&visitor, &device, "職場のパソコン").await;
    assert_eq!(
        (status, told["href"].as_str()),
        (200, Some("/my/account/factors/recovery?ready"))
    );
    let page = visitor.get("/my/account/factors").await;
    assert!(
        page.main().contains("職場のパソコン") && page.main().contains("まだ使っていません"),
        "{}",
        page.main()
    );

    let visitor = site.anonymous();
    let question = ask(&visitor).await;
    assert_eq!(
        (&question["rpId"], &question["allowCredentials"]),
        (&json!(HOST), &json!([]))
    );
    let answer = device.get(&question);
    let (status, told) = tell(&visitor, answer.clone()).await;
    assert_eq!((status, told["href"].as_str()), (200, Some("/my/programs")));
    assert_eq!(visitor.get("/my").await.status(), 200, "one passkey is both factors");

    let thief = site.anonymous();
    assert_eq!(tell(&thief, answer).await.0, 422, "an answer works once");
    assert_eq!(thief.get("/my").await.status(), 303);
}

#[tokio::test]
async fn 正しくない答えでは入れない() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    let device = Authenticator::new(1);
    register(&visitor, &device, "").await;
    let visitor = site.anonymous();
    let refused = async |what: &str, answer: &dyn Fn(&Value) -> Value| {
        let question = ask(&visitor).await;
        let (status, told) = tell(&visitor, answer(&question)).await;
        assert_eq!(status, 422, "{what}");
        assert!(told["words"].as_str().unwrap().contains("別の方法"), "{told}");
        assert!(visitor.cookie("kyodo-session").is_none(), "{what}");
    };
    let like = |seed: u8| Authenticator {
        id: device.id.clone(),
        handle: Cell::new(device.handle()),
        counter: Cell::new(100),
        ..Authenticator::new(seed)
    };
    refused("another key", &|question| like(2).get(question)).await;
    let elsewhere = Authenticator {
        origin: "https://navi.example.com".into(),
        ..like(1)
    };
    refused("another origin", &|question| elsewhere.get(question)).await;
    let careless = Authenticator {
        flags: PRESENT,
        ..like(1)
    };
    refused("user not verified", &|question| careless.get(question)).await;
    let synced = Authenticator {
        flags: PRESENT | VERIFIED | ELIGIBLE | BACKED_UP,
        ..like(1)
    };
    refused("another kind of passkey", &|question| synced.get(question)).await;
    let nameless = like(1);
    nameless.handle.set(None);
    refused("nobody named", &|question| nameless.get(question)).await;
    nameless.handle.set(Some(Passki::base64_encode(&[9; 32])));
    refused("somebody else named", &|question| nameless.get(question)).await;
    let old = like(1);
    old.counter.set(0);
    refused("an old count", &|question| old.get(question)).await;
    let unknown = Authenticator::new(3);
    refused("unknown", &|question| unknown.get(question)).await;
    refused("nonsense", &|_| json!({ "rawId": 1 })).await;
    refused("nothing", &|_| Value::Null).await;
    refused("own question", &|_| {
        device.get(&json!({ "challenge": "AAAA", "userVerification": "required" }))
    })
    .await;

    for body in [json!([]), json!("text"), Value::Null, json!({ "credential": [] })] {
        assert_eq!(post(&visitor, "/login/passkey", &body).await.status(), 422, "{body}");
    }

    let question = ask(&visitor).await;
    let late = device.get(&question);
    site.clock.advance_millis(5 * 60 * 1000);
    assert_eq!(tell(&visitor, late).await.0, 422, "too late");
    let question = ask(&visitor).await;
    assert_eq!(
        tell(&visitor, device.get(&question)).await.0,
        200,
        "the right one still works"
    );
}

#[tokio::test]
async fn パスワードの後の二つ目になる() {
    let site = TestSite::start().await;
    let (editor, viewer) = (Authenticator::new(1), Authenticator::new(2));
    register(&site.as_(Role::Editor).await, &editor, "").await;
    register(&site.as_(Role::Viewer).await, &viewer, "").await;
    let second = async |device: &Authenticator| {
        let visitor = site.after_password(Role::Editor).await;
        let main = visitor.get("/login/second").await.main();
        assert!(
            main.contains("回復コードを使ってください"),
            "without scripts it says what to do: {main}"
        );
        let question = post(&visitor, "/login/passkey/options?second", &json!({})).await.json();
        assert_eq!(question["allowCredentials"][0]["id"], Passki::base64_encode(&[1; 16]));
        let body = json!({ "credential": device.get(&question) });
        let status = post(&visitor, "/login/passkey?second", &body).await.status();
        (status, visitor.get("/my").await.status())
    };
    assert_eq!(second(&viewer).await, (422, 303), "somebody else's passkey");
    assert_eq!(second(&editor).await, (200, 200));
    let nobody = site.anonymous();
    assert_eq!(
        post(&nobody, "/login/passkey/options?second", &json!({}))
            .await
            .status(),
        422
    );
}

#[tokio::test]
async fn 登録の問いは本人だけが一度だけ答えられる() {
    let site = TestSite::start().await;
    let (editor, viewer) = (site.as_(Role::Editor).await, site.as_(Role::Viewer).await);
    let device = Authenticator::new(1);
    let options = "/my/account/factors/passkeys/options";
    let question = post(&editor, options, &json!({})).await.json();
    let body = json!({ "name": "a", "credential": device.create(&question) });
    let path = "/my/account/factors/passkeys";
    assert_eq!(post(&viewer, path, &body).await.status(), 422, "asked somebody else");
    assert_eq!(post(&editor, path, &body).await.status(), 422, "taken away by that");
    assert_eq!(register(&editor, &device, "").await.0, 200);
    let question = post(&editor, options, &json!({})).await.json();
    assert_eq!(
        question["excludeCredentials"][0]["id"],
        Passki::base64_encode(&device.id)
    );
    let (status, told) = register(&editor, &device, "").await;
    assert_eq!(
        (status, told["words"].as_str()),
        (422, Some("このパスキーは登録済みです。"))
    );
    let careless = Authenticator {
        flags: PRESENT,
        ..Authenticator::new(2)
    };
    assert_eq!(register(&editor, &careless, "").await.0, 422, "user not verified");
    let page = editor.get("/my/account/factors").await;
    let remove = page.link("パスキーを削除する");
    assert_eq!(viewer.get(&remove).await.status(), 404, "somebody else's");
    assert_eq!(viewer.post(&remove, &[]).await.status(), 404);
    let page = editor.get(&remove).await.form("main form").submit().await;
    assert_eq!(page.location(), "/my/account/factors?removed");
    assert_eq!(tell(&site.anonymous(), device.get(&ask(&editor).await)).await.0, 422);
}

#[tokio::test]
async fn 役割が求める人はパスキーでもよい() {
    let site = TestSite::with_sign_in(FactorPolicy::Platform, Vec::new()).await;
    let visitor = site.after_password(Role::Officer).await;
    assert_eq!(visitor.get("/my").await.location(), "/my/account/factors/required");
    let device = Authenticator::new(1);
    assert_eq!(register(&visitor, &device, "").await.0, 200);
    assert_eq!(visitor.get("/my").await.status(), 200);
    let remove = visitor.get("/my/account/factors").await.link("パスキーを削除する");
    assert_eq!(visitor.post(&remove, &[]).await.status(), 409, "the last one stays");
    enrol(&visitor).await;
    assert_eq!(visitor.post(&remove, &[]).await.status(), 303);
}

#[tokio::test]
async fn ほかのサイトからは受け付けない() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    for path in [
        "/login/passkey",
        "/login/passkey/options",
        "/my/account/factors/passkeys/options",
    ] {
        let mut request = visitor
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/json")
            .body("{}".into())
            .unwrap();
        request
            .headers_mut()
            .insert("sec-fetch-site", "cross-site".parse().unwrap());
        assert_eq!(visitor.send(request).await.status(), 403, "{path}");
    }
}

#[tokio::test]
async fn 本人確認はパスキーでもよい() {
    let site = TestSite::start().await;
    let visitor = site.as_(Role::Editor).await;
    let (device, viewers) = (Authenticator::new(1), Authenticator::new(2));
    register(&visitor, &device, "").await;
    register(&site.as_(Role::Viewer).await, &viewers, "").await;
    site.clock.advance_millis(11 * 60 * 1000);
    let page = visitor.get("/my/account/password").await.follow().await;
    assert!(page.main().contains("パスキーでも確認できます"), "{}", page.main());
    let confirm = async |visitor: &Visitor<'_>, device: &Authenticator| {
        let question = post(visitor, "/login/passkey/options?confirm", &json!({})).await.json();
        let body = json!({ "credential": device.get(&question) });
        let page = post(visitor, "/login/passkey?confirm&back=/my/account/password", &body).await;
        (page.status(), page.json())
    };
    assert_eq!(confirm(&visitor, &viewers).await.0, 422, "somebody else's passkey");
    assert_eq!(visitor.get("/my/account/password").await.status(), 303);
    let before = visitor.cookie("kyodo-session").unwrap();
    let (status, told) = confirm(&visitor, &device).await;
    assert_eq!((status, told["href"].as_str()), (200, Some("/my/account/password")));
    assert_ne!(visitor.cookie("kyodo-session").unwrap(), before, "another token");
    assert_eq!(visitor.get("/my/account/password").await.status(), 200);
    let nobody = site.anonymous();
    let page = post(&nobody, "/login/passkey/options?confirm", &json!({})).await;
    assert_eq!(page.status(), 303);
}

#[tokio::test]
async fn パスキーの名前を変えられる() {
    let site = TestSite::start().await;
    let (editor, viewer) = (site.as_(Role::Editor).await, site.as_(Role::Viewer).await);
    register(&editor, &Authenticator::new(1), "職場").await;
    let rename = editor.get("/my/account/factors").await.link("職場の名前を変える");
    assert_eq!(viewer.get(&rename).await.status(), 404, "somebody else's");
    assert_eq!(viewer.post(&rename, &[("name", "横取り")]).await.status(), 404);
    let form = editor.get(&rename).await.form("main form");
    assert_eq!(form.values("name"), ["職場"]);
    for (wrong, says) in [("　", "入力してください"), (&*"あ".repeat(61), "60文字以内")] {
        let page = editor
            .get(&rename)
            .await
            .form("main form")
            .fill("name", wrong)
            .submit()
            .await;
        assert_eq!(page.status(), 422);
        assert!(page.main().contains(says), "{}", page.main());
    }
    let page = form.fill("name", "自宅の<端末>").submit().await;
    assert_eq!(page.location(), "/my/account/factors?renamed");
    let list = page.follow().await.main();
    assert!(
        list.contains("自宅の<端末>") && list.contains("名前を変更しました"),
        "{list}"
    );
}
