//! Files attached to programs of the demo. They take the way of every upload but the form: to disk, hashed, stored, and only
//! then named by a row. A program that has or had files, or takes none now, is left alone.

use anyhow::{Context as _, Result};
use app::storage::FileStorage;
use domain::code::OrgRole;
use domain::file::{FileKind, FileOwner};
use domain::permit::Actor;
use domain::value::InsurerNumber;
use store::{NewFile, Store};

use super::file::read_users;

/// Number of the lead and title of the program.
const PROGRAM: (&str, &str) = (
    "06139901",
    "特定健診の集合契約を中小組合でまとめる「首都圏けんしん窓口」",
);

/// Names and contents.
const FILES: [(&str, &[u8]); 2] = [
    (
        "参加費用の内訳（見本）.csv",
        include_bytes!("../../../seeds/files/cost.csv"),
    ),
    (
        "1年の予定（見本）.csv",
        include_bytes!("../../../seeds/files/schedule.csv"),
    ),
];

/// Attaches them.
///
/// # Errors
/// Faults of disk, storage and database.
pub async fn load_demo_files(store: &Store, storage: &FileStorage) -> Result<()> {
    let number = InsurerNumber::parse(PROGRAM.0).map_err(|code| anyhow::anyhow!("{code}"))?;
    let Some(lead) = store.find_insurer_by_number(&number).await? else {
        return Ok(());
    };
    let programs = store.list_programs_of(&[lead.id]).await?;
    let Some(program) = programs.iter().find(|program| program.form.title == PROGRAM.1) else {
        return Ok(());
    };
    let owner = FileOwner::Program(program.id);
    let is_touched = !store.list_files(owner).await?.is_empty() || !store.list_removed_files(owner).await?.is_empty();
    if is_touched || !domain::file::takes_files(program.state) {
        return Ok(());
    }
    let users = read_users()?;
    let is_approver = |place: &(InsurerNumber, OrgRole)| place.0 == number && place.1 == OrgRole::Approver;
    let user = users
        .iter()
        .find(|user| user.membership.as_ref().is_some_and(is_approver));
    let email = &user.context("no demo approver")?.email;
    let approver = Actor::User(store.find_user_by_email(email).await?.context("no account")?);
    for (name, content) in FILES {
        let mut spool = storage.spool().await?;
        spool.write(content).await?;
        let mut file = spool.finish().await?;
        store.want_content(&file.sha256, file.bytes).await?;
        storage.keep(&mut file).await?;
        let new = NewFile {
            name: name.to_owned(),
            kind: FileKind::Csv,
            bytes: file.bytes,
            sha256: file.sha256,
        };
        store.attach_file(&approver, owner, &new).await?;
    }
    Ok(())
}
