//! Every sentence of the portal, in Japanese and English. A missing translation does not compile. One file per part of
//! the portal, the two languages side by side.

pub mod component;
pub mod detail;
pub mod error;
pub mod field;
pub mod home;
pub mod login;
pub mod my;
pub mod problem;
pub mod register;
pub mod search;
pub mod site;

use domain::Lang;

/// All texts of one language.
pub struct Text {
    /// Texts of the shared components.
    pub component: &'static component::ComponentText,
    /// Program page.
    pub detail: &'static detail::DetailText,
    /// Error pages.
    pub error: &'static error::ErrorText,
    /// Home.
    pub home: &'static home::HomeText,
    /// Sign-in.
    pub login: &'static login::LoginText,
    /// My page and my programs.
    pub my: &'static my::MyText,
    /// Registration.
    pub register: &'static register::RegisterText,
    /// Search.
    pub search: &'static search::SearchText,
    /// Name, navigation, about.
    pub site: &'static site::SiteText,
}

static JA: Text = Text {
    component: &component::JA,
    detail: &detail::JA,
    error: &error::JA,
    home: &home::JA,
    login: &login::JA,
    my: &my::JA,
    register: &register::JA,
    search: &search::JA,
    site: &site::JA,
};

static EN: Text = Text {
    component: &component::EN,
    detail: &detail::EN,
    error: &error::EN,
    home: &home::EN,
    login: &login::EN,
    my: &my::EN,
    register: &register::EN,
    search: &search::EN,
    site: &site::EN,
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
