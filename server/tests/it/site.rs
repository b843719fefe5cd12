//! The words that site tests are written in: a portal as it runs, people who visit it, pages, and forms that are filled in
//! as they stand in the page. Nothing is followed by itself, and every HTML page that comes by is looked over.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use app::federation::{Federation, Provider};
use app::session::Token;
use app::vault::{KEY_BYTES, Vault};
use app::{Files, PageCache, SignInRules, Site};
use axum::body::{Body, to_bytes};
use axum::response::Response;
use domain::program::{ProgramForm, PublicationCheck};
use domain::second_factor::FactorPolicy;
use domain::session::Factor;
use domain::user::NewUser;
use domain::value::{Clock as _, Email, FixedClock, Instant, InsurerNumber, OrganisationId, ProgramId, TimeOfDay};
use flate2::read::GzDecoder;
use http::{HeaderMap, Method, Request, header};
use leptos::config::LeptosOptions;
use search_index::{Analyser, Index};
use server::front::Front;
use server::worker;
use store::{ImportState, Location, Store};
use tokio::sync::OnceCell;
use tower::ServiceExt as _;
use tower::util::BoxCloneService;

use crate::page::Page;
use crate::place::{society, today};
use crate::role::Role;

/// Host name under which the portal is visited.
pub const HOST: &str = "navi.example.jp";

/// The password of everybody in the tests.
pub const PASSWORD: &str = "春の健診-2026";

/// Numbers of the two societies: one in Tokyo, one in Osaka.
const OWN: &str = "06139901";
const OTHER: &str = "06279905";

/// The file of the database.
const DATABASE: &str = "test.sqlite3";

/// Databases made once and copied for each test.
static EMPTY: OnceCell<Vec<u8>> = OnceCell::const_new();
static DEMO: OnceCell<Vec<u8>> = OnceCell::const_new();

/// Longest that a change may take until it is found.
const FOUND_WITHIN: Duration = Duration::from_secs(1);

/// A portal with two societies and one person per role, on a database of its own.
pub struct TestSite {
    pub store: Store,
    pub index: Index,
    pub clock: Arc<FixedClock>,
    /// The society of most roles, in Tokyo.
    pub own: OrganisationId,
    /// Another society, in Osaka.
    pub other: OrganisationId,
    site: Site,
    service: BoxCloneService<Request<Body>, Response, Infallible>,
    worker: tokio::task::JoinHandle<()>,
    folder: tempfile::TempDir,
}

impl Drop for TestSite {
    fn drop(&mut self) {
        self.worker.abort();
    }
}

impl TestSite {
    /// A portal without programs.
    pub async fn start() -> Self {
        Self::on(
            prepared(&EMPTY, false).await,
            |_| Front::default(),
            FactorPolicy::None,
            Vec::new(),
            PublicationCheck::None,
        )
        .await
    }

    /// A portal without programs that demands second factors, or lets providers sign people in.
    pub async fn with_sign_in(policy: FactorPolicy, providers: Vec<Provider>) -> Self {
        Self::on(
            prepared(&EMPTY, false).await,
            |_| Front::default(),
            policy,
            providers,
            PublicationCheck::None,
        )
        .await
    }

    /// A portal without programs whose secretariat looks at everything before it is public.
    pub async fn with_check() -> Self {
        Self::on(
            prepared(&EMPTY, false).await,
            |_| Front::default(),
            FactorPolicy::None,
            Vec::new(),
            PublicationCheck::Secretariat,
        )
        .await
    }

    /// A portal with the demo data.
    pub async fn with_demo() -> Self {
        Self::on(
            prepared(&DEMO, true).await,
            |_| Front::default(),
            FactorPolicy::None,
            Vec::new(),
            PublicationCheck::None,
        )
        .await
    }

    /// A portal without programs behind something in front, which may need the clock.
    pub async fn behind(front: impl FnOnce(Arc<FixedClock>) -> Front) -> Self {
        Self::on(
            prepared(&EMPTY, false).await,
            front,
            FactorPolicy::None,
            Vec::new(),
            PublicationCheck::None,
        )
        .await
    }

