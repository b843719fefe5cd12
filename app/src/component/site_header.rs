//! The head of every page: whose site this is, search, language, account.

use domain::Lang;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::text::component::ComponentText;

/// Who is signed in, as far as the header shows it.
#[derive(Clone, Debug)]
pub struct Account {
    /// Name of the organisation.
    pub organisation: String,
    /// The organisations to choose from; empty unless there are several.
    pub acting_choices: Vec<ActingChoice>,
    /// Where the choice is posted to.
    pub acting_action: String,
    /// This page, to come back to.
    pub here: String,
    /// Where the user's own pages are.
    pub my_href: String,
    /// Where the notices are.
    pub notices_href: String,
    /// 「お知らせ」 with the number of unread ones, if there are any.
    pub notices: String,
    /// How many are unread, as written beside the bell; empty when none are.
    pub unread: String,
    /// Where the sign-out form posts to.
    pub sign_out_action: String,
}

/// An organisation for which the person can act.
#[derive(Clone, Debug)]
pub struct ActingChoice {
    /// Its id.
    pub value: String,
    /// Its name.
    pub name: String,
    /// Whether the person acts for it now.
    pub chosen: bool,
}

/// Site name with mark, search link, language switch, and sign-in link or account.
#[component]
pub fn SiteHeader(
    /// Language of the page.
    lang: Lang,
    /// The start page.
    #[prop(into)]
    home_href: String,
    /// The search page.
    #[prop(into)]
    search_href: String,
    /// This page in the other language.
    #[prop(into)]
    other_lang_href: String,
    /// The sign-in page.
    #[prop(into)]
    sign_in_href: String,
    /// Who is signed in.
    account: Option<Account>,
) -> impl IntoView {
    let text = ComponentText::of(lang);
    let other = match lang {
        Lang::Ja => Lang::En,
        Lang::En => Lang::Ja,
    };
    view! {
        <header class="kj-header">
            <div class="kj-header__inner kj-container">
                <a class="kj-header__site" href=home_href>
                    <Mark />
                    <span class="kj-header__names">
                        <span class="kj-header__name">{text.site_name}</span>
                        <span class="kj-header__tagline">{text.site_tagline}</span>
                    </span>
                </a>
                <div class="kj-header__tools">
                    <a class="kj-header__tool" data-for="search" href=search_href>
                        <Glyph icon=Icon::Search />
                        <span>{text.search_link}</span>
                    </a>
                    <a class="kj-header__tool" href=other_lang_href lang=other.tag() hreflang=other.tag()>
                        <Glyph icon=Icon::Globe />
                        <span>{text.other_language}</span>
                    </a>
                    {match account {
                        Some(account) => view! { <AccountBlock lang account /> }.into_any(),
                        None => {
                            view! {
                                <a class="kj-button" data-tone="outline" data-size="sm" href=sign_in_href>
                                    {text.sign_in}
                                </a>
                            }
                                .into_any()
                        }
                    }}
                </div>
            </div>
        </header>
    }
}

/// The signed-in organisation with its page and the sign-out button.
#[component]
fn AccountBlock(lang: Lang, account: Account) -> impl IntoView {
    let text = ComponentText::of(lang);
    let acting = (!account.acting_choices.is_empty()).then(|| acting_view(text, &account));
    view! {
        <div class="kj-header__account">
            <a class="kj-header__tool" href=account.my_href>
                <Glyph icon=Icon::Building />
                <span>
                    <span class="kj-visually-hidden">{text.account_label}" "</span>
                    {account.organisation}
                    <span class="kj-visually-hidden">" "{text.my_page}</span>
                </span>
            </a>
            <a class="kj-header__tool" data-for="notices" href=account.notices_href>
                <Glyph icon=Icon::Bell />
                <span class="kj-visually-hidden">{account.notices}</span>
                {(!account.unread.is_empty())
                    .then(|| view! { <span class="kj-header__count" aria-hidden="true">{account.unread}</span> })}
            </a>
            {acting}
            <form method="post" action=account.sign_out_action>
                <button class="kj-button" data-tone="outline" data-size="sm" type="submit">
                    {text.sign_out}
                </button>
            </form>
        </div>
    }
}

/// The choice of the organisation for which a person with several places acts: a plain form.
fn acting_view(text: &'static ComponentText, account: &Account) -> impl IntoView + use<> {
    let options: Vec<_> = account
        .acting_choices
        .iter()
        .map(|choice| {
            view! { <option value=choice.value.clone() selected=choice.chosen>{choice.name.clone()}</option> }
        })
        .collect();
    view! {
        <form class="kj-header__acting" method="post" action=account.acting_action.clone()>
            <input type="hidden" name="back" value=account.here.clone() />
            <label class="kj-visually-hidden" for="acting">{text.acting_label}</label>
            <span class="kj-select" data-width="medium">
                <select class="kj-select__control" id="acting" name="organisation">{options}</select>
            </span>
            <button class="kj-button" data-tone="outline" data-size="sm" type="submit">{text.acting_button}</button>
        </form>
    }
}

/// The portal's mark: separate societies around one shared centre.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="kj-mark" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
            <rect class="kj-mark__ground" width="40" height="40" rx="10"></rect>
            <path class="kj-mark__links" d="M20 20 11 12.5M20 20l9-7.5M20 20v10.5"></path>
            <circle class="kj-mark__node" cx="11" cy="12.5" r="4"></circle>
            <circle class="kj-mark__node" cx="29" cy="12.5" r="4"></circle>
            <circle class="kj-mark__node" cx="20" cy="30.5" r="4"></circle>
            <circle class="kj-mark__core" cx="20" cy="19.5" r="5"></circle>
        </svg>
    }
}
