//! Reads of the people of an organisation, and of what a hand-over would move.

use std::collections::{BTreeMap, HashMap};

use domain::audit::Deed;
use domain::code::OrgRole;
use domain::program::ListingState;
use domain::value::{Email, Instant, OrganisationId, ProgramId, UserId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait};

use crate::entity::{app_user, audit, membership, program};
use crate::{Result, Store, decode};

/// Organisations that are asked about in one go.
const PORTION: usize = 1_000;

/// Somebody with a place in an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The person.
    pub id: UserId,
    /// 氏名.
    pub name: String,
    /// Sign-in name.
    pub email: Email,
    /// Roles here, in the order of the list.
    pub roles: Vec<OrgRole>,
    /// Since when the place rests.
    pub suspended_at: Option<Instant>,
    /// Since when the account is disabled.
    pub disabled_at: Option<Instant>,
    /// Last sign-in, as far as the audit log goes back.
    pub signed_in_at: Option<Instant>,
}

impl Member {
    /// Whether the roles count.
    pub fn is_active(&self) -> bool {
        self.suspended_at.is_none() && self.disabled_at.is_none()
    }
}

/// What a hand-over of somebody's work would move.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandOverPreview {
    /// Programs the person is responsible for: id, title as typed, state.
    pub programs: Vec<(ProgramId, String, ListingState)>,
    /// Programs that name the person's address as contact.
    pub contacts: Vec<(ProgramId, String, ListingState)>,
}

impl Store {
    /// The members of an organisation: those whose roles count first, each group in the order of their joining.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`](crate::StoreError::Corrupt) or [`StoreError::Db`](crate::StoreError::Db).
    pub async fn list_members(&self, organisation: OrganisationId) -> Result<Vec<Member>> {
        self.members(organisation, None).await
    }

    /// One member of an organisation.
    ///
    /// # Errors
    /// As [`Self::list_members`].
    pub async fn find_member(&self, organisation: OrganisationId, user: UserId) -> Result<Option<Member>> {
        Ok(self.members(organisation, Some(user)).await?.pop())
    }

    /// The names of the people who have one of these roles in these organisations, by organisation in the order of their
    /// joining; people whose place rests or whose account is disabled are left out.
    ///
    /// # Errors
    /// As [`Self::list_members`].
    pub async fn list_staff_names(
        &self,
        organisations: &[OrganisationId],
        roles: &[OrgRole],
    ) -> Result<HashMap<OrganisationId, Vec<String>>> {
        let mut found: HashMap<OrganisationId, BTreeMap<i64, String>> = HashMap::new();
        for portion in organisations.chunks(PORTION) {
            let rows: Vec<(i64, i64, String)> = membership::Entity::find()
                .select_only()
                .columns([membership::Column::OrganisationId, membership::Column::UserId])
                .column(app_user::Column::Name)
                .join(JoinType::InnerJoin, membership::Relation::User.def())
                .filter(membership::Column::OrganisationId.is_in(portion.iter().map(|id| id.get())))
                .filter(membership::Column::Role.is_in(roles.iter().map(|role| role.code())))
                .filter(membership::Column::SuspendedAt.is_null())
                .filter(app_user::Column::DisabledAt.is_null())
                .into_tuple()
                .all(self.reader())
                .await?;
            for (organisation, user, name) in rows {
                let organisation = OrganisationId::new(organisation);
                found.entry(organisation).or_default().insert(user, name);
            }
        }
        let names = found
            .into_iter()
            .map(|(id, people)| (id, people.into_values().collect()));
        Ok(names.collect())
    }

    async fn members(&self, organisation: OrganisationId, only: Option<UserId>) -> Result<Vec<Member>> {
        let mut found = membership::Entity::find()
            .filter(membership::Column::OrganisationId.eq(organisation.get()))
            .find_also_related(app_user::Entity)
            .order_by_asc(membership::Column::UserId);
        if let Some(user) = only {
            found = found.filter(membership::Column::UserId.eq(user.get()));
        }
        let mut members: BTreeMap<i64, Member> = BTreeMap::new();
        for (place, person) in found.all(self.reader()).await? {
            let Some(person) = person else { continue };
            let role = decode::org_role(&place)?;
            if let Some(member) = members.get_mut(&person.id) {
                member.roles.push(role);
                continue;
            }
            let member = Member {
                id: UserId::new(person.id),
                email: decode::email(person.id, &person.email)?,
                name: person.name,
                roles: vec![role],
                suspended_at: place.suspended_at.map(Instant::from_millis),
                disabled_at: person.disabled_at.map(Instant::from_millis),
                signed_in_at: None,
            };
            members.insert(person.id, member);
        }
        let sign_ins = self.last_sign_ins(members.keys().copied()).await?;
        let mut members: Vec<Member> = members.into_values().collect();
        for member in &mut members {
            member.roles.sort_unstable();
            member.signed_in_at = sign_ins.get(&member.id.get()).copied();
        }
        members.sort_by_key(|member| !member.is_active());
        Ok(members)
    }

    /// When each of these people last signed in.
    pub(super) async fn last_sign_ins(&self, ids: impl IntoIterator<Item = i64>) -> Result<HashMap<i64, Instant>> {
        let rows: Vec<(String, i64)> = audit::Entity::find()
            .select_only()
            .column(audit::Column::SubjectId)
            .column_as(Expr::col(audit::Column::At).max(), "last")
            .filter(audit::Column::SubjectKind.eq("user"))
            .filter(audit::Column::SubjectId.is_in(ids.into_iter().map(|id| id.to_string())))
            .filter(audit::Column::Deed.eq(Deed::SignedIn.code()))
            .group_by(audit::Column::SubjectId)
            .into_tuple()
            .all(self.reader())
            .await?;
        let parsed = rows
            .into_iter()
            .filter_map(|(id, at)| Some((id.parse().ok()?, Instant::from_millis(at))));
        Ok(parsed.collect())
    }

    /// What handing over a member's work would move.
    ///
    /// # Errors
    /// As [`Self::list_members`].
    pub async fn preview_hand_over(
        &self,
        organisation: OrganisationId,
        user: UserId,
        email: &Email,
    ) -> Result<HandOverPreview> {
        let rows = program::Entity::find()
            .filter(program::Column::OwnerId.eq(organisation.get()))
            .filter(
                program::Column::State.is_not_in([ListingState::DeletedDraft.code(), ListingState::Archived.code()]),
            )
            .order_by_asc(program::Column::Id)
            .all(self.reader())
            .await?;
        let mut preview = HandOverPreview::default();
        for row in rows {
            let (id, state, form) = (ProgramId::new(row.id), decode::state(&row)?, decode::form(&row)?);
            let published = decode::content(&row)?.is_some_and(|content| content.contact.email.key() == email.key());
            let typed = Email::parse(&form.contact_email).is_ok_and(|typed| typed.key() == email.key());
            if row.keeper_id == Some(user.get()) {
                preview.programs.push((id, form.title.clone(), state));
            }
            if published || typed {
                preview.contacts.push((id, form.title, state));
            }
        }
        Ok(preview)
    }
}
