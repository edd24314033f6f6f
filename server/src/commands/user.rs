//! `portolan user add|reset`: the only way to a first sign-in in a house without demo.

use clap::{Args, Subcommand};
use domain::people::{self, NewUser};
use domain::{orgs, passwords};
use kernel::{Lang, Role, Uuid};

use super::open;
use crate::clock::now;
use crate::config::Config;
use crate::failure::Failure;

/// What to do with a person.
#[derive(Subcommand)]
pub enum User {
    /// Add a person; prints the first password once.
    Add(Add),
    /// Give a person a new password (printed once) and end all sessions of that person.
    Reset {
        /// Sign-in address.
        email: String,
    },
}

/// A new person.
#[derive(Args)]
pub struct Add {
    /// Sign-in address.
    email: String,
    /// Name as the person writes it.
    #[arg(long)]
    name: String,
    /// Key of the organisation; the house when missing.
    #[arg(long)]
    org: Option<Uuid>,
    /// viewer, buyer, admin, desk or supervisor.
    #[arg(long)]
    role: String,
    /// Code of the desk, for desk staff.
    #[arg(long)]
    desk: Option<String>,
    /// zh or en.
    #[arg(long, default_value = "zh")]
    lang: String,
}

/// Carries it out.
pub async fn run(config: &Config, user: User) -> Result<(), Failure> {
    let db = open(config).await?;
    let scope = orgs::job(&mut db.read().await?, now()).await?;
    let password = passwords::random()?;
    let password_hash = passwords::hash(&password).await?;
    match user {
        User::Add(add) => {
            let role = Role::from_code(&add.role).ok_or("role must be viewer, buyer, admin, desk or supervisor")?;
            let lang = Lang::from_code(&add.lang).ok_or("lang must be zh or en")?;
            let org_id = add.org.unwrap_or(scope.org_id);
            let new = NewUser { org_id, email: add.email, name: add.name, role, desk: add.desk, lang, password_hash };
            db.write((scope, new), |tx, (scope, new)| {
                Box::pin(async move { people::add(tx, &scope.staff()?, new).await })
            })
            .await?;
        }
        User::Reset { email } => {
            db.write((scope, email, password_hash), |tx, (scope, email, hash)| {
                Box::pin(async move { people::reset(tx, &scope.staff()?, email, hash).await })
            })
            .await?;
        }
    }
    println!("password (shown once): {password}");
    db.close().await;
    Ok(())
}
