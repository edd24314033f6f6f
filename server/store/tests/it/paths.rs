//! How SQLite finds its rows. It has no statistics and takes every customer for a small one: where an order leads to its lines it
//! may go through all lines of the customer instead, which nobody sees in a small house. So the plan of every statement is
//! read, and where SQLite chose badly the statement says the order of its tables (`cross join`).

use std::collections::HashSet;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Row};
use store::Db;

use crate::house::all;

/// What grows with every order of a customer, and is never gone through as a whole.
const LEDGER: [&str; 8] =
    ["order_lines", "slices", "movements", "moves", "messages", "parcels", "parcel_items", "outbox_orders"];

/// Where it is, and why it may be.
const WHOLE: [(&str, &str); 8] = [
    ("server/bench/", "reads a house as a whole, to measure it"),
    ("server/domain/src/fsck", "checks everything"),
    ("server/domain/src/demo", "writes a house as a whole"),
    ("server/domain/src/outbox.rs", "catches up once, after a house came in as a whole"),
    ("server/domain/src/loads/settle.rs", "the first movement of all, by its index"),
    ("server/domain/src/orgs/under_way.rs", "a bookstore's own customers: all that they have under way"),
    ("server/domain/src/parcels/list.rs", "open parcels, which have an index of their own"),
    ("server/domain/src/picks.rs", "everything that a reader's house ever ordered says what it likes"),
];

#[tokio::test]
async fn no_statement_goes_through_a_whole_ledger() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("portolan.db");
    Db::open(&format!("sqlite:{}", path.display())).await.expect("opened").migrate().await.expect("migrated");
    let mut link = SqliteConnectOptions::new().filename(&path).connect().await.expect("a connection");
    let mut wrong = Vec::new();
    for statement in all() {
        let file = statement.file.display().to_string();
        if WHOLE.iter().any(|(place, _)| file.starts_with(place)) || !plain(&statement.text) {
            continue;
        }
        let aliases = ledger_aliases(&statement.text);
        let explained = AssertSqlSafe(format!("explain query plan {}", statement.text));
        let plan = sqlx::query(explained).fetch_all(&mut link).await.expect("a plan");
        let steps = plan.iter().map(|row| row.get::<String, _>("detail"));
        wrong.extend(
            steps.filter(|step| is_long(step, &aliases)).map(|step| format!("{file}:{}: {step}", statement.line)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether it is a statement that has a plan.
fn plain(text: &str) -> bool {
    ["select", "with", "insert", "update", "delete"].iter().any(|verb| text.trim_start().starts_with(verb))
}

/// Names under which a statement knows tables of the ledger.
fn ledger_aliases(text: &str) -> HashSet<String> {
    let words: Vec<&str> =
        text.split(|sign: char| sign.is_whitespace() || "(),".contains(sign)).filter(|word| !word.is_empty()).collect();
    let mut aliases = HashSet::new();
    for place in words.windows(3).filter(|place| ["from", "join", "update", "into"].contains(&place[0])) {
        if LEDGER.contains(&place[1]) {
            aliases.extend([place[1].to_owned(), place[2].to_owned()]);
        }
    }
    aliases
}

/// Whether a step of a plan reads a whole table of the ledger, or all that it has of one organisation.
fn is_long(step: &str, aliases: &HashSet<String>) -> bool {
    let mut words = step.split(' ');
    let (verb, table) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    aliases.contains(table) && (verb == "SCAN" || (verb == "SEARCH" && step.contains("(org_id=?)")))
}

#[test]
fn a_long_step_is_known_by_its_words() {
    let aliases = ledger_aliases("select s.id from orders o join slices s on s.org_id = o.org_id");
    assert!(is_long("SEARCH s USING INDEX slices_line (org_id=?)", &aliases));
    assert!(is_long("SCAN s", &aliases));
    assert!(!is_long("SEARCH s USING INDEX slices_line (org_id=? AND line_id=?)", &aliases));
    assert!(!is_long("SCAN o", &aliases));
}
