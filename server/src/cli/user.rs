//! `server user …`: accounts. Passwords are read from standard input or made up here; never from an option, where other
//! people on the machine could see them.

use std::io::Read as _;

use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};
use domain::Lang;
use domain::code::{OrgRole, PlatformRole};
use domain::grant::PlatformGrant;
use domain::password::{Flaw, MAX_CHARS, MIN_CHARS, check, words_about, words_in};
use domain::permit::Actor;
use domain::user::{NewUser, User};
use domain::value::{Email, OrganisationId};
use store::{Store, StoreError};

use super::Outcome;
use super::console::{remark, say};
use super::open::{open_current, open_migrated};
use crate::config::Config;
use crate::import::LeadBook;

/// Letters and digits that are not mistaken for each other.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567892";

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Register a person
    Add(AddArgs),
    /// List all accounts
    List,
    /// Set a new password and end the person's sessions
    Password {
        /// E-mail address of the account
        email: String,
        #[command(flatten)]
        source: PasswordSource,
    },
    /// Keep a person from signing in and end the sessions
    Disable {
        /// E-mail address of the account
        email: String,
    },
    /// Take away every second factor of a person who has lost them, and end the sessions; be sure who asks
    ResetFactors {
        /// E-mail address of the account
        email: String,
    },
    /// Let a disabled person sign in again
    Enable {
        /// E-mail address of the account
        email: String,
    },
    /// Give roles in an organisation or on the platform; the ones there are stay
    Grant(RoleArgs),
    /// Take roles in an organisation or on the platform away
    Revoke(RoleArgs),
}

/// Options of `user grant` and `user revoke`.
#[derive(Debug, Args)]
#[command(after_help = "Roles in an organisation: viewer, editor, approver, admin.\n\
                        Roles on the platform: secretariat, officer, officer-approver, reviewer, federation-viewer, auditor,\n\
                        sysadmin. The last administrator of an organisation, and the last sysadmin, keep that role.")]
pub struct RoleArgs {
    /// E-mail address of the account
    email: String,
    /// Number or name of the insurer
    #[arg(long, requires = "role")]
    insurer: Option<String>,
    /// Role there; may be given several times
    #[arg(long, requires = "insurer", value_parser = parse_org_role)]
    role: Vec<OrgRole>,
    /// Role on the platform; may be given several times
    #[arg(long, required_unless_present = "insurer", value_parser = parse_platform_role)]
    platform: Vec<PlatformRole>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Grant,
    Revoke,
}

/// Options of `user add`.
#[derive(Debug, Args)]
#[command(after_help = "Roles in an organisation: viewer, editor, approver, admin.\n\
                        Roles on the platform: secretariat, officer, officer-approver, reviewer, federation-viewer, auditor,\n\
                        sysadmin. Without --password-stdin a password is made up and printed once.")]
pub struct AddArgs {
    /// E-mail address, the sign-in name
    #[arg(long)]
    email: String,
    /// Name of the person
    #[arg(long)]
    name: String,
    /// Number or name of the person's insurer
    #[arg(long, requires = "role")]
    insurer: Option<String>,
    /// Role there
    #[arg(long, requires = "insurer", value_parser = parse_org_role)]
    role: Option<OrgRole>,
    /// Role on the platform; may be given several times
    #[arg(long, required_unless_present = "insurer", value_parser = parse_platform_role)]
    platform: Vec<PlatformRole>,
    #[command(flatten)]
    source: PasswordSource,
}

/// Where a password comes from.
#[derive(Debug, Args)]
pub struct PasswordSource {
    /// Read the password from standard input, up to the first line break
    #[arg(long)]
    password_stdin: bool,
}

