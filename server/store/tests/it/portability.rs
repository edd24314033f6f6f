//! The portable subset: what would tie the house to one engine, or keep it off the distributed ones, stays out.

use std::path::Path;

use crate::house;

/// Words that no statement and no migration may contain.
const FORBIDDEN: &[&str] = &[
    "autoincrement",
    "bigserial",
    "create function",
    "create procedure",
    "create sequence",
    "create temp",
    "create temporary",
    "create trigger",
    "deferrable",
    "generated always",
    "listen",
    "nextval",
    "notify",
    "offset",
    "pg_advisory_lock",
    "pg_advisory_xact_lock",
    "pg_try_advisory_lock",
    "savepoint",
    "serial",
    "truncate",
    "without rowid",
];

/// The forbidden words in a statement; comments and quoted text do not count.
fn offences(text: &str) -> Vec<&'static str> {
    let bare: String = text.lines().map(|line| line.split("--").next().unwrap_or(line)).collect::<Vec<_>>().join(" ");
    let outside_quotes: String = bare.split('\'').step_by(2).collect::<Vec<_>>().join(" ");
    let words: Vec<String> = outside_quotes
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let plain = format!(" {} ", words.join(" "));
    FORBIDDEN.iter().copied().filter(|word| plain.contains(&format!(" {word} "))).collect()
}

#[test]
fn the_words_are_found_where_they_count() {
    assert_eq!(offences("select a from b limit $1 OFFSET $2"), ["offset"]);
    assert_eq!(offences("create table a (id BIGSERIAL)"), ["bigserial"]);
    assert_eq!(offences("create\n  trigger t"), ["create trigger"]);
    assert!(offences("select serial_number from a where b = 'no offset' -- offset").is_empty());
}

#[test]
fn the_statements_are_portable() {
    let wrong: Vec<String> = house::all()
        .into_iter()
        .filter(|one| !offences(&one.text).is_empty())
        .map(|one| format!("{}:{}: {:?}", one.file.display(), one.line, offences(&one.text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_migrations_are_portable() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    for engine in ["sqlite", "postgres"] {
        for file in std::fs::read_dir(folder.join(engine)).expect("migrations") {
            let path = file.expect("a file").path();
            let text = std::fs::read_to_string(&path).expect("readable");
            assert_eq!(offences(&text), [""; 0], "{}", path.display());
        }
    }
}
