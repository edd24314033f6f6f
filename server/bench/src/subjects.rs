//! What is asked for: the orders, books and lists of one customer, read from the database before it is measured.
//!
//! Knows tables; must not know pages.

use anyhow::{Context, Result, bail};
use kernel::Uuid;
use store::{Conn, Db, sql};

/// A buyer of the demo house's second largest customer: her list of orders fills a page, at either size of the house.
pub const BUYER: &str = "tang@tsinghua.example";
/// Somebody of the import desk.
pub const CLERK: &str = "zhao@house.example";
/// Lines of the orders that are read and submitted.
const LINES: i64 = 20;
/// A credit limit that no run reaches: what is measured is the order, not its refusal. In fen.
const CREDIT_FEN: i64 = 1_000_000_000_000_000;

/// What there is to ask for.
pub struct Subjects {
    /// Lines in the whole database.
    pub lines: i64,
    /// Orders of the customer.
    pub own_orders: i64,
    /// Numbers of those of its orders that are nearest to 20 lines.
    pub orders: Vec<String>,
    /// Books that it ordered.
    pub ordered: Vec<String>,
    /// Books with a price, of any publisher.
    pub books: Vec<String>,
}

impl Subjects {
    /// Reads them, and lifts the customer's credit limit.
    pub async fn read(database: &str) -> Result<Self> {
        let db = Db::open(database).await?;
        let subjects = Self::read_open(&db).await;
        db.close().await;
        subjects
    }

    async fn read_open(db: &Db) -> Result<Self> {
        let mut conn = db.read().await.map_err(told)?;
        let customer = customer(&mut conn).await.map_err(told)?;
        let org = customer.with_context(|| format!("nobody with the address {BUYER}: not a demo house"))?;
        let subjects = gather(&mut conn, org).await.map_err(told)?;
        drop(conn);
        db.write(org, |tx, org| Box::pin(async move { lift_credit(tx, *org).await })).await.map_err(told)?;
        if subjects.orders.is_empty() || subjects.books.len() < usize::try_from(LINES)? {
            bail!("too little in this database to ask for");
        }
        Ok(subjects)
    }

    /// A list of 20 books with one copy each; another one for each turn.
    pub fn list(&self, turn: usize) -> String {
        let stride = 7_919;
        let books = (0..LINES as usize).map(|line| &self.books[(turn * 104_729 + line * stride) % self.books.len()]);
        books.map(|isbn| format!("{isbn} 1\n")).collect()
    }
}

/// A fault of the store as an error of a program.
pub fn told(fault: store::Fault) -> anyhow::Error {
    anyhow::anyhow!("{fault:?}")
}

async fn customer(conn: &mut Conn) -> store::Result<Option<Uuid>> {
    let found = sql!(fetch_optional as (Uuid,), conn, "select org_id from users where email = $1", BUYER)?;
    Ok(found.map(|(org,)| org))
}

async fn gather(conn: &mut Conn, org: Uuid) -> store::Result<Subjects> {
    let (lines,) = sql!(fetch_one as (i64,), conn, "select count(*) from order_lines")?;
    let (own_orders,) = sql!(fetch_one as (i64,), conn, "select count(*) from orders where org_id = $1", org)?;
    let orders = sql!(
        fetch_all as (String,),
        conn,
        "select no from orders where org_id = $1 order by abs(lines - $2), no limit 5",
        org,
        LINES
    )?;
    let ordered = sql!(
        fetch_all as (String,),
        conn,
        "select distinct t.isbn from order_lines l join titles t on t.id = l.title_id where l.org_id = $1
         order by t.isbn limit 200",
        org
    )?;
    let books = sql!(
        fetch_all as (String,),
        conn,
        "select t.isbn from titles t
         where t.list_minor > 0 and exists (select 1 from rates r where r.currency = t.currency) order by t.isbn"
    )?;
    let texts = |rows: Vec<(String,)>| rows.into_iter().map(|(text,)| text).collect();
    Ok(Subjects { lines, own_orders, orders: texts(orders), ordered: texts(ordered), books: texts(books) })
}

async fn lift_credit(tx: &mut store::Tx, org: Uuid) -> store::Result<u64> {
    sql!(execute, tx, "update orgs set credit_limit_fen = $2 where id = $1", org, CREDIT_FEN)
}