pub(super) async fn run(config: &Config, command: UserCommand) -> Result<Outcome> {
    match command {
        UserCommand::Add(args) => add(config, args).await?,
        UserCommand::List => list(config).await?,
        UserCommand::Password { email, source } => {
            let store = open_current(config).await?;
            let user = get_user(&store, &email).await?;
            let password = Password::get(&source, &words_about(&user))?;
            store.set_password(user.id, password.hash().await?).await?;
            say(format_args!("{email} has a new password; open sessions have ended."));
            password.tell();
        }
        UserCommand::Disable { email } => {
            let store = open_current(config).await?;
            store.disable_user(get_user(&store, &email).await?.id).await?;
            say(format_args!("{email} can no longer sign in."));
        }
        UserCommand::ResetFactors { email } => {
            let store = open_current(config).await?;
            let removed = store.reset_factors(get_user(&store, &email).await?.id).await?;
            say(format_args!(
                "{email} has no second factor now ({removed} removed); open sessions have ended."
            ));
        }
        UserCommand::Enable { email } => {
            let store = open_current(config).await?;
            store.enable_user(get_user(&store, &email).await?.id).await?;
            say(format_args!("{email} can sign in again."));
        }
        UserCommand::Grant(args) => change_roles(config, &args, Turn::Grant).await?,
        UserCommand::Revoke(args) => change_roles(config, &args, Turn::Revoke).await?,
    }
    Ok(Outcome::Done)
}

/// Gives or takes roles as the operator, through the same commands and guards as the pages.
async fn change_roles(config: &Config, args: &RoleArgs, turn: Turn) -> Result<()> {
    let store = open_current(config).await?;
    let user = get_user(&store, &args.email).await?;
    if let Some(written) = &args.insurer {
        let organisation = find_insurer(&store, written).await?;
        let member = store.find_member(organisation, user.id).await?;
        let seen = member.map(|member| member.roles).unwrap_or_default();
        let roles = changed(&seen, &args.role, turn);
        if roles.is_empty() {
            store.remove_member(&Actor::Operator, organisation, user.id).await?;
        } else {
            store
                .change_roles(&Actor::Operator, organisation, user.id, &seen, &roles)
                .await?;
        }
    }
    if !args.platform.is_empty() {
        let account = store.find_account(user.id).await?.context("the account is gone")?;
        let seen = account.grants;
        let mut grants = seen.clone();
        grants.retain(|grant| turn == Turn::Grant || !args.platform.contains(&grant.role));
        let new = args
            .platform
            .iter()
            .filter(|role| seen.iter().all(|it| it.role != **role));
        if turn == Turn::Grant {
            grants.extend(new.map(|role| PlatformGrant::from(*role)));
        }
        store
            .change_platform_roles(&Actor::Operator, user.id, &seen, &grants)
            .await?;
    }
    let user = get_user(&store, &args.email).await?;
    say(format_args!("{}: {}", args.email, describe_roles(&user)));
    Ok(())
}

fn changed(seen: &[OrgRole], named: &[OrgRole], turn: Turn) -> Vec<OrgRole> {
    let keeps = |role: &&OrgRole| match turn {
        Turn::Grant => seen.contains(role) || named.contains(role),
        Turn::Revoke => seen.contains(role) && !named.contains(role),
    };
    OrgRole::ALL.iter().filter(keeps).copied().collect()
}

async fn add(config: &Config, args: AddArgs) -> Result<()> {
    let (store, _) = open_migrated(config).await?;
    let email = parse_email(&args.email)?;
    let memberships = match (&args.insurer, args.role) {
        (Some(insurer), Some(role)) => vec![(find_insurer(&store, insurer).await?, role)],
        _ => Vec::new(),
    };
    let password = Password::get(&args.source, &words_in([args.email.as_str(), &args.name]))?;
    let password_hash = password.hash().await?;
    let new = NewUser {
        email,
        name: args.name,
        password_hash,
        memberships,
        platform: args.platform,
    };
    match store.register_user(new).await {
        Ok(id) => say(format_args!("{} is registered as user {id}.", args.email)),
        Err(StoreError::Taken(_)) => bail!("{} is registered already", args.email),
        Err(error) => return Err(error.into()),
    }
    password.tell();
    Ok(())
}

async fn list(config: &Config) -> Result<()> {
    let accounts = open_current(config).await?.list_users().await?;
    let width = accounts
        .iter()
        .map(|account| account.user.email.as_str().len())
        .max()
        .unwrap_or_default();
    for account in &accounts {
        let state = account
            .disabled_at
            .map_or_else(String::new, |at| format!(" [disabled {}]", at.day_jst()));
        let User { email, name, .. } = &account.user;
        say(format_args!(
            "{:<width$}  {name}  {}{state}",
            email.as_str(),
            describe_roles(&account.user)
        ));
    }
    remark(format_args!("{} accounts", accounts.len()));
    Ok(())
}

