//! What readers see of complaints. What is internal to the house is left out by the statements here, not by a page.

use kernel::shapes::{ComplaintHead, ComplaintPage, ComplaintRow, Message, MessageKind, Offers};
use kernel::{Lang, Refusal};
use store::{Conn, Fault, Result, sql};
use uuid::Uuid;

use super::cursor;
use super::held::Step;
use super::standing::{Act, Standing, wait_to_escalate};
use crate::{Scope, Staff, causes};

/// The complaints that the reader sees, newest first, fifty at a time; `state` narrows them to one state. Also says where
/// the next page begins.
pub async fn list(
    conn: &mut Conn,
    scope: &Scope,
    state: Option<&str>,
    after: Option<&str>,
) -> Result<(Vec<ComplaintRow>, Option<String>)> {
    let (filed_at, id) = cursor::read(after, i64::MAX);
    let mut rows = sql!(
        fetch_all as Row,
        conn,
        "select c.id, c.no, c.kind, c.subject, c.state, c.filed_at, o.no as order_no,
                g.name_zh as org_zh, g.name_en as org_en
         from complaints c
         join orders o on o.org_id = c.org_id and o.id = c.order_id
         join orgs g on g.id = c.org_id
         where c.org_id in (select org_id from org_tree where above_id = $1)
           and (cast($2 as text) is null or c.state = $2)
           and (c.filed_at, c.id) < ($3, $4)
         order by c.filed_at desc, c.id desc limit $5",
        scope.org_id,
        state,
        filed_at,
        id,
        cursor::LIMIT
    )?;
    let next = cursor::cut(&mut rows, |row| (row.filed_at, row.id));
    Ok((rows.into_iter().map(|row| row.shape(scope.lang)).collect(), next))
}

/// One complaint with its conversation, as a customer sees it.
///
/// # Errors
/// `NotFound` outside of what the reader sees.
pub async fn find(conn: &mut Conn, scope: &Scope, no: &str) -> Result<ComplaintPage> {
    let found = head(conn, scope, no).await?;
    let rows = sql!(
        fetch_all as MessageRow,
        conn,
        "select m.kind, m.body, m.at, m.author_id, u.name as author
         from messages m left join users u on u.id = m.author_id
         where m.org_id = $1 and m.complaint_id = $2 and m.kind in ('customer', 'house', 'step')
         order by m.at, m.id",
        found.org_id,
        found.id
    )?;
    let mine = scope.buyer().is_ok();
    let offers = if mine { offers(found.standing, &rows, scope.now) } else { Offers::default() };
    Ok(ComplaintPage { head: found.shape, messages: shapes(rows, scope)?, mine, offers })
}

/// The state of a complaint that has changed since it was at `version`; `None` while it has not.
///
/// # Errors
/// `NotFound` outside of what the reader sees.
pub async fn news(conn: &mut Conn, scope: &Scope, no: &str, version: i64) -> Result<Option<String>> {
    let head = head(conn, scope, no).await?.shape;
    Ok((head.version != version).then_some(head.row.state))
}

/// What a customer can do with a complaint that stands like this.
fn offers(standing: Standing, rows: &[MessageRow], now: i64) -> Offers {
    let can = |act| standing.after(act, now).is_some();
    let asked = rows.iter().filter(|row| row.is_asked_escalation()).map(|row| row.at).max();
    Offers {
        reply: can(Act::Reply),
        close: can(Act::Close),
        reopen: can(Act::Reopen),
        escalate: can(Act::Escalate) && wait_to_escalate(asked, now).is_none(),
    }
}

/// The whole conversation, internal notes included, oldest first. For the house only.
pub(crate) async fn whole_thread(conn: &mut Conn, staff: &Staff<'_>, found: &Found) -> Result<Vec<Message>> {
    let rows = sql!(
        fetch_all as MessageRow,
        conn,
        "select m.kind, m.body, m.at, m.author_id, u.name as author
         from messages m left join users u on u.id = m.author_id
         where m.org_id = $1 and m.complaint_id = $2
         order by m.at, m.id",
        found.org_id,
        found.id
    )?;
    shapes(rows, staff)
}

fn shapes(rows: Vec<MessageRow>, scope: &Scope) -> Result<Vec<Message>> {
    rows.into_iter().map(|row| row.shape(scope)).collect()
}

