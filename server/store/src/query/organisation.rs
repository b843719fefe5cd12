//! Reads of organisations of every kind.

use std::collections::HashMap;

use domain::code::{OrganisationKind, OrganisationStatus, Prefecture};
use domain::normalise::{fold, fold_kana, single_line};
use domain::organisation::{Organisation, Successor};
use domain::value::{InsurerNumber, MemberCount, OrganisationId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::name_key;
use crate::decode::{self, Row};
use crate::entity::{app_user, membership, organisation};
use crate::{Result, Store};

/// Which organisations to list; empty parts do not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationFilter {
    /// Part of a name, a reading or a number, in any width and kana.
    pub words: String,
    /// 種別.
    pub kind: Option<OrganisationKind>,
    /// 所在地.
    pub pref: Option<Prefecture>,
    /// 状態.
    pub status: Option<OrganisationStatus>,
}

/// An organisation as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationLine {
    /// Its id.
    pub id: OrganisationId,
    /// 種別.
    pub kind: OrganisationKind,
    /// 保険者番号.
    pub number: Option<String>,
    /// 名称.
    pub name: String,
    /// 所在地.
    pub pref: Prefecture,
    /// 加入者数, when known.
    pub members: Option<MemberCount>,
    /// 状態.
    pub status: OrganisationStatus,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationPage {
    /// How many there are on all pages.
    pub total: usize,
    /// Those of this page.
    pub lines: Vec<OrganisationLine>,
}

impl Store {
    /// An organisation by its id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn find_organisation(&self, id: OrganisationId) -> Result<Option<Organisation>> {
        load_organisation(self.reader(), organisation::Column::Id.eq(id.get())).await
    }

    /// An organisation by its 保険者番号.
    ///
    /// # Errors
    /// As [`Self::find_organisation`].
    pub async fn find_organisation_by_number(&self, number: &InsurerNumber) -> Result<Option<Organisation>> {
        load_organisation(self.reader(), organisation::Column::Number.eq(number.as_str())).await
    }

    /// Active organisations of exactly this name, whatever its width and case.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_organisations_by_name(&self, name: &str) -> Result<Vec<Successor>> {
        let found = organisation::Entity::find()
            .filter(organisation::Column::NameKey.eq(name_key(name)))
            .filter(organisation::Column::Status.eq(OrganisationStatus::Active.code()));
        let rows = found.all(self.reader()).await?;
        Ok(rows
            .into_iter()
            .map(|row| Successor {
                id: OrganisationId::new(row.id),
                name: row.name,
            })
            .collect())
    }

    /// The organisations that a filter leaves, by their reading; page `page` from 1 of `size` each.
    ///
    /// # Errors
    /// As [`Self::find_organisation`].
    pub async fn list_organisations(
        &self,
        filter: &OrganisationFilter,
        page: usize,
        size: usize,
    ) -> Result<OrganisationPage> {
        let mut select = organisation::Entity::find();
        if let Some(kind) = filter.kind {
            select = select.filter(organisation::Column::Kind.eq(kind.code()));
        }
        if let Some(pref) = filter.pref {
            select = select.filter(organisation::Column::Pref.eq(pref.code()));
        }
        if let Some(status) = filter.status {
            select = select.filter(organisation::Column::Status.eq(status.code()));
        }
        let mut rows = select.all(self.reader()).await?;
        // Words and order are not left to SQL: both databases compare Japanese text in ways of their own.
        let words = search_key(&filter.words);
        rows.retain(|row| matches(row, &words));
        rows.sort_by(|one, other| one.kana.cmp(&other.kana).then(one.id.cmp(&other.id)));
        let total = rows.len();
        let first = page.saturating_sub(1).saturating_mul(size);
        let lines = rows.iter().skip(first).take(size).map(line).collect::<Result<_>>()?;
        Ok(OrganisationPage { total, lines })
    }

    /// How many people who may sign in belong to an organisation.
    ///
    /// # Errors
    /// [`StoreError::Db`](crate::StoreError::Db).
    pub async fn count_people(&self, id: OrganisationId) -> Result<u64> {
        count_people(self.reader(), id).await
    }
}

/// How many people who may sign in belong to an organisation.
pub(crate) async fn count_people(db: &impl ConnectionTrait, id: OrganisationId) -> Result<u64> {
    use sea_orm::QuerySelect as _;
    let places: Vec<i64> = membership::Entity::find()
        .select_only()
        .column(membership::Column::UserId)
        .filter(membership::Column::OrganisationId.eq(id.get()))
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    if places.is_empty() {
        return Ok(0);
    }
    let people = app_user::Entity::find()
        .filter(app_user::Column::Id.is_in(places))
        .filter(app_user::Column::DisabledAt.is_null());
    Ok(people.count(db).await?)
}

/// The organisation that a condition names, with its successor.
pub(crate) async fn load_organisation(
    db: &impl ConnectionTrait,
    condition: sea_orm::sea_query::SimpleExpr,
) -> Result<Option<Organisation>> {
    let Some(row) = organisation::Entity::find().filter(condition).one(db).await? else {
        return Ok(None);
    };
    let mut names = HashMap::new();
    if let Some(id) = row.successor_id
        && let Some(successor) = organisation::Entity::find_by_id(id).one(db).await?
    {
        names.insert(id, successor.name);
    }
    decode::organisation(row, &names).map(Some)
}

fn line(row: &organisation::Model) -> Result<OrganisationLine> {
    let at = Row {
        table: "organisation",
        id: row.id,
    };
    let members = row
        .insured
        .zip(row.dependants)
        .and_then(|(insured, dependants)| u32::try_from(insured + dependants).ok())
        .and_then(MemberCount::new);
    Ok(OrganisationLine {
        id: OrganisationId::new(row.id),
        kind: at.code("kind", &row.kind, OrganisationKind::from_code)?,
        number: row.number.clone(),
        name: row.name.clone(),
        pref: at.code("pref", &row.pref, Prefecture::from_code)?,
        members,
        status: at.code("status", &row.status, OrganisationStatus::from_code)?,
    })
}

pub(super) fn search_key(text: &str) -> String {
    let mut key = fold_kana(&fold(&single_line(text)));
    key.retain(|c| !c.is_whitespace());
    key
}

fn matches(row: &organisation::Model, words: &str) -> bool {
    words.is_empty()
        || search_key(&row.name).contains(words)
        || search_key(&row.kana).contains(words)
        || row.number.as_deref().is_some_and(|number| number.contains(words))
}
