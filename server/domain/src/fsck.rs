//! `portolan fsck`: what holds of every house, read-only. What it reports must never happen; each line says where.

mod extras;
mod invoices;
mod open_lines;
mod parcels;
mod promises;
mod rounds;
mod terms;

use store::{Conn, Result, sql};

use crate::audit;

/// One invariant that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Which one, e.g. `copies`.
    pub rule: &'static str,
    /// Where: numbers and keys, no names of people.
    pub place: String,
}

/// Places listed for each rule; the first ones are enough to find the cause.
const MOST_PLACES: i64 = 20;

/// Checks everything. Empty means sound.
pub async fn check(conn: &mut Conn) -> Result<Vec<Violation>> {
    let mut found = Vec::new();
    gather(&mut found, "copies", copies(conn).await?);
    gather(&mut found, "ledger", ledger(conn).await?);
    gather(&mut found, "credit-entries", credit_entries(conn).await?);
    gather(&mut found, "credit-orders", credit_orders(conn).await?);
    gather(&mut found, "totals", totals(conn).await?);
    gather(&mut found, "batch-stage", batch_stage(conn).await?);
    gather(&mut found, "batch-sums", batch_sums(conn).await?);
    gather(&mut found, "tree", tree(conn).await?);
    gather(&mut found, "tree-extra", tree_extra(conn).await?);
    gather(&mut found, "orgs", orphans(conn).await?);
    gather(&mut found, "sessions", sessions(conn).await?);
    gather(&mut found, "tickets", tickets(conn).await?);
    gather(&mut found, "outbox", outbox(conn).await?);
    open_lines::check(conn, &mut found).await?;
    promises::check(conn, &mut found).await?;
    extras::check(conn, &mut found).await?;
    parcels::check(conn, &mut found).await?;
    invoices::check(conn, &mut found).await?;
    terms::check(conn, &mut found).await?;
    rounds::check(conn, &mut found).await?;
    gather(&mut found, "audit", audit::verify(conn).await?.into_iter().map(|place| (place,)).collect());
    Ok(found)
}

fn gather(found: &mut Vec<Violation>, rule: &'static str, places: Vec<(String,)>) {
    found.extend(places.into_iter().map(|(place,)| Violation { rule, place }));
}

/// The copies of a line over all stages and exits sum to the copies ordered.
async fn copies(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select o.no || ' line ' || cast(l.position as text) from order_lines l
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         left join (select org_id, line_id, sum(copies) as copies from slices group by org_id, line_id) s
           on s.org_id = l.org_id and s.line_id = l.id
         where coalesce(s.copies, 0) <> l.copies limit $1",
        MOST_PLACES
    )
}

/// For every place of a line, what came minus what left is what stands there: slices are the sum of the movements.
async fn ledger(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select odd.stage || coalesce(' batch ' || b.no, '') || ' of line ' || cast(l.position as text) || ' in ' || o.no
         from (
           select org_id, line_id, stage, batch_id, sum(copies) as copies from (
             select org_id, line_id, to_stage as stage, to_batch as batch_id, copies from movements
             union all
             select org_id, line_id, from_stage, from_batch, -copies from movements where from_stage is not null
             union all
             select org_id, line_id, stage, batch_id, -copies from slices) every_change
           group by org_id, line_id, stage, batch_id having sum(copies) <> 0) odd
         join order_lines l on l.org_id = odd.org_id and l.id = odd.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         left join batches b on b.id = odd.batch_id limit $1",
        MOST_PLACES
    )
}

/// Credit used is the sum of its entries and within the limit.
async fn credit_entries(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select r.name_en from orgs r
         left join (select org_id, sum(delta_fen) as used from credit_entries group by org_id) e on e.org_id = r.id
         where coalesce(e.used, 0) <> r.credit_used_fen or r.credit_used_fen > r.credit_limit_fen limit $1",
        MOST_PLACES
    )
}

/// The entries of an order are what its copies cost that have not left the way, less what was paid of its invoices; what is
/// left of that is open orders and unpaid invoices.
async fn credit_orders(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select o.no from orders o
         left join (select org_id, order_id, sum(delta_fen) as owed from credit_entries group by org_id, order_id) e
           on e.org_id = o.payer_id and e.order_id = o.id
         left join (
           select l.org_id, l.order_id, sum(s.copies * l.price_fen) as worth
           from order_lines l join slices s on s.org_id = l.org_id and s.line_id = l.id
           join stages g on g.code = s.stage where g.kind <> 'exit' group by l.org_id, l.order_id) w
           on w.org_id = o.org_id and w.order_id = o.id
         left join (
           select l.org_id, l.order_id, sum(v.copies * v.price_fen) as fen
           from invoices i join invoice_lines v on v.org_id = i.org_id and v.invoice_id = i.id
           join order_lines l on l.org_id = v.org_id and l.id = v.line_id
           where i.paid_day is not null group by l.org_id, l.order_id) p on p.org_id = o.org_id and p.order_id = o.id
         where coalesce(e.owed, 0) <> case when coalesce(w.worth, 0) > coalesce(p.fen, 0)
           then coalesce(w.worth, 0) - coalesce(p.fen, 0) else 0 end limit $1",
        MOST_PLACES
    )
}