/// A complaint's head, with what the verbs need besides the shape.
pub(crate) struct Found {
    pub(crate) org_id: Uuid,
    pub(crate) id: Uuid,
    pub(crate) line_id: Option<Uuid>,
    /// Code of the desk.
    pub(crate) desk: String,
    pub(crate) standing: Standing,
    pub(crate) shape: ComplaintHead,
}

/// The head of the complaint with this number.
///
/// # Errors
/// `NotFound` outside of what the reader sees.
pub(crate) async fn head(conn: &mut Conn, scope: &Scope, no: &str) -> Result<Found> {
    let found = sql!(
        fetch_optional as HeadRow,
        conn,
        "select c.org_id, c.id, c.no, c.kind, c.subject, c.state, c.filed_at, o.no as order_no,
                g.name_zh as org_zh, g.name_en as org_en, c.desk, d.name_zh as desk_zh, d.name_en as desk_en,
                c.line_id, c.level, c.due_at, c.closed_at, c.version, u.name as filed_by, t.isbn, t.title
         from complaints c
         join orders o on o.org_id = c.org_id and o.id = c.order_id
         join orgs g on g.id = c.org_id
         join desks d on d.code = c.desk
         join users u on u.id = c.filed_by
         left join order_lines l on l.org_id = c.org_id and l.id = c.line_id
         left join titles t on t.id = l.title_id
         where c.no = $1 and c.org_id in (select org_id from org_tree where above_id = $2)",
        no,
        scope.org_id
    )?;
    let mut found = found.ok_or(Refusal::NotFound)?.found(scope.lang);
    found.shape.cause = causes::of_complaint(conn, scope.lang, (found.org_id, found.id)).await?;
    Ok(found)
}

/// What every list of complaints shows of one.
#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    pub(crate) id: Uuid,
    no: String,
    kind: String,
    subject: String,
    state: String,
    filed_at: i64,
    order_no: String,
    org_zh: String,
    org_en: String,
}

impl Row {
    pub(crate) fn shape(self, lang: Lang) -> ComplaintRow {
        ComplaintRow {
            org: lang.pick(&self.org_zh, &self.org_en).to_owned(),
            no: self.no,
            kind: self.kind,
            subject: self.subject,
            state: self.state,
            order_no: self.order_no,
            filed_at: self.filed_at,
        }
    }
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    #[sqlx(flatten)]
    row: Row,
    #[sqlx(flatten)]
    standing: Standing,
    org_id: Uuid,
    line_id: Option<Uuid>,
    desk: String,
    desk_zh: String,
    desk_en: String,
    version: i64,
    filed_by: String,
    isbn: Option<String>,
    title: Option<String>,
}

impl HeadRow {
    fn found(self, lang: Lang) -> Found {
        let id = self.row.id;
        let shape = ComplaintHead {
            book: self.isbn.zip(self.title),
            filed_by: self.filed_by,
            desk: lang.pick(&self.desk_zh, &self.desk_en).to_owned(),
            level: self.standing.level,
            due_at: self.standing.due_at,
            version: self.version,
            cause: None,
            row: self.row.shape(lang),
        };
        Found { org_id: self.org_id, id, line_id: self.line_id, desk: self.desk, standing: self.standing, shape }
    }
}

#[derive(sqlx::FromRow)]
struct MessageRow {
    kind: String,
    body: String,
    at: i64,
    author_id: Option<Uuid>,
    author: Option<String>,
}

impl MessageRow {
    /// Whether a person asked for escalation here; what time escalated has no author.
    fn is_asked_escalation(&self) -> bool {
        self.kind == MessageKind::Step.code() && self.body == Step::Escalated.code() && self.author_id.is_some()
    }

    fn shape(self, scope: &Scope) -> Result<Message> {
        let kind = MessageKind::from_code(&self.kind)
            .ok_or_else(|| Fault::Broken(sqlx::Error::Decode("an unknown kind of message".into())))?;
        Ok(Message {
            kind,
            author: self.author.unwrap_or_default(),
            body: self.body,
            at: self.at,
            mine: self.author_id.is_some() && self.author_id == scope.user_id,
        })
    }
}
