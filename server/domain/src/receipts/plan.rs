//! Who gets what came: the lines that wait in a batch, and the shares of the stated rule.

use std::collections::BTreeMap;

use kernel::shapes::ShareRow;
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::count::Count;
use crate::allocation::{Want, share};
use crate::days;
use crate::scope::Staff;

/// Copies of one line that wait in a batch.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Waiting {
    slice_id: Uuid,
    line_id: Uuid,
    order_no: String,
    org_zh: String,
    org_en: String,
    pub isbn: String,
    pub title: String,
    pub copies: i64,
    needed_by: Option<i64>,
    placed_at: i64,
    priority: i64,
}

impl Waiting {
    fn want(&self, copies: i64) -> Want {
        Want {
            line_id: self.line_id,
            copies,
            needed_by: self.needed_by,
            ordered_on: days::today(self.placed_at),
            priority: self.priority,
        }
    }
}

/// What waits in a batch. The contract is the paying organisation's.
pub(super) async fn waiting(conn: &mut Conn, batch: Uuid) -> Result<Vec<Waiting>> {
    sql!(
        fetch_all as Waiting,
        conn,
        "select s.id as slice_id, s.line_id, o.no as order_no, r.name_zh as org_zh, r.name_en as org_en, t.isbn, t.title,
                s.copies, o.needed_by, o.placed_at, y.priority
         from slices s join order_lines l on l.org_id = s.org_id and l.id = s.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id join orgs r on r.id = o.org_id
         join orgs y on y.id = o.payer_id join titles t on t.id = l.title_id
         where s.batch_id = $1 order by t.title, t.isbn, o.no, s.id",
        batch
    )
}

/// Shares out what was counted, title by title; the damaged copies fall to those who would otherwise have been next.
pub(super) fn plan(staff: &Staff<'_>, waiting: &[Waiting], count: &Count) -> Vec<ShareRow> {
    let mut titles: BTreeMap<&str, Vec<&Waiting>> = BTreeMap::new();
    for one in waiting {
        titles.entry(&one.isbn).or_default().push(one);
    }
    let mut rows = Vec::with_capacity(waiting.len());
    for (isbn, lines) in titles {
        let tally = count.tally(isbn);
        let wants: Vec<Want> = lines.iter().map(|line| line.want(line.copies)).collect();
        let gets = share(&wants, tally.usable());
        let missing: Vec<Want> = lines.iter().zip(&gets).map(|(line, gets)| line.want(line.copies - gets)).collect();
        let damaged = share(&missing, tally.spoilt());
        for (line, (gets, damaged)) in lines.iter().zip(gets.into_iter().zip(damaged)) {
            rows.push(row(staff, line, (gets, damaged)));
        }
    }
    rows
}

fn row(staff: &Staff<'_>, line: &Waiting, (gets, damaged): (i64, i64)) -> ShareRow {
    ShareRow {
        slice_id: line.slice_id,
        order_no: line.order_no.clone(),
        org: staff.lang.pick(&line.org_zh, &line.org_en).to_owned(),
        isbn: line.isbn.clone(),
        title: line.title.clone(),
        needed_by: line.needed_by,
        placed_at: line.placed_at,
        priority: line.priority,
        wanted: line.copies,
        gets,
        damaged,
        short: line.copies - gets - damaged,
    }
}