/// An order's lines, copies and total are the sums of its lines.
async fn totals(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select o.no from orders o
         left join (select org_id, order_id, count(*) as lines, sum(copies) as copies, sum(copies * price_fen) as total
                    from order_lines group by org_id, order_id) l on l.org_id = o.org_id and l.order_id = o.id
         where coalesce(l.lines, 0) <> o.lines or coalesce(l.copies, 0) <> o.copies or coalesce(l.total, -1) <> o.total_fen
         limit $1",
        MOST_PLACES
    )
}

/// Copies in a batch stand at the batch's stage, and a batch that holds copies has not gone on.
async fn batch_stage(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select distinct b.no from slices s join batches b on b.id = s.batch_id
         where b.stage <> s.stage or b.moved_at is not null limit $1",
        MOST_PLACES
    )
}

/// What is written beside a batch is what stands in it, and one in which nothing stands has gone on.
async fn batch_sums(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select b.no from batches b
         left join (select batch_id, count(*) as lines, sum(copies) as copies from slices
                    where batch_id is not null group by batch_id) s on s.batch_id = b.id
         where b.lines <> coalesce(s.lines, 0) or b.copies <> coalesce(s.copies, 0)
            or (b.lines = 0 and b.moved_at is null) limit $1",
        MOST_PLACES
    )
}

/// The tree holds each organisation itself and everything above its parent (so, by induction, all above it).
async fn tree(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select r.name_en from orgs r
         where not exists (select 1 from org_tree t where t.above_id = r.id and t.org_id = r.id and t.depth = 0)
            or exists (select 1 from org_tree p where p.org_id = r.parent_id and not exists (
                 select 1 from org_tree t where t.above_id = p.above_id and t.org_id = r.id and t.depth = p.depth + 1))
         limit $1",
        MOST_PLACES
    )
}

/// The tree holds nothing else; a circle would need a pair that no parent explains.
async fn tree_extra(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select r.name_en from org_tree t join orgs r on r.id = t.org_id
         where (t.depth = 0 and t.above_id <> t.org_id)
            or (t.depth > 0 and not exists (
                 select 1 from org_tree p where p.org_id = r.parent_id and p.above_id = t.above_id and p.depth = t.depth - 1))
         limit $1",
        MOST_PLACES
    )
}

/// An order's payer is the customer itself or stands above it, and who placed it belongs to the payer.
async fn orphans(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select o.no from orders o
         where not exists (select 1 from org_tree t where t.above_id = o.payer_id and t.org_id = o.org_id)
            or not exists (select 1 from users u where u.org_id = o.payer_id and u.id = o.placed_by) limit $1",
        MOST_PLACES
    )
}

/// Nobody who is disabled is signed in.
async fn sessions(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select cast(count(*) as text) || ' live sessions of disabled users' from sessions s
         join users u on u.id = s.user_id where u.disabled_at is not null having count(*) > $1",
        0_i64
    )
}

/// A clock runs exactly while the house owes an answer.
async fn tickets(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select no from complaints where (state = 'open') <> (due_at is not null) or (state = 'closed') <> (closed_at is not null)
         limit $1",
        MOST_PLACES
    )
}

/// What happened since the oldest row of the outbox has its own: every act that moved copies, every answer to a customer,
/// every cause, every parcel that was sent or asked about, every invoice, and every letter. What is older was told and swept
/// away, or came in with a demo house.
async fn outbox(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select untold.what from (
           select m.kind || ' of ' || cast(m.at as text) as what, 'move' as kind, m.id, m.at from moves m
           union all
           select 'answer of ' || cast(m.at as text), 'answer', m.id, m.at from messages m where m.kind = 'house'
           union all
           select 'cause of ' || cast(c.posted_at as text), 'cause', c.id, c.posted_at from causes c
           union all
           select 'end of a cause of ' || cast(c.closed_at as text), 'cause_over', c.id, c.closed_at from causes c
           where c.closed_at is not null
           union all
           select distinct 'alert of ' || cast(n.told_at as text), 'alert', n.alert_id, n.told_at from alerts n
           where n.alert_id is not null
           union all
           select 'sending of ' || p.no, 'parcel', p.id, p.sent_at from parcels p where p.sent_at is not null
           union all
           select 'question about ' || p.no, 'acceptance', p.id, p.asked_at from parcels p where p.asked_at is not null
           union all
           select 'issue of ' || i.no, 'invoice', i.id, i.issued_at from invoices i
           union all
           select 'letter of ' || cast(l.made_at as text), 'letter', l.id, l.made_at from letters l) untold
         where untold.at > (select min(at) from outbox)
           and not exists (select 1 from outbox b where b.kind = untold.kind and b.subject_id = untold.id) limit $1",
        MOST_PLACES
    )
}
