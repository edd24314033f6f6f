//! Brings a database to the schema of this binary. The migrations are the SQL files beside this crate, one set per engine,
//! with the same numbers.

use std::fs::File;
use std::path::{Path, PathBuf};

use sqlx::migrate::{Migrate, Migration, MigrationType, Migrator};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, SqlSafeStr};

use crate::{OpenError, embedded};

/// One step of the schema, said twice.
struct Step {
    version: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// Both files of a step: one that is missing does not compile.
macro_rules! step {
    ($version:literal, $name:literal) => {
        Step {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $name, ".sql")),
        }
    };
}

/// The schema, in order. A step that was released is never altered: the next one corrects it.
const STEPS: &[Step] = &[
    step!(1, "0001_first_light"),
    step!(2, "0002_desks"),
    step!(3, "0003_notices"),
    step!(4, "0004_arrivals"),
    step!(5, "0005_parcels"),
    step!(6, "0006_terms"),
    step!(7, "0007_rounds"),
    step!(8, "0008_links"),
    step!(9, "0009_settings"),
    step!(10, "0010_boards"),
    step!(11, "0011_invoices"),
    step!(12, "0012_surplus"),
    step!(13, "0013_open_lines"),
    step!(14, "0014_batch_sums"),
    step!(15, "0015_invoices_told"),
    step!(16, "0016_known_by_id"),
];

fn migrator(side: impl Fn(&Step) -> &'static str) -> Migrator {
    let migration = |step: &Step| {
        let text = side(step).into_sql_str();
        Migration::new(step.version, step.name.into(), MigrationType::Simple, text, false)
    };
    Migrator::with_migrations(STEPS.iter().map(migration).collect())
}

fn sqlite_migrations() -> Migrator {
    migrator(|step| step.sqlite)
}

pub(crate) fn postgres_migrations() -> Migrator {
    migrator(|step| step.postgres)
}

/// Migrates an SQLite file under a lock file of our own: sqlx's lock does nothing on SQLite, and two processes that start
/// at once would both apply the same migration.
pub(crate) async fn sqlite(path: &Path) -> Result<u32, OpenError> {
    let mut lock = path.as_os_str().to_owned();
    lock.push(".migrate-lock");
    let _lock = hold(lock.into()).await?;
    let mut link = embedded::writing(path).connect().await?;
    let applied = run(&mut link, sqlite_migrations()).await?;
    link.close().await?;
    Ok(applied)
}

/// Migrates a PostgreSQL database under the server's lock.
pub(crate) async fn postgres(options: &PgConnectOptions) -> Result<u32, OpenError> {
    let mut link = options.connect().await?;
    // When the migration fails, the lock goes with the connection.
    link.lock().await?;
    let applied = run(&mut link, postgres_migrations()).await?;
    link.unlock().await?;
    link.close().await?;
    Ok(applied)
}

/// Applies what is missing. The caller holds the lock.
async fn run<C: Migrate>(link: &mut C, mut migrator: Migrator) -> Result<u32, OpenError> {
    migrator.set_locking(false);
    link.ensure_migrations_table(&migrator.table_name).await?;
    let before = link.list_applied_migrations(&migrator.table_name).await?;
    let known = migrator.iter().map(|migration| migration.version).max().unwrap_or(0);
    if let Some(found) = before.iter().map(|migration| migration.version).max().filter(|found| *found > known) {
        return Err(OpenError::SchemaTooNew { found, known });
    }
    migrator.run_direct(None, link, false).await?;
    let after = link.list_applied_migrations(&migrator.table_name).await?;
    Ok(u32::try_from(after.len().saturating_sub(before.len())).unwrap_or(u32::MAX))
}

/// Waits for the lock file; it is let go when the returned file is dropped.
async fn hold(path: PathBuf) -> Result<File, OpenError> {
    let take = move || {
        let failed = |error| OpenError::Folder { path: path.clone(), error };
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        file.lock().map_err(failed)?;
        Ok(file)
    };
    tokio::task::spawn_blocking(take).await.map_err(|_| sqlx::Error::WorkerCrashed)?
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::STEPS;

    #[test]
    fn every_file_is_a_step() {
        let listed: BTreeSet<String> = STEPS.iter().map(|step| format!("{}.sql", step.name)).collect();
        for engine in ["sqlite", "postgres"] {
            let folder = format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
            let files = std::fs::read_dir(folder).expect("the folder of migrations");
            let found =
                files.map(|file| file.expect("a file").file_name().into_string().expect("a plain name")).collect();
            assert_eq!(listed, found, "{engine}");
        }
    }

    #[test]
    fn the_number_of_a_step_is_that_of_its_file() {
        for (step, expected) in STEPS.iter().zip(1..) {
            assert_eq!(step.version, expected);
            assert!(step.name.starts_with(&format!("{expected:04}_")), "{}", step.name);
        }
    }
}
