//! Letters to the readers of links: the question whether they want to be told, and what came. What a letter says is read when
//! it is sent; who gets one, and when, is decided in [`super::watchers`] and [`super::news`].

use kernel::Lang;
use kernel::shapes::{Letter, LetterBody};
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use crate::outbox::{self, Kind};
use crate::scope::new_id;
use crate::sessions::{digest, new_token};

/// Titles that a letter names.
const NAMED: usize = 30;

/// Makes a letter that is sent when it is due.
pub(super) async fn send(tx: &mut Tx, watcher: Uuid, kind: &str, (now, due_at): (i64, i64)) -> Result<()> {
    let letter = new_id();
    sql!(
        execute,
        tx,
        "insert into letters (id, kind, org_id, user_id, watcher_id, made_at) values ($1, $2, null, null, $3, $4)",
        letter,
        kind,
        watcher,
        now
    )?;
    outbox::post_later(tx, (now, due_at), Kind::Letter, letter).await
}

/// What a letter to a watcher says; nothing when the link was taken back meanwhile.
pub(crate) async fn letter(
    tx: &mut Tx,
    (id, made_at): (Uuid, i64),
    watcher: Uuid,
    kind: &str,
) -> Result<Option<Letter>> {
    let found = sql!(
        fetch_optional as (String, String, String, Uuid, Option<Uuid>),
        tx,
        "select w.email, w.lang, t.title, k.org_id, k.order_id from watchers w join track_links k on k.id = w.link_id
         join order_lines l on l.org_id = k.org_id and l.id = k.line_id join titles t on t.id = l.title_id
         where w.id = $1 and k.revoked_at is null",
        watcher
    )?;
    let Some((to, lang, title, org_id, order_id)) = found else { return Ok(None) };
    let body = match order_id {
        _ if kind == "confirm" => {
            let key = new_token()?;
            // Of two letters that a failure made of one, the last one's link works.
            sql!(execute, tx, "update watchers set token_hash = $2 where id = $1", watcher, digest(&key))?;
            LetterBody::Confirm { title: order_id.is_none().then_some(title), key }
        }
        None => LetterBody::Arrived { title },
        Some(order_id) => match of_order(tx, (org_id, order_id)).await? {
            Some(body) => body,
            None => return Ok(None),
        },
    };
    let lang = Lang::from_code(&lang).unwrap_or_default();
    Ok(Some(Letter { id, to, name: String::new(), lang, made_at, body }))
}

/// What has come of an order and what is still to come; nothing when it all went back.
async fn of_order(conn: &mut Conn, (org_id, order_id): (Uuid, Uuid)) -> Result<Option<LetterBody>> {
    let lines = sql!(
        fetch_all as (String, i64, i64),
        conn,
        "select t.title, cast(max(case when g.kind = 'end' then 1 else 0 end) as bigint),
                cast(max(case when g.kind in ('open', 'way') then 1 else 0 end) as bigint)
         from order_lines l cross join slices s cross join stages g cross join titles t
         where l.org_id = $1 and l.order_id = $2 and s.org_id = l.org_id and s.line_id = l.id and g.code = s.stage
           and t.id = l.title_id
         group by l.position, t.title order by l.position",
        org_id,
        order_id
    )?;
    let open = lines.iter().filter(|(_, _, open)| *open == 1).count();
    let here: Vec<String> = lines.into_iter().filter(|(_, came, _)| *came == 1).map(|(title, ..)| title).collect();
    if here.is_empty() {
        return Ok(None);
    }
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (came, open) = (count(here.len()), count(open));
    Ok(Some(LetterBody::ArrivedOf { here: here.into_iter().take(NAMED).collect(), came, open }))
}
