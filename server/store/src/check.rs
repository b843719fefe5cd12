//! Looks for damage: rows that cannot be read, and rows that contradict each other. It repairs nothing.

use std::collections::{HashMap, HashSet};

use domain::program::ListingState;
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement};

use crate::entity::{organisation, program, program_event, registration};
use crate::query::name_key;
use crate::{Result, Store, StoreError, decode};

/// Programs read at once.
const PAGE: u64 = 500;

/// Something wrong in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The table, or `database` for its file as a whole.
    pub table: &'static str,
    /// The row's id; 0 for the whole table or file.
    pub id: i64,
    /// What is wrong, for the operator.
    pub reason: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {}", self.table, self.id, self.reason)
    }
}

impl Store {
    /// Reads every row and lists what is wrong; empty when all is well.
    ///
    /// # Errors
    /// [`StoreError::Db`] when the database cannot be read at all.
    pub async fn check(&self) -> Result<Vec<Finding>> {
        let mut findings = self.check_file().await?;
        self.check_organisations(&mut findings).await?;
        self.check_users(&mut findings).await?;
        self.check_programs(&mut findings).await?;
        self.check_invitations(&mut findings).await?;
        self.check_submissions(&mut findings).await?;
        self.check_grants(&mut findings).await?;
        self.check_decisions(&mut findings).await?;
        match self.list_all_changes().await {
            Err(StoreError::Corrupt { table, id, reason }) => findings.push(Finding { table, id, reason }),
            other => other?,
        }
        Ok(findings)
    }

    /// What SQLite itself finds; PostgreSQL watches over its own files.
    async fn check_file(&self) -> Result<Vec<Finding>> {
        let mut findings = Vec::new();
        if self.backend() != DbBackend::Sqlite {
            return Ok(findings);
        }
        let integrity = Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check");
        for row in self.reader().query_all_raw(integrity).await? {
            let reason: String = row.try_get_by_index(0)?;
            if reason != "ok" {
                findings.push(Finding {
                    table: "database",
                    id: 0,
                    reason,
                });
            }
        }
        let foreign_keys = Statement::from_string(DbBackend::Sqlite, "PRAGMA foreign_key_check");
        for row in self.reader().query_all_raw(foreign_keys).await? {
            let (from, to): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(2)?);
            let id = row.try_get_by_index::<Option<i64>>(1)?.unwrap_or_default();
            findings.push(Finding {
                table: "database",
                id,
                reason: format!("{from} names a missing row of {to}"),
            });
        }
        Ok(findings)
    }

    async fn check_organisations(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let rows = organisation::Entity::find()
            .order_by_asc(organisation::Column::Id)
            .all(self.reader())
            .await?;
        let names: HashMap<i64, String> = rows.iter().map(|row| (row.id, row.name.clone())).collect();
        for row in rows {
            if row.name_key != name_key(&row.name) {
                findings.push(Finding {
                    table: "organisation",
                    id: row.id,
                    reason: "name_key is not that of the name".into(),
                });
            }
            collect(findings, decode::organisation(row, &names))?;
        }
        for row in registration::Entity::find().all(self.reader()).await? {
            collect(findings, decode::registration(row))?;
        }
        Ok(())
    }

    async fn check_users(&self, findings: &mut Vec<Finding>) -> Result<()> {
        for row in crate::entity::app_user::Entity::find().all(self.reader()).await? {
            collect(findings, self.complete_user(row).await)?;
        }
        Ok(())
    }

    async fn check_invitations(&self, findings: &mut Vec<Finding>) -> Result<()> {
        for row in crate::entity::invitation::Entity::find().all(self.reader()).await? {
            collect(findings, self.complete_invitations(vec![row]).await)?;
        }
        Ok(())
    }

    async fn check_programs(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let mut after = 0;
        loop {
            let rows = program::Entity::find()
                .filter(program::Column::Id.gt(after))
                .order_by_asc(program::Column::Id)
                .limit(PAGE)
                .all(self.reader())
                .await?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            after = last.id;
            let ids = rows.iter().map(|row| row.id);
            let recorded: HashSet<i64> = program_event::Entity::find()
                .select_only()
                .column(program_event::Column::ProgramId)
                .distinct()
                .filter(program_event::Column::ProgramId.is_in(ids))
                .into_tuple()
                .all(self.reader())
                .await?
                .into_iter()
                .collect();
            for row in &rows {
                if !recorded.contains(&row.id) {
                    findings.push(Finding {
                        table: "program",
                        id: row.id,
                        reason: "it has no event".into(),
                    });
                }
                check_program(row, findings)?;
            }
        }
    }

    async fn list_all_changes(&self) -> Result<()> {
        let mut after = 0;
        while let Some(last) = self.list_changes(after, PAGE).await?.last() {
            after = last.seq;
        }
        Ok(())
    }
}

fn check_program(row: &program::Model, findings: &mut Vec<Finding>) -> Result<()> {
    collect(findings, decode::form(row))?;
    let state = collect(findings, decode::state(row))?;
    let content = collect(findings, decode::content(row))?;
    let mut found = |reason: &str| {
        findings.push(Finding {
            table: "program",
            id: row.id,
            reason: reason.to_owned(),
        })
    };
    if let Some(state) = state {
        let was_published = !matches!(
            state,
            ListingState::Draft | ListingState::DeletedDraft | ListingState::Checking | ListingState::Returned
        );
        if was_published && row.content.is_none() {
            found("its state says published, but it has no content");
        }
        if matches!(state, ListingState::Draft | ListingState::DeletedDraft) && row.content.is_some() {
            found("its state says draft, but it has content");
        }
    }
    if let Some(Some(content)) = content {
        if row.title.as_deref() != Some(content.title.as_str()) {
            found("title is not that of the content");
        }
        if row.fiscal_year != Some(content.fiscal_year().get()) {
            found("fiscal_year is not that of the content");
        }
    }
    Ok(())
}

/// Turns a damaged row into a finding; other errors stay errors.
pub(crate) fn collect<T>(findings: &mut Vec<Finding>, read: Result<T>) -> Result<Option<T>> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(StoreError::Corrupt { table, id, reason }) => {
            findings.push(Finding { table, id, reason });
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