    async fn on(
        database: &[u8],
        front: impl FnOnce(Arc<FixedClock>) -> Front,
        policy: FactorPolicy,
        providers: Vec<Provider>,
        check: PublicationCheck,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(DATABASE), database).unwrap();
        let (store, clock) = open(folder.path()).await;
        let insurer = async |number| {
            let number = InsurerNumber::parse(number).unwrap();
            store.find_insurer_by_number(&number).await.unwrap().unwrap().id
        };
        let (own, other) = (insurer(OWN).await, insurer(OTHER).await);
        let (index, writer) = Index::in_memory(analyser()).unwrap();
        let writer = worker::index::catch_up(&store, writer).await.unwrap();
        let worker = tokio::spawn(worker::index::run(store.clone(), writer));

        let site_root = folder.path().join("site");
        std::fs::create_dir_all(site_root.join("pkg")).unwrap();
        std::fs::write(site_root.join("pkg/kyodo-navi.css"), "body{}").unwrap();
        std::fs::write(site_root.join("secret.txt"), "秘密").unwrap();
        let front = front(Arc::clone(&clock));
        let site = Site {
            store: store.clone(),
            index: index.clone(),
            clock: clock.clone(),
            options: Arc::new(LeptosOptions::builder().output_name("kyodo-navi").build()),
            assets: "0123456789ab".into(),
            mail_folder: Some(folder.path().join("mail").into()),
            public_url: "http://navi.example.jp".into(),
            secure_cookies: front.secure,
            rules: Arc::new(SignInRules {
                policy,
                vault: Vault::new(&[7; KEY_BYTES]),
                federation: Federation::new(providers),
            }),
            files: Files::in_folder(folder.path()).unwrap(),
            check,
            fonts: fonts(),
            pages: PageCache::default(),
        };
        let service = BoxCloneService::new(server::router::service(&site, &front, &site_root));
        Self {
            store,
            index,
            clock,
            own,
            other,
            site,
            service,
            worker,
            folder,
        }
    }

    /// A portal without programs with a virus scanner set up; the test does its work.
    pub async fn with_scanner() -> Self {
        let mut site = Self::start().await;
        site.site.files.scanning = true;
        let site_root = site.folder().join("site");
        site.service = BoxCloneService::new(server::router::service(&site.site, &Front::default(), &site_root));
        site
    }

    /// What the handlers see.
    pub fn portal(&self) -> &Site {
        &self.site
    }

    /// The portal as a service, without a visitor around it.
    pub fn service(&self) -> BoxCloneService<Request<Body>, Response, Infallible> {
        self.service.clone()
    }

    /// A visitor who has not signed in.
    pub fn anonymous(&self) -> Visitor<'_> {
        Visitor {
            site: self,
            cookies: RefCell::default(),
        }
    }

    /// Somebody whose password was right, as far as that leads.
    pub async fn after_password(&self, role: Role) -> Visitor<'_> {
        let visitor = self.anonymous();
        let form = visitor.get("/login").await.form("main form");
        let form = form.fill("email", &role.email()).fill("password", PASSWORD);
        assert_eq!(form.submit().await.status(), 303);
        visitor
    }

    /// A visitor with a session of a role. The way through the sign-in form has tests of its own.
    pub async fn as_(&self, role: Role) -> Visitor<'_> {
        if role == Role::Anonymous {
            return self.anonymous();
        }
        self.sign_in(&Email::parse(&role.email()).unwrap()).await
    }

    /// A visitor with a session of the person with this address.
    pub async fn sign_in(&self, email: &Email) -> Visitor<'_> {
        let visitor = self.anonymous();
        let (user, _) = self.store.find_credentials(email).await.unwrap().unwrap();
        let token = Token::generate().unwrap();
        let lifetime = store::SESSION_LIFETIME;
        self.store
            .open_session(user, token.digest(), Factor::Totp, lifetime)
            .await
            .unwrap();
        visitor.keep_cookie(token.set_cookie(&self.site).to_str().unwrap());
        visitor
    }

    /// A program of a society in the state an import gives it.
    pub async fn add(&self, owner: OrganisationId, form: &ProgramForm, state: ImportState) -> ProgramId {
        let added = self.store.import_program(owner, form, state).await;
        added.unwrap_or_else(|refusal| panic!("{}: {refusal}", form.title)).id()
    }

    /// A published program of the first society that can be found.
    pub async fn publish(&self, form: &ProgramForm) -> ProgramId {
        let id = self.add(self.own, form, ImportState::Published).await;
        self.indexed().await;
        id
    }

    /// Waits until the index has taken in every change, which must not take longer than promised.
    pub async fn indexed(&self) {
        let last = self.store.last_change().await.unwrap();
        let caught_up = async {
            while self.index.applied() < last {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        tokio::time::timeout(FOUND_WITHIN, caught_up)
            .await
            .expect("a change is found within a second");
    }

    /// Memory of kept pages.
    pub fn kept_bytes(&self) -> u64 {
        self.site.pages.bytes()
    }

    /// From here on the index stays as it is, as it does for a moment after every change.
    pub fn freeze_index(&self) {
        self.worker.abort();
    }

    /// The folder of the database and of the site's files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// Somebody with a browser.
pub struct Visitor<'a> {
    pub site: &'a TestSite,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl Visitor<'_> {
    /// Opens an address.
    pub async fn get(&self, path: &str) -> Page<'_> {
        self.send(self.request(Method::GET, path).body(Body::empty()).unwrap())
            .await
    }

    /// Posts fields, without a form on a page.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page<'_> {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        self.post_body(path, "application/x-www-form-urlencoded", body).await
    }

    /// Posts anything.
    pub async fn post_body(&self, path: &str, kind: &str, body: impl Into<Body>) -> Page<'_> {
        let request = self.request(Method::POST, path).header(header::CONTENT_TYPE, kind);
        self.send(request.body(body.into()).unwrap()).await
    }

    /// A request with the headers and cookies of a browser that stands on the site.
    pub fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST)
            .header(header::ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
            .header("sec-fetch-site", "same-origin");
        let cookies: Vec<String> = self
            .cookies
            .borrow()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        request
    }

    /// Opens an address as a browser does that takes compressed pages; it has to be one.
    pub async fn unpacked(&self, path: &str) -> Page<'_> {
        let request = self
            .request(Method::GET, path)
            .header(header::ACCEPT_ENCODING, "gzip, br");
        let request = request.body(Body::empty()).unwrap();
        let response = self.site.service.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        assert_eq!(header_text(&parts.headers, "content-encoding"), "gzip", "{path}");
        assert!(
            header_text(&parts.headers, "vary").contains("accept-encoding"),
            "{path}"
        );
        let packed = to_bytes(body, usize::MAX).await.unwrap();
        let mut body = Vec::new();
        GzDecoder::new(&packed[..]).read_to_end(&mut body).unwrap();
        let page = Page::new(self, path.to_owned(), parts.status, parts.headers, body);
        page.check(&Method::GET);
        page
    }

    /// Fetches a file, which need not be text; it must be there.
    pub async fn download(&self, path: &str) -> (HeaderMap, Vec<u8>) {
        let request = self.request(Method::GET, path).body(Body::empty()).unwrap();
        let response = self.site.service.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        let (parts, body) = response.into_parts();
        (parts.headers, to_bytes(body, usize::MAX).await.unwrap().to_vec())
    }

    /// Sends a request and looks over the answer.
    pub async fn send(&self, request: Request<Body>) -> Page<'_> {
        let (method, path) = (request.method().clone(), request.uri().to_string());
        let response = self.site.service.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep_cookie(cookie.to_str().unwrap());
        }
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let page = Page::new(self, path, parts.status, parts.headers, body.to_vec());
        page.check(&method);
        page
    }

    /// Does with a `Set-Cookie` header what a browser does.
    pub fn keep_cookie(&self, text: &str) {
        let (pair, rules) = text.split_once(';').unwrap_or((text, ""));
        let (name, value) = pair.trim().split_once('=').unwrap();
        if rules.contains("Max-Age=0") {
            self.cookies.borrow_mut().remove(name);
        } else {
            self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
        }
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }
}

