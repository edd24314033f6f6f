//! Links for those who have no account: the professor who asked for a book sees where it is, and nothing else. A link shows
//! one title, or every title of an order, and where the copies are; no price, no order number, no name. Its token is 32
//! random bytes that only the link has; the database has its SHA-256. A link ends when it is taken back or expires.
//!
//! It knows no pages and no mail. Who follows a link may leave an address; nothing but a question goes there before the
//! answer came back.

mod letters;
mod news;
mod shown;
mod watchers;

use std::net::IpAddr;

use kernel::shapes::{TrackLink, TrackedBooks};
use kernel::{FaultCode, Lang, Refusal};
use serde_json::json;
use store::{Conn, Db, Result, Tx, sql};
use uuid::Uuid;

use crate::audit::{self, Entry};
use crate::days::DAY_MS;
use crate::scope::{Scope, new_id};
use crate::sessions::{self, digest, new_token};
use crate::throttles;

pub(crate) use letters::letter;
pub(crate) use news::arrived;
use shown::shown;
pub use watchers::{confirm, question, watch};

/// The days that a link may work.
pub const DAYS: [i64; 4] = [30, 90, 180, 365];
/// Links of one line, or of one order as a whole, that work at the same time.
const MOST_LINKS: i64 = 20;
/// Looks with a token that is none, for one address.
const WRONG_TRIES: i64 = 30;
const WRONG_WINDOW_MS: i64 = 10 * 60_000;

/// Somebody who has nothing but a link.
#[derive(Clone, Debug)]
pub struct Visit {
    /// What stands in the link.
    pub token: String,
    /// Language of the answer.
    pub lang: Lang,
    /// Where the visitor comes from, for throttling.
    pub address: String,
    /// The instant, milliseconds of UTC since 1970.
    pub now: i64,
}

impl Visit {
    /// The bucket that counts this visitor's tries of one kind.
    fn bucket(&self, what: &str) -> String {
        let from = self.address.parse::<IpAddr>().map_or_else(|_| self.address.clone(), sessions::subnet);
        format!("track {what} {from}")
    }
}

/// What a link shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTo {
    /// One line.
    Line(Uuid),
    /// Every line of an order; its number.
    Order(String),
}

/// Makes a link, which works for some days, and gives its token: the only time that anybody sees it.
///
/// # Errors
/// `NotFound` for a line or an order outside of what the person sees, `NotAllowed` for viewers, `days: UnknownChoice`,
/// `TooMany` links.
pub async fn make(tx: &mut Tx, scope: &Scope, to: &LinkTo, days: i64) -> Result<String> {
    let (org_id, line_id, order_id, order_no) = match to {
        LinkTo::Line(line_id) => {
            let (org_id, order_no) = line(tx, scope, *line_id).await?;
            (org_id, *line_id, None, order_no)
        }
        LinkTo::Order(no) => {
            let (org_id, line_id, order_id) = first_line(tx, scope, no).await?;
            (org_id, line_id, Some(order_id), no.clone())
        }
    };
    scope.buyer()?;
    if !DAYS.contains(&days) {
        return Err(Refusal::field("days", FaultCode::UnknownChoice).into());
    }
    let (live,) = sql!(
        fetch_one as (i64,),
        tx,
        "select count(*) from track_links
         where org_id = $1 and line_id = $2 and (order_id is not null) = $4 and revoked_at is null and expires_at > $3",
        org_id,
        line_id,
        scope.now,
        order_id.is_some()
    )?;
    if live >= MOST_LINKS {
        return Err(Refusal::field("days", FaultCode::TooManyLines { max: 20 }).into());
    }
    let token = new_token()?;
    sql!(
        execute,
        tx,
        "insert into track_links (token_hash, id, org_id, line_id, order_id, made_by, made_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        digest(&token),
        new_id(),
        org_id,
        line_id,
        order_id,
        scope.person()?,
        scope.now,
        scope.now + days * DAY_MS
    )?;
    let detail = json!({ "line": order_id.is_none().then_some(line_id), "days": days });
    audit::record(tx, scope, Entry { org_id, verb: "track.make", subject: order_no, detail }).await?;
    Ok(token)
}

/// Organisation, first line and id of an order that the person sees.
async fn first_line(conn: &mut Conn, scope: &Scope, no: &str) -> Result<(Uuid, Uuid, Uuid)> {
    let found = sql!(
        fetch_optional as (Uuid, Uuid, Uuid),
        conn,
        "select o.org_id, l.id, o.id from orders o join org_tree t on t.org_id = o.org_id and t.above_id = $2
         join order_lines l on l.org_id = o.org_id and l.order_id = o.id where o.no = $1 order by l.position limit 1",
        no,
        scope.org_id
    )?;
    found.ok_or_else(|| Refusal::NotFound.into())
}

