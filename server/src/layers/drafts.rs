//! The forms of one browser that came back: each waits for its page under the browser's own token, in one short-lived row.
//!
//! It knows pages and sizes; it must not know what a form means. Who signs in again finds the forms that they typed in this
//! browser before; who signs out leaves none behind, and nobody finds what somebody else typed. Only whose form it is that was
//! sent after a session had ended cannot be known: it waits for whoever signs in next, as long as any draft is kept.

use app::draft::Draft;
use domain::{Conn, Db, Result, Tx, flashes};
use http::Uri;
use kernel::{Refusal, Uuid};
use serde::{Deserialize, Serialize};

/// Most forms that are kept of one browser; the oldest goes first.
const MOST: usize = 4;
/// Largest field that is kept, in bytes.
const LARGEST_FIELD: usize = flashes::MAX_BYTES / 4;
/// Largest form that is kept of a visitor whom nobody knows, in bytes: a list of 5,000 lines, and nothing to fill a disk with.
const LARGEST_UNKNOWN: usize = 160 * 1024;

/// A form, and who typed it; nobody knows of one that was sent without a session.
#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    by: Option<Uuid>,
    draft: Draft,
}

/// The draft that a page shows to its reader: its own, or the newest of another address of the same path.
pub async fn of_page(
    conn: &mut Conn,
    token: &str,
    page: &Uri,
    (reader, now): (Option<Uuid>, i64),
) -> Result<Option<Draft>> {
    let mut drafts = kept(conn, token, now).await?;
    drafts.retain(|kept| path(&kept.draft.page) == page.path() && (kept.by.is_none() || kept.by == reader));
    let exact = page.path_and_query().and_then(|page| drafts.iter().position(|kept| kept.draft.page == page.as_str()));
    let found = match exact {
        Some(place) => Some(drafts.swap_remove(place)),
        None => drafts.pop(),
    };
    Ok(found.map(|kept| kept.draft))
}

/// Keeps a draft in place of the one before it on the same page. What is too large of it is kept empty: the fault beside
/// the field says what was wrong.
///
/// # Errors
/// `TooLarge` when even so it cannot be kept.
pub async fn keep(db: &Db, token: &str, mut draft: Draft, by: Option<Uuid>, now: i64) -> Result<(), Refusal> {
    for (_, value) in draft.fields.iter_mut().filter(|(_, value)| value.len() > LARGEST_FIELD) {
        value.clear();
    }
    if by.is_none()
        && draft.fields.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>() > LARGEST_UNKNOWN
    {
        draft.fields.clear();
    }
    let keeping = (token.to_owned(), Kept { by, draft }, now);
    db.write(keeping, |tx, (token, kept, now)| Box::pin(add(tx, token, kept, *now))).await?;
    Ok(())
}

/// A form of this page was carried out: what was kept of earlier tries is thrown away.
pub async fn forget(db: &Db, token: String, page: &str, now: i64) -> Result<(), Refusal> {
    let forgetting = (token, path(page).to_owned(), now);
    db.write(forgetting, |tx, (token, path, now)| Box::pin(leave_out(tx, token, path, *now))).await?;
    Ok(())
}

/// Whoever comes next to this browser finds nothing.
pub async fn forget_all(db: &Db, token: String) -> Result<(), Refusal> {
    db.write(token, |tx, token| Box::pin(flashes::clear(tx, token))).await?;
    Ok(())
}

/// The path of an address of ours.
fn path(page: &str) -> &str {
    page.split('?').next().unwrap_or_default()
}

/// Oldest first. What an older portal wrote in another form is none.
async fn kept(conn: &mut Conn, token: &str, now: i64) -> Result<Vec<Kept>> {
    let body = flashes::kept(conn, token, now).await?;
    Ok(body.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default())
}

async fn add(tx: &mut Tx, token: &str, new: &Kept, now: i64) -> Result<()> {
    let mut drafts = kept(tx, token, now).await?;
    drafts.retain(|other| other.draft.page != new.draft.page);
    drafts.push(new.clone());
    write(tx, token, drafts, now).await
}

async fn leave_out(tx: &mut Tx, token: &str, gone: &str, now: i64) -> Result<()> {
    let mut drafts = kept(tx, token, now).await?;
    drafts.retain(|kept| path(&kept.draft.page) != gone);
    match drafts.is_empty() {
        true => flashes::clear(tx, token).await,
        false => write(tx, token, drafts, now).await,
    }
}

async fn write(tx: &mut Tx, token: &str, mut drafts: Vec<Kept>, now: i64) -> Result<()> {
    let mut body = serde_json::to_string(&drafts).unwrap_or_default();
    while drafts.len() > MOST || (drafts.len() > 1 && body.len() > flashes::MAX_BYTES) {
        drafts.remove(0);
        body = serde_json::to_string(&drafts).unwrap_or_default();
    }
    flashes::keep(tx, token, &body, now).await
}