/// A header as text; empty when it is absent.
pub fn header_text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

/// A program that can be published, as typed.
pub fn sample(title: &str) -> ProgramForm {
    ProgramForm {
        title: title.to_owned(),
        cat: "population".into(),
        summary: "歩数をアプリで競います。".into(),
        purpose: "運動習慣を広げます。".into(),
        content: "三か月のあいだ、組合ごとに歩数を競います。".into(),
        target: vec!["insured".into()],
        pref: vec!["13".into()],
        mode: vec!["online".into()],
        period_from: "2026-10-01".into(),
        period_to: "2027-03-31".into(),
        cost: "free".into(),
        structure: "代表組合が事務局を務めます。".into(),
        data_use: "none".into(),
        recruit_from: "2026-08-01".into(),
        recruit_to: "2026-09-30".into(),
        contact_email: "hoken@mizuhono.example.jp".into(),
        ..ProgramForm::prefilled("みずほ野精機健康保険組合")
    }
}

/// The store and the clock of a folder; it is noon.
async fn open(folder: &Path) -> (Store, Arc<FixedClock>) {
    let noon = Instant::from_jst(today(), TimeOfDay::new(12, 0).unwrap());
    let clock = Arc::new(FixedClock::new(noon));
    let location = Location::Sqlite(folder.join(DATABASE));
    (Store::open(&location, clock.clone()).await.unwrap(), clock)
}

