//! What is done about several lines at once: asking the desk, cancelling. All of it or nothing.

use kernel::{FaultCode, Refusal};
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use crate::complaints::{self, FileComplaint};
use crate::days::{midnight, today};
use crate::orders;
use crate::scope::Scope;

/// Kind of the tickets that ask.
const QUESTION: &str = "question";

/// What is asked of the desk that holds the copies, in the words of who asks.
#[derive(Clone, Debug)]
pub struct Question {
    /// One line; also what makes two questions the same one.
    pub subject: String,
    /// The letter.
    pub body: String,
}

/// A line, and where it belongs.
#[derive(sqlx::FromRow)]
struct Line {
    org_id: Uuid,
    order_id: Uuid,
    order_no: String,
    id: Uuid,
    waiting: i64,
}

/// Asks the desks that hold these lines, one ticket for each line; the same question about the same line on the same day is
/// one. Answers with the tickets' numbers.
///
/// # Errors
/// `lines: NothingChosen` or `TooManyLines`; `NotFound` for a foreign line; what [`complaints::file`] refuses.
pub async fn ask(tx: &mut Tx, scope: &Scope, lines: &[Uuid], question: &Question) -> Result<Vec<String>> {
    scope.buyer()?;
    let mut numbers = Vec::with_capacity(lines.len());
    for line in found(tx, scope, lines).await? {
        let no = match asked_today(tx, scope, &line, question).await? {
            Some(no) => no,
            None => {
                let form = FileComplaint {
                    order_no: line.order_no,
                    line: Some(line.id),
                    kind: QUESTION.to_owned(),
                    subject: question.subject.clone(),
                    body: question.body.clone(),
                };
                complaints::file(tx, scope, &form).await?
            }
        };
        numbers.push(no);
    }
    Ok(numbers)
}

/// Cancels every copy of these lines that still waits. Answers how many copies that were.
///
/// # Errors
/// `lines: NothingChosen`, `TooManyLines`, or `Bought` when nothing of a line waits any more; `NotFound` for a foreign line.
pub async fn cancel(tx: &mut Tx, scope: &Scope, lines: &[Uuid]) -> Result<i64> {
    scope.buyer()?;
    let lines = found(tx, scope, lines).await?;
    let bought = lines.iter().filter(|line| line.waiting == 0).count();
    if bought > 0 {
        let count = u32::try_from(bought).unwrap_or(u32::MAX);
        return Err(Refusal::field("lines", FaultCode::Bought { count }).into());
    }
    let mut copies = 0;
    for line in lines {
        orders::cancel(tx, scope, line.id, line.waiting).await?;
        copies += line.waiting;
    }
    Ok(copies)
}

/// The lines, each once.
async fn found(conn: &mut Conn, scope: &Scope, ids: &[Uuid]) -> Result<Vec<Line>> {
    let ids = orders::chosen(ids)?;
    let mut lines = Vec::with_capacity(ids.len());
    for id in ids {
        let line = sql!(
            fetch_optional as Line,
            conn,
            "select l.org_id, l.order_id, o.no as order_no, l.id,
                    coalesce(cast(sum(case when g.kind = 'open' then s.copies end) as bigint), 0) as waiting
             from org_tree t cross join order_lines l cross join orders o cross join slices s cross join stages g
             where t.above_id = $1 and l.org_id = t.org_id and l.id = $2 and o.org_id = l.org_id and o.id = l.order_id
               and s.org_id = l.org_id and s.line_id = l.id and g.code = s.stage
             group by l.org_id, l.order_id, o.no, l.id",
            scope.org_id,
            id
        )?;
        lines.push(line.ok_or(Refusal::NotFound)?);
    }
    Ok(lines)
}

/// The number of the ticket in which the same was asked today.
async fn asked_today(conn: &mut Conn, scope: &Scope, line: &Line, question: &Question) -> Result<Option<String>> {
    let found = sql!(
        fetch_optional as (String,),
        conn,
        "select no from complaints
         where org_id = $1 and order_id = $2 and line_id = $3 and kind = $4 and subject = $5 and filed_at >= $6
         order by filed_at limit 1",
        line.org_id,
        line.order_id,
        line.id,
        QUESTION,
        question.subject.trim(),
        midnight(today(scope.now))
    )?;
    Ok(found.map(|(no,)| no))
}
