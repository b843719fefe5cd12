//! Every sentence of the portal, in Japanese and English. A missing translation does not compile. One file per part of
//! the portal, the two languages side by side.

pub mod account;
pub mod account_letter;
pub mod admin;
pub mod admin_user;
pub mod alert;
pub mod alert_letter;
pub mod api;
pub mod application;
pub mod application_comment;
pub mod application_document;
pub mod application_field;
pub mod application_notice;
pub mod application_question;
pub mod application_start;
pub mod audit;
pub mod call;
pub mod call_admin;
pub mod call_field;
pub mod component;
pub mod consortium;
pub mod consortium_data;
pub mod consortium_field;
pub mod consortium_rule;
pub mod consortium_work;
pub mod decide;
pub mod decision;
pub mod decision_notice;
pub mod detail;
pub mod error;
pub mod factor;
pub mod field;
pub mod file;
pub mod grant;
pub mod grant_field;
pub mod grant_notice;
pub mod home;
pub mod inquiry_letter;
pub mod intake;
pub mod invitation;
pub mod join_notice;
pub mod joining;
pub mod letter;
pub mod life;
pub mod login;
pub mod mails;
pub mod member;
pub mod my;
pub mod notice;
pub mod organisation;
pub mod organisation_admin;
pub mod output;
pub mod people_letter;
pub mod problem;
pub mod profile_field;
pub mod questionnaire;
pub mod register;
pub mod registration_letter;
pub mod report;
pub mod result;
pub mod review;
pub mod review_notice;
pub mod search;
pub mod search_admin;
pub mod site;
pub mod thread;

use domain::Lang;

/// All texts of one language.
pub struct Text {
    /// Account, passwords, sessions.
    pub account: &'static account::AccountText,
    /// Administration.
    pub admin: &'static admin::AdminText,
    /// Saved searches.
    pub alert: &'static alert::AlertText,
    /// Applications to calls.
    pub application: &'static application::ApplicationText,
    /// Audit log.
    pub audit: &'static audit::AuditText,
    /// Calls.
    pub call: &'static call::CallText,
    /// Calls as their officers see them.
    pub call_admin: &'static call_admin::CallAdminText,
    /// Public API.
    pub api: &'static api::ApiText,
    /// Texts of the shared components.
    pub component: &'static component::ComponentText,
    /// Consortia.
    pub consortium: &'static consortium::ConsortiumText,
    /// Handling of data in a consortium.
    pub consortium_data: &'static consortium_data::DataText,
    /// What members do together.
    pub consortium_work: &'static consortium_work::WorkText,
    /// The rule panel.
    pub consortium_rule: &'static consortium_rule::RuleText,
    /// Helping to decide.
    pub decide: &'static decide::DecideText,
    /// Decisions about applications.
    pub decision: &'static decision::DecisionText,
    /// Program page.
    pub detail: &'static detail::DetailText,
    /// Error pages.
    pub error: &'static error::ErrorText,
    /// Accounts.
    pub admin_user: &'static admin_user::AdminUserText,
    /// Second factors.
    pub factor: &'static factor::FactorText,
    /// Attached files.
    pub file: &'static file::FileText,
    /// Grants.
    pub grant: &'static grant::GrantText,
    /// Home.
    pub home: &'static home::HomeText,
    /// Applications as the office takes them in.
    pub intake: &'static intake::IntakeText,
    /// Answering an invitation.
    pub invitation: &'static invitation::InvitationText,
    /// Joining programs.
    pub joining: &'static joining::JoiningText,
    /// Life of a listing.
    pub life: &'static life::LifeText,
    /// Sign-in.
    pub login: &'static login::LoginText,
    /// Members of an organisation.
    pub member: &'static member::MemberText,
    /// Mails.
    pub mails: &'static mails::MailsText,
    /// Notices and what is mailed.
    pub notice: &'static notice::NoticeText,
    /// My page and my programs.
    pub my: &'static my::MyText,
    /// Organisations, their profiles and registration.
    pub organisation: &'static organisation::OrganisationText,
    /// Organisations as the secretariat manages them.
    pub organisation_admin: &'static organisation_admin::OrganisationAdminText,
    /// Outputs of a search.
    pub output: &'static output::OutputText,
    /// Questions of calls.
    pub questionnaire: &'static questionnaire::QuestionnaireText,
    /// Registration.
    pub register: &'static register::RegisterText,
    /// Reports of the office.
    pub report: &'static report::ReportText,
    /// Results.
    pub result: &'static result::ResultText,
    /// Review of applications.
    pub review: &'static review::ReviewText,
    /// Search.
    pub search: &'static search::SearchText,
    /// Administration of the search.
    pub search_admin: &'static search_admin::SearchAdminText,
    /// Name, navigation, about.
    pub site: &'static site::SiteText,
    /// Conversations.
    pub thread: &'static thread::ThreadText,
}

static JA: Text = Text {
    account: &account::JA,
    admin: &admin::JA,
    alert: &alert::JA,
    application: &application::JA,
    audit: &audit::JA,
    call: &call::JA,
    call_admin: &call_admin::JA,
    api: &api::JA,
    component: &component::JA,
    consortium: &consortium::JA,
    consortium_data: &consortium_data::JA,
    consortium_work: &consortium_work::JA,
    consortium_rule: &consortium_rule::JA,
    decide: &decide::JA,
    decision: &decision::JA,
    detail: &detail::JA,
    error: &error::JA,
    admin_user: &admin_user::JA,
    factor: &factor::JA,
    file: &file::JA,
    grant: &grant::JA,
    home: &home::JA,
    intake: &intake::JA,
    invitation: &invitation::JA,
    joining: &joining::JA,
    life: &life::JA,
    login: &login::JA,
    member: &member::JA,
    mails: &mails::JA,
    my: &my::JA,
    notice: &notice::JA,
    organisation: &organisation::JA,
    organisation_admin: &organisation_admin::JA,
    output: &output::JA,
    questionnaire: &questionnaire::JA,
    register: &register::JA,
    report: &report::JA,
    result: &result::JA,
    review: &review::JA,
    search: &search::JA,
    search_admin: &search_admin::JA,
    site: &site::JA,
    thread: &thread::JA,
};

static EN: Text = Text {
    account: &account::EN,
    admin: &admin::EN,
    alert: &alert::EN,
    application: &application::EN,
    audit: &audit::EN,
    call: &call::EN,
    call_admin: &call_admin::EN,
    api: &api::EN,
    component: &component::EN,
    consortium: &consortium::EN,
    consortium_data: &consortium_data::EN,
    consortium_work: &consortium_work::EN,
    consortium_rule: &consortium_rule::EN,
    decide: &decide::EN,
    decision: &decision::EN,
    detail: &detail::EN,
    error: &error::EN,
    admin_user: &admin_user::EN,
    factor: &factor::EN,
    file: &file::EN,
    grant: &grant::EN,
    home: &home::EN,
    intake: &intake::EN,
    invitation: &invitation::EN,
    joining: &joining::EN,
    life: &life::EN,
    login: &login::EN,
    member: &member::EN,
    mails: &mails::EN,
    my: &my::EN,
    notice: &notice::EN,
    organisation: &organisation::EN,
    organisation_admin: &organisation_admin::EN,
    output: &output::EN,
    questionnaire: &questionnaire::EN,
    register: &register::EN,
    report: &report::EN,
    result: &result::EN,
    review: &review::EN,
    search: &search::EN,
    search_admin: &search_admin::EN,
    site: &site::EN,
    thread: &thread::EN,
};

impl Text {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Ja => &JA,
            Lang::En => &EN,
        }
    }
}
