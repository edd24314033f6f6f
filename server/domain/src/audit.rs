//! Who did what, when: one row for every change, written in the transaction of the change. The rows of one organisation
//! are a chain: each carries the hash of the row before it, so a row that is altered or taken out breaks the chain.
//!
//! It knows no verb's meaning. It protects against a quiet change of single rows, not against somebody who owns the
//! database and writes the whole chain anew.

use serde_json::Value;
use sha2::{Digest, Sha256};
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use crate::Scope;

/// What is written down about one change.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// Whose chain it belongs to: the organisation that the changed thing belongs to.
    pub org_id: Uuid,
    /// What was done: `order.place`, `session.open`.
    pub verb: &'a str,
    /// Number or key of the thing that was changed.
    pub subject: String,
    /// What a reader of the audit needs besides; never a secret.
    pub detail: Value,
}

/// Writes down what the person (or job) behind `scope` did.
pub async fn record(tx: &mut Tx, scope: &Scope, entry: Entry<'_>) -> Result<()> {
    append(tx, scope.now, scope.user_id, entry).await
}

/// Writes down what happened where there is no scope yet: at the sign-in and at the first organisation.
pub(crate) async fn append(tx: &mut Tx, at: i64, actor_id: Option<Uuid>, entry: Entry<'_>) -> Result<()> {
    let Entry { org_id, verb, subject, detail } = entry;
    // The head's row is taken first: writers of one chain wait for each other here, not at the key of the next row.
    let (seq, prev_hash) = sql!(
        fetch_one as (i64, String),
        tx,
        "insert into audit_heads (org_id, seq, hash) values ($1, 1, '')
         on conflict (org_id) do update set seq = audit_heads.seq + 1 returning seq, hash",
        org_id
    )?;
    let row = Row { org_id, seq, at, actor_id, verb: verb.to_owned(), subject, detail: detail.to_string(), prev_hash };
    let hash = row.hash();
    sql!(
        execute,
        tx,
        "insert into audit (org_id, seq, at, actor_id, verb, subject, detail, prev_hash, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        org_id,
        seq,
        at,
        actor_id,
        &row.verb,
        &row.subject,
        &row.detail,
        &row.prev_hash,
        &hash
    )?;
    sql!(execute, tx, "update audit_heads set hash = $2 where org_id = $1", org_id, &hash)?;
    Ok(())
}

/// Every break in every chain, in words for the operator; empty when all is well. Reads the whole audit, a page at a time.
pub async fn verify(conn: &mut Conn) -> Result<Vec<String>> {
    let mut breaks = broken_heads(conn).await?;
    let mut before = Link { org_id: Uuid::nil(), seq: 0, hash: String::new() };
    loop {
        let page = rows_after(conn, &before).await?;
        if page.is_empty() {
            return Ok(breaks);
        }
        for stored in page {
            breaks.extend(stored.breaks(&before));
            before = Link { org_id: stored.row.org_id, seq: stored.row.seq, hash: stored.hash };
        }
    }
}

/// The part of a row that its hash covers.
#[derive(Debug, sqlx::FromRow)]
struct Row {
    org_id: Uuid,
    seq: i64,
    at: i64,
    actor_id: Option<Uuid>,
    verb: String,
    subject: String,
    detail: String,
    prev_hash: String,
}

impl Row {
    /// SHA-256 over all fields in hexadecimal. Each field is preceded by its length, so that nothing can move from one
    /// field into the next without a trace.
    fn hash(&self) -> String {
        let actor = self.actor_id.map(|id| id.to_string()).unwrap_or_default();
        let (org, seq, at) = (self.org_id.to_string(), self.seq.to_string(), self.at.to_string());
        let fields = [&self.prev_hash, &org, &seq, &at, &actor, &self.verb, &self.subject, &self.detail];
        let mut hash = Sha256::new();
        for field in fields {
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field);
        }
        format!("{:x}", hash.finalize())
    }
}

/// A row as it is stored, with the hash that it claims.
#[derive(Debug, sqlx::FromRow)]
struct Stored {
    #[sqlx(flatten)]
    row: Row,
    hash: String,
}

/// Where the walk along the chains stands.
struct Link {
    org_id: Uuid,
    seq: i64,
    hash: String,
}

impl Stored {
    fn breaks(&self, before: &Link) -> Option<String> {
        let Row { org_id, seq, prev_hash, .. } = &self.row;
        let (last, last_hash) = if before.org_id == *org_id { (before.seq, before.hash.as_str()) } else { (0, "") };
        let what = if *seq != last + 1 {
            format!("follows row {last}: what stood between is gone")
        } else if prev_hash != last_hash {
            "does not hang on the row before it".to_owned()
        } else if self.row.hash() != self.hash {
            "was altered".to_owned()
        } else {
            return None;
        };
        Some(format!("audit of organisation {org_id}: row {seq} {what}"))
    }
}

async fn rows_after(conn: &mut Conn, before: &Link) -> Result<Vec<Stored>> {
    sql!(
        fetch_all as Stored,
        conn,
        "select org_id, seq, at, actor_id, verb, subject, detail, prev_hash, hash from audit
         where (org_id, seq) > ($1, $2) order by org_id, seq limit 1000",
        before.org_id,
        before.seq
    )
}

/// Chains whose end is not where their head says: the last rows were taken out, or rows were put in behind the head. One
/// statement, so that it holds while others write.
async fn broken_heads(conn: &mut Conn) -> Result<Vec<String>> {
    let heads = sql!(
        fetch_all as (Uuid, i64),
        conn,
        "select h.org_id, h.seq from audit_heads h
         where not exists (select 1 from audit a where a.org_id = h.org_id and a.seq = h.seq and a.hash = h.hash)
         union all
         select a.org_id, max(a.seq) from audit a
         where not exists (select 1 from audit_heads h where h.org_id = a.org_id and h.seq >= a.seq)
         group by a.org_id"
    )?;
    let tell = |(org_id, seq)| format!("audit of organisation {org_id}: its head does not fit its last row ({seq})");
    Ok(heads.into_iter().map(tell).collect())
}
