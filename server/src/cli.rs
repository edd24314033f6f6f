//! The command line. Exit codes: 0 done, 1 refused or found something wrong, 2 called wrongly.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::commands;
use crate::config::Config;
use crate::failure::Failure;

/// Portolan, the self-service portal of a book importer.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    /// Configuration file; environment variables PORTOLAN_* and DATABASE_URL override it.
    #[arg(long, global = true, default_value = "portolan.toml")]
    config: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the portal; brings the database up to date first.
    Serve {
        /// Load the demo house when the database is empty, and print its sign-ins.
        #[arg(long)]
        demo: bool,
    },
    /// Bring the database up to date.
    Migrate,
    /// Load the demo house into an empty database.
    Demo {
        /// The same seed makes the same house.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Order lines to make; the usual house has about 40,000.
        #[arg(long)]
        lines: Option<usize>,
        /// The day on which the house's two years of history end, milliseconds of UTC since 1970; today when missing.
        #[arg(long)]
        now: Option<i64>,
    },
    /// Bring data in from a file.
    #[command(subcommand)]
    Import(Import),
    /// People who may sign in.
    #[command(subcommand)]
    User(commands::user::User),
    /// Check that the house's books are sound. Reads only.
    Fsck {
        /// Machine-readable.
        #[arg(long)]
        json: bool,
    },
    /// Print a commented sample configuration.
    Config,
}

#[derive(Subcommand)]
enum Import {
    /// Titles from CSV, plain or gzip; can be repeated, a second run changes nothing.
    Titles {
        /// The file.
        file: PathBuf,
        /// Machine-readable report.
        #[arg(long)]
        json: bool,
    },
}

/// Reads the command line and carries it out.
pub async fn run() -> ExitCode {
    let cli = Cli::parse();
    let config = match Config::load(&cli.config) {
        Ok(config) => config,
        Err(failure) => return fail(&failure),
    };
    let done = match cli.command {
        Command::Serve { demo } => crate::serve::run(&config, demo).await.map(|()| true),
        Command::Migrate => commands::data::migrate(&config).await.map(|()| true),
        Command::Demo { seed, lines, now } => commands::data::demo(&config, seed, lines, now).await.map(|()| true),
        Command::Import(Import::Titles { file, json }) => commands::data::import_titles(&config, &file, json).await,
        Command::User(user) => commands::user::run(&config, user).await.map(|()| true),
        Command::Fsck { json } => commands::data::fsck(&config, json).await,
        Command::Config => {
            print!("{}", crate::config::SAMPLE);
            Ok(true)
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(failure) => fail(&failure),
    }
}

fn fail(failure: &Failure) -> ExitCode {
    eprintln!("portolan: {failure}");
    ExitCode::from(1)
}
