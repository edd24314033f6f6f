//! Tickets that are to be answered today, or should have been.

use kernel::shapes::{Prompt, Task};
use store::{Conn, Result, sql};

use super::{Desk, Kind, midnight, urgency};
use crate::days;
use crate::scope::Staff;

#[derive(sqlx::FromRow)]
struct Row {
    no: String,
    subject: String,
    due_at: i64,
    org_zh: String,
    org_en: String,
    desk_zh: String,
    desk_en: String,
    mine: i64,
    of_all: i64,
}

/// Those in which the reader has written come first, then by the promise.
pub(super) async fn due(conn: &mut Conn, staff: &Staff<'_>, desk: &Desk<'_>) -> Result<Kind> {
    let rows = sql!(
        fetch_all as Row,
        conn,
        "with due as (
           select org_id, id, due_at, count(*) over () as of_all,
                  cast(case when exists (select 1 from messages m where m.org_id = c.org_id and m.complaint_id = c.id
                                         and m.author_id = $3) then 1 else 0 end as bigint) as mine
           from complaints c where state = 'open' and due_at < $2 and (cast($1 as text) = '' or desk = $1)
           order by mine desc, due_at, id limit $4)
         select c.no, c.subject, d.due_at, g.name_zh as org_zh, g.name_en as org_en, k.name_zh as desk_zh,
                k.name_en as desk_en, d.mine, d.of_all
         from due d cross join complaints c cross join orgs g cross join desks k
         where c.org_id = d.org_id and c.id = d.id and g.id = c.org_id and k.code = c.desk
         order by d.mine desc, d.due_at, c.id",
        desk.code,
        midnight(days::today(staff.now) + 1),
        staff.person()?,
        desk.most
    )?;
    let all = rows.first().map_or(0, |row| row.of_all);
    let task = |row: Row| Task {
        key: format!("ticket:{}", row.no),
        urgency: urgency(row.due_at, staff.now),
        desk: staff.lang.pick(&row.desk_zh, &row.desk_en).to_owned(),
        prompt: Prompt::Ticket {
            no: row.no,
            subject: row.subject,
            org: staff.lang.pick(&row.org_zh, &row.org_en).to_owned(),
            due_at: row.due_at,
            mine: row.mine == 1,
        },
    };
    Ok(Kind { code: "ticket", tasks: rows.into_iter().map(task).collect(), all })
}