/// Number of the order and organisation of a line that the person sees.
async fn line(conn: &mut Conn, scope: &Scope, line_id: Uuid) -> Result<(Uuid, String)> {
    let found = sql!(
        fetch_optional as (Uuid, String),
        conn,
        "select l.org_id, o.no from org_tree t join order_lines l on l.org_id = t.org_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id where t.above_id = $1 and l.id = $2",
        scope.org_id,
        line_id
    )?;
    found.ok_or_else(|| Refusal::NotFound.into())
}

/// The links of an order that work, the newest first. Their tokens are not known to anybody. Nothing for who could not have
/// made one, and of an order that the person does not see.
pub async fn links(conn: &mut Conn, scope: &Scope, order_no: &str) -> Result<Vec<TrackLink>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: Uuid,
        title: Option<String>,
        made_by: String,
        made_at: i64,
        expires_at: i64,
        watchers: i64,
    }
    if scope.buyer().is_err() {
        return Ok(Vec::new());
    }
    let rows = sql!(
        fetch_all as Row,
        conn,
        "select k.id, case when k.order_id is null then t.title end as title, u.name as made_by, k.made_at, k.expires_at,
                (select count(*) from watchers w where w.link_id = k.id and w.confirmed_at is not null) as watchers
         from orders o join org_tree x on x.org_id = o.org_id and x.above_id = $2
         join order_lines l on l.org_id = o.org_id and l.order_id = o.id
         join track_links k on k.org_id = l.org_id and k.line_id = l.id
         join titles t on t.id = l.title_id join users u on u.id = k.made_by
         where o.no = $1 and k.revoked_at is null and k.expires_at > $3 order by k.made_at desc, k.id desc",
        order_no,
        scope.org_id,
        scope.now
    )?;
    let link = |row: Row| TrackLink {
        id: row.id,
        title: row.title,
        order_no: order_no.to_owned(),
        made_by: row.made_by,
        made_at: row.made_at,
        expires_at: row.expires_at,
        watchers: row.watchers,
    };
    Ok(rows.into_iter().map(link).collect())
}

/// Takes a link back: from now on it shows nothing and nobody is told by it. Answers with the number of the order.
///
/// # Errors
/// `NotFound` for a link to what the person does not see, or one that was taken back; `NotAllowed` for viewers.
pub async fn revoke(tx: &mut Tx, scope: &Scope, id: Uuid) -> Result<String> {
    let found = sql!(
        fetch_optional as (Uuid, Uuid),
        tx,
        "select k.org_id, k.line_id from track_links k join org_tree t on t.org_id = k.org_id and t.above_id = $2
         where k.id = $1 and k.revoked_at is null",
        id,
        scope.org_id
    )?;
    let (org_id, line_id) = found.ok_or(Refusal::NotFound)?;
    scope.buyer()?;
    sql!(execute, tx, "update track_links set revoked_at = $2 where id = $1", id, scope.now)?;
    let (_, order_no) = line(tx, scope, line_id).await?;
    let detail = json!({ "link": id });
    audit::record(tx, scope, Entry { org_id, verb: "track.revoke", subject: order_no.clone(), detail }).await?;
    Ok(order_no)
}

/// What a visitor sees.
///
/// # Errors
/// `NotFound` for a link that does not work (any more); `TooMany` for who tries many.
pub async fn find(db: &Db, visit: &Visit) -> Result<TrackedBooks> {
    let mut conn = db.read().await?;
    if let Some(link) = live(&mut conn, &visit.token, visit.now).await? {
        return shown(&mut conn, visit, &link).await;
    }
    drop(conn);
    let wrong = (visit.bucket("wrong"), visit.now);
    db.write(wrong, |tx, (bucket, now)| Box::pin(throttles::spend(tx, bucket, WRONG_TRIES, WRONG_WINDOW_MS, *now)))
        .await?;
    Err(Refusal::NotFound.into())
}

/// A link that works.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Link {
    id: Uuid,
    org_id: Uuid,
    line_id: Uuid,
    /// The order, when it shows all of it.
    order_id: Option<Uuid>,
}

async fn live(conn: &mut Conn, token: &str, now: i64) -> Result<Option<Link>> {
    sql!(
        fetch_optional as Link,
        conn,
        "select id, org_id, line_id, order_id from track_links
         where token_hash = $1 and revoked_at is null and expires_at > $2",
        digest(token),
        now
    )
}