fn describe_roles(user: &User) -> String {
    let places = user
        .memberships
        .iter()
        .map(|place| format!("{} ({})", place.organisation_name, place.role.code()));
    let platform = user
        .platform
        .iter()
        .map(|role| format!("{} ({})", role.name(Lang::Ja), role.code()));
    places.chain(platform).collect::<Vec<_>>().join(", ")
}

async fn get_user(store: &Store, email: &str) -> Result<User> {
    let found = store.find_user_by_email(&parse_email(email)?).await?;
    found.with_context(|| format!("there is no account {email}"))
}

async fn find_insurer(store: &Store, written: &str) -> Result<OrganisationId> {
    let found = LeadBook::default().find(store, written).await?;
    Ok(found.map_err(|code| anyhow::anyhow!("insurer {written:?} {code}"))?.id)
}

fn parse_email(text: &str) -> Result<Email> {
    Email::parse(text).map_err(|code| anyhow::anyhow!("{text:?} {code}"))
}

fn parse_org_role(text: &str) -> Result<OrgRole, String> {
    OrgRole::from_label(text).ok_or_else(|| "one of viewer, editor, approver, admin".to_owned())
}

fn parse_platform_role(text: &str) -> Result<PlatformRole, String> {
    PlatformRole::from_label(text).ok_or_else(|| {
        PlatformRole::ALL
            .iter()
            .map(|role| role.code())
            .collect::<Vec<_>>()
            .join(", ")
    })
}

/// A password and whether its owner has to be told.
struct Password {
    text: String,
    made_up: bool,
}

impl Password {
    /// `about` is what an attacker knows of the person.
    fn get(source: &PasswordSource, about: &[String]) -> Result<Self> {
        if !source.password_stdin {
            return Ok(Self {
                text: make_up()?,
                made_up: true,
            });
        }
        let mut input = String::new();
        std::io::stdin()
            .take(64 * 1024)
            .read_to_string(&mut input)
            .context("reading the password")?;
        let text = input.lines().next().unwrap_or_default().to_owned();
        judge(&text, about)?;
        Ok(Self { text, made_up: false })
    }

    async fn hash(&self) -> Result<String> {
        Ok(app::password::hash(self.text.clone()).await?)
    }

    fn tell(&self) {
        if self.made_up {
            say(format_args!("Password (shown only now): {}", self.text));
        }
    }
}

/// The same rules as on the pages.
fn judge(password: &str, about: &[String]) -> Result<()> {
    match check(password, about) {
        Ok(()) => Ok(()),
        Err(Flaw::Empty | Flaw::TooShort) => bail!("a password needs at least {MIN_CHARS} characters"),
        Err(Flaw::TooLong { now }) => bail!("a password has at most {MAX_CHARS} characters, this one has {now}"),
        Err(Flaw::Guessable) => bail!("this password is easy to guess: avoid names and common words"),
    }
}

/// Four groups of five characters: about 99 bits.
fn make_up() -> Result<String> {
    let mut bytes = [0; 20];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no random numbers: {error}"))?;
    let letters: Vec<char> = bytes
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte & 31)]))
        .collect();
    Ok(letters
        .chunks(5)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 作ったパスワードは長く毎回違う() {
        let (first, second) = (make_up().unwrap(), make_up().unwrap());
        assert_eq!(first.len(), 23);
        assert_ne!(first, second);
        assert!(
            first
                .chars()
                .all(|c| c == '-' || c.is_ascii_lowercase() || c.is_ascii_digit())
        );
    }

    #[test]
    fn 役割は足したり外したりできる() {
        use OrgRole::{Admin, Editor, Viewer};
        assert_eq!(changed(&[Editor], &[Admin, Editor], Turn::Grant), [Editor, Admin]);
        assert_eq!(changed(&[Viewer, Editor], &[Editor, Admin], Turn::Revoke), [Viewer]);
        assert!(changed(&[Viewer], &[Viewer], Turn::Revoke).is_empty());
    }

    #[test]
    fn 役割は符号でも名前でも書ける() {
        assert_eq!(parse_org_role("承認者"), Ok(OrgRole::Approver));
        assert_eq!(parse_platform_role("secretariat"), Ok(PlatformRole::Secretariat));
        assert!(parse_org_role("社長").is_err());
    }
}
