//! The open cause of a line, as its readers see it.

use kernel::Lang;
use kernel::shapes::CauseNote;
use store::{Conn, Result, sql};
use uuid::Uuid;

/// The columns of the open cause of a slice's batch, all empty when there is none. A statement that reads slices joins
/// `causes` on the batch and `closed_at is null`.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct OpenCause {
    cause_kind: Option<String>,
    cause_zh: Option<String>,
    cause_en: Option<String>,
    cause_days: Option<i64>,
    cause_since: Option<i64>,
}

impl OpenCause {
    /// What the reader sees of it.
    pub(crate) fn note(&self, lang: Lang) -> Option<CauseNote> {
        let text = match lang {
            Lang::Zh => &self.cause_zh,
            Lang::En => &self.cause_en,
        };
        Some(CauseNote {
            kind: self.cause_kind.clone()?,
            text: text.clone()?,
            extra_days: self.cause_days?,
            since: self.cause_since?,
            over: None,
        })
    }
}

/// What holds the line that a complaint is about, or the newest of what holds lines of its order. The key must come from a
/// check of what the reader may see.
pub(crate) async fn of_complaint(conn: &mut Conn, lang: Lang, (org_id, id): (Uuid, Uuid)) -> Result<Option<CauseNote>> {
    let found = sql!(
        fetch_optional as OpenCause,
        conn,
        "select c.kind as cause_kind, c.text_zh as cause_zh, c.text_en as cause_en, c.extra_days as cause_days,
                c.posted_at as cause_since
         from complaints x cross join order_lines l cross join slices s cross join causes c
         where x.org_id = $1 and x.id = $2 and l.org_id = x.org_id and l.order_id = x.order_id
           and (x.line_id is null or x.line_id = l.id) and s.org_id = l.org_id and s.line_id = l.id
           and c.batch_id = s.batch_id and c.closed_at is null
         order by c.posted_at desc limit 1",
        org_id,
        id
    )?;
    Ok(found.and_then(|held| held.note(lang)))
}
