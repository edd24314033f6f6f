//! The two sets of migrations make the same schema: tables, columns, kinds of values, what may be empty, primary keys,
//! unique keys, indexes and references.

use std::collections::BTreeSet;

use store::fresh::fresh_dbs;
use store::{Conn, Engine, sql};

/// One fact about a schema, in words that are the same for both engines.
type Facts = BTreeSet<String>;

#[tokio::test]
async fn both_engines_have_the_same_schema() {
    let dbs = fresh_dbs().await;
    let mut schemas = Vec::new();
    for db in &dbs {
        let mut conn = db.read().await.expect("a reader");
        schemas.push(match db.engine() {
            Engine::Sqlite => sqlite(&mut conn).await,
            Engine::Postgres => postgres(&mut conn).await,
        });
    }
    let [sqlite, postgres] = schemas.as_slice() else { return };
    let only_sqlite: Vec<_> = sqlite.difference(postgres).collect();
    let only_postgres: Vec<_> = postgres.difference(sqlite).collect();
    assert!(
        only_sqlite.is_empty() && only_postgres.is_empty(),
        "SQLite: {only_sqlite:#?}\nPostgreSQL: {only_postgres:#?}"
    );
    assert!(sqlite.len() > 100, "hardly anything was compared");
}

fn column(table: &str, name: &str, kind: &str, required: bool) -> String {
    format!("{table}.{name} {kind}{}", if required { " not null" } else { "" })
}

/// The kinds that the dialects name differently; a truth value is a number to SQLite.
fn kind(declared: &str) -> &str {
    match declared.to_lowercase().as_str() {
        "blob" | "uuid" | "bytea" => "bytes",
        "integer" | "int" | "bigint" | "boolean" => "number",
        "text" => "text",
        _ => "something that the portable subset does not have",
    }
}

async fn sqlite(conn: &mut Conn) -> Facts {
    let columns = sql!(
        fetch_all as (String, String, String, bool, i64),
        conn,
        "select t.name, c.name, c.type, c.\"notnull\", c.pk from pragma_table_list t, pragma_table_info(t.name) c
         where t.schema = 'main' and t.type = 'table' and t.name not like 'sqlite\\_%' escape '\\' and t.name not like '\\_sqlx%' escape '\\'"
    )
    .expect("columns");
    let indexes = sql!(
        fetch_all as (String, bool, String),
        conn,
        "select t.name, i.\"unique\", (select group_concat(name, ',' order by seqno) from pragma_index_info(i.name))
         from pragma_table_list t, pragma_index_list(t.name) i
         where t.schema = 'main' and t.type = 'table' and i.origin <> 'pk' and t.name not like '\\_sqlx%' escape '\\'"
    )
    .expect("indexes");
    let references = sql!(
        fetch_all as (String, String, String),
        conn,
        "select t.name, f.\"table\", group_concat(f.\"from\" || '=' || f.\"to\", ',' order by f.seq)
         from pragma_table_list t, pragma_foreign_key_list(t.name) f
         where t.schema = 'main' and t.type = 'table' group by t.name, f.\"table\", f.id"
    )
    .expect("references");
    let keys = columns.iter().filter(|(.., place)| *place > 0);
    let keys = keys.map(|(table, name, .., place)| format!("{table} key {place} {name}"));
    let facts = columns
        .iter()
        .map(|(table, name, declared, required, place)| column(table, name, kind(declared), *required || *place > 0));
    facts.chain(keys).chain(indexes.iter().map(index)).chain(references.iter().map(reference)).collect()
}

fn index((table, unique, columns): &(String, bool, String)) -> String {
    format!("{table} {}({columns})", if *unique { "unique " } else { "index " })
}

fn reference((table, other, columns): &(String, String, String)) -> String {
    format!("{table} refers to {other} by {columns}")
}

async fn postgres(conn: &mut Conn) -> Facts {
    let columns = sql!(
        fetch_all as (String, String, String, bool),
        conn,
        "select cast(table_name as text), cast(column_name as text), cast(data_type as text), is_nullable = 'NO'
         from information_schema.columns where table_schema = 'public' and table_name not like '\\_sqlx%'
           and table_name in (select table_name from information_schema.tables where table_type = 'BASE TABLE')"
    )
    .expect("columns");
    let keys = sql!(
        fetch_all as (String, i64, String),
        conn,
        "select cast(c.table_name as text), cast(u.ordinal_position as bigint), cast(u.column_name as text)
         from information_schema.table_constraints c join information_schema.key_column_usage u
           on u.constraint_schema = c.constraint_schema and u.constraint_name = c.constraint_name
         where c.constraint_type = 'PRIMARY KEY' and c.table_schema = 'public' and c.table_name not like '\\_sqlx%'"
    )
    .expect("keys");
    let indexes = sql!(
        fetch_all as (String, bool, String),
        conn,
        "select cast(t.relname as text), i.indisunique,
           (select string_agg(a.attname, ',' order by k.place) from unnest(i.indkey) with ordinality k (num, place)
              join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num)
         from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
         where n.nspname = 'public' and not i.indisprimary and t.relname not like '\\_sqlx%'"
    )
    .expect("indexes");
    let references = sql!(
        fetch_all as (String, String, String),
        conn,
        "select cast(t.relname as text), cast(o.relname as text),
           (select string_agg(a.attname || '=' || b.attname, ',' order by k.place)
              from unnest(c.conkey, c.confkey) with ordinality k (here, there, place)
              join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.here
              join pg_attribute b on b.attrelid = c.confrelid and b.attnum = k.there)
         from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_class o on o.oid = c.confrelid
         where c.contype = 'f'"
    )
    .expect("references");
    let facts = columns.iter().map(|(table, name, declared, required)| column(table, name, kind(declared), *required));
    let keys = keys.into_iter().map(|(table, place, name)| format!("{table} key {place} {name}"));
    facts.chain(keys).chain(indexes.iter().map(index)).chain(references.iter().map(reference)).collect()
}