/// A database with two societies and one person per role, as the bytes of its file.
async fn prepared(cell: &'static OnceCell<Vec<u8>>, demo: bool) -> &'static [u8] {
    let make = async || {
        let folder = tempfile::tempdir().unwrap();
        let (store, clock) = open(folder.path()).await;
        store.migrate().await.unwrap();
        if demo {
            server::seed::load_demo(&store, clock.today()).await.unwrap();
        }
        let mut places = Vec::new();
        for (number, name) in [(OWN, "みずほ野精機健康保険組合"), (OTHER, "若草台健康保険組合")] {
            let new = society(number, name);
            places.push(match store.find_insurer_by_number(&new.number).await.unwrap() {
                Some(known) => known.id,
                None => store.register_insurer(new).await.unwrap(),
            });
        }
        for role in &Role::ALL[1..] {
            let place = places[usize::from(*role == Role::OtherApprover)];
            let new = NewUser {
                email: Email::parse(&role.email()).unwrap(),
                name: format!("{role:?}"),
                password_hash: password_hash().await,
                memberships: role.org_role().map(|role| (place, role)).into_iter().collect(),
                platform: role.platform_role().into_iter().collect(),
            };
            store.register_user(new).await.unwrap();
        }
        store.close().await.unwrap();
        std::fs::read(folder.path().join(DATABASE)).unwrap()
    };
    cell.get_or_init(make).await
}

/// The dictionary of the build tool, unless the environment says otherwise.
pub fn dictionary() -> PathBuf {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/dictionary/ipadic-6.2.0");
    std::env::var_os("DICTIONARY_DIR").map_or(built, PathBuf::from)
}

/// The fonts of the build tool, unless the environment says otherwise; tests of PDF documents need them.
fn fonts() -> Option<paper::Fonts> {
    static FONTS: OnceLock<Option<paper::Fonts>> = OnceLock::new();
    let load = || {
        let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/font/biz-ud-1");
        let folder = std::env::var_os("FONT_DIR").map_or(built, PathBuf::from);
        paper::Fonts::load(&folder).ok()
    };
    FONTS.get_or_init(load).clone()
}

fn analyser() -> Arc<Analyser> {
    static ANALYSER: OnceLock<Arc<Analyser>> = OnceLock::new();
    Arc::clone(ANALYSER.get_or_init(|| Arc::new(Analyser::load(&dictionary()).unwrap())))
}

/// One hash for everybody: hashing is slow on purpose.
pub async fn password_hash() -> String {
    static HASH: OnceLock<String> = OnceLock::new();
    if let Some(hash) = HASH.get() {
        return hash.clone();
    }
    let hash = app::password::hash(PASSWORD.to_owned()).await.unwrap();
    HASH.get_or_init(|| hash).clone()
}
