//! Reads of accounts for those who administer the portal: a list with filters, and one account. What people work on is
//! not part of it.

use domain::code::{OrgRole, PlatformRole};
use domain::normalise::single_line;
use domain::value::{OrganisationId, UserId};
use sea_orm::sea_query::{LikeExpr, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::user::Account;
use crate::entity::{app_user, membership, platform_role};
use crate::{Result, Store};

/// Accounts on one page of the list.
const PAGE: u64 = 50;

/// Whether people can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountState {
    /// 利用中.
    Active,
    /// 停止中.
    Disabled,
    /// 所属なし: neither a place nor a role.
    Unplaced,
}

impl AccountState {
    /// Every state, in the order of the filter.
    pub const ALL: &'static [Self] = &[Self::Active, Self::Disabled, Self::Unplaced];

    /// Code in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Disabled => "disabled",
            Self::Unplaced => "unplaced",
        }
    }

    /// From an address.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.code() == code)
    }
}

/// Which accounts to list. Empty values do not filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountFilter {
    /// Part of the name or the address.
    pub words: String,
    /// A role in an organisation.
    pub org_role: Option<OrgRole>,
    /// A role on the platform, valid today or not.
    pub platform_role: Option<PlatformRole>,
    /// With a place there.
    pub organisation: Option<OrganisationId>,
    /// Only those in this state.
    pub state: Option<AccountState>,
}

impl Store {
    /// One page of accounts by address, counted from 1, and how many pages and accounts there are.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_accounts(&self, filter: &AccountFilter, page: u64) -> Result<(Vec<Account>, u64, u64)> {
        let found = app_user::Entity::find().filter(condition(filter));
        let total = found.clone().count(self.reader()).await?;
        let rows = found
            .order_by_asc(app_user::Column::EmailKey)
            .offset(page.saturating_sub(1).saturating_mul(PAGE))
            .limit(PAGE)
            .all(self.reader())
            .await?;
        let mut accounts = Vec::with_capacity(rows.len());
        for row in rows {
            accounts.push(self.complete_account(row).await?);
        }
        let sign_ins = self
            .last_sign_ins(accounts.iter().map(|account| account.user.id.get()))
            .await?;
        for account in &mut accounts {
            account.signed_in_at = sign_ins.get(&account.user.id.get()).copied();
        }
        let pages = Ord::max(total.div_ceil(PAGE), 1);
        Ok((accounts, pages, total))
    }

    /// One account.
    ///
    /// # Errors
    /// As [`Self::list_accounts`].
    pub async fn find_account(&self, id: UserId) -> Result<Option<Account>> {
        let Some(row) = app_user::Entity::find_by_id(id.get()).one(self.reader()).await? else {
            return Ok(None);
        };
        let mut account = self.complete_account(row).await?;
        account.signed_in_at = self.last_sign_ins([id.get()]).await?.remove(&id.get());
        Ok(Some(account))
    }
}

fn condition(filter: &AccountFilter) -> Condition {
    let mut all = Condition::all();
    let words = single_line(&filter.words);
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let pattern = |word: &str| LikeExpr::new(format!("%{}%", escaped(word))).escape('\\');
        all = all.add(
            Condition::any()
                .add(app_user::Column::Name.like(pattern(word)))
                .add(app_user::Column::EmailKey.like(pattern(&word.to_lowercase()))),
        );
    }
    if filter.org_role.is_some() || filter.organisation.is_some() {
        let mut places = Query::select();
        places.column(membership::Column::UserId).from(membership::Entity);
        if let Some(role) = filter.org_role {
            places.and_where(membership::Column::Role.eq(role.code()));
        }
        if let Some(organisation) = filter.organisation {
            places.and_where(membership::Column::OrganisationId.eq(organisation.get()));
        }
        all = all.add(app_user::Column::Id.in_subquery(places));
    }
    if let Some(role) = filter.platform_role {
        let mut roles = Query::select();
        roles.column(platform_role::Column::UserId).from(platform_role::Entity);
        roles.and_where(platform_role::Column::Role.eq(role.code()));
        all = all.add(app_user::Column::Id.in_subquery(roles));
    }
    match filter.state {
        None => all,
        Some(AccountState::Active) => all.add(app_user::Column::DisabledAt.is_null()),
        Some(AccountState::Disabled) => all.add(app_user::Column::DisabledAt.is_not_null()),
        Some(AccountState::Unplaced) => {
            let (mut places, mut roles) = (Query::select(), Query::select());
            places.column(membership::Column::UserId).from(membership::Entity);
            roles.column(platform_role::Column::UserId).from(platform_role::Entity);
            all.add(app_user::Column::Id.not_in_subquery(places))
                .add(app_user::Column::Id.not_in_subquery(roles))
        }
    }
}

/// Typed words mean themselves, also `%` and `_`.
fn escaped(word: &str) -> String {
    let mut escaped = String::with_capacity(word.len());
    for letter in word.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
