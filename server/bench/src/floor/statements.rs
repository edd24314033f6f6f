//! The statements of the house, word for word: what the floor runs is what the portal runs. They are copied, because a
//! statement of the house is a literal where it is used; the test below goes red when one of them was changed there.

/// Who asks, by the hash of the token.
pub const SESSION: &str = "select s.id, s.seen_at, s.org_id, s.user_id, o.kind, u.role, u.desk, u.lang
    from sessions s join users u on u.org_id = s.org_id and u.id = s.user_id join orgs o on o.id = s.org_id
    where s.token_hash = $1 and s.expires_at > $2 and s.seen_at > $3 and u.disabled_at is null";
/// The reader, for the masthead.
pub const ME: &str = "select u.name, u.email, u.lang, o.name_zh, o.name_en, d.name_zh as desk_zh, d.name_en as desk_en,
           o.credit_limit_fen, o.credit_used_fen
    from users u join orgs o on o.id = u.org_id left join desks d on d.code = u.desk
    where u.org_id = $1 and u.id = $2";
/// A page of orders.
pub const ORDERS: &str = "with page as (
      select o.org_id, o.id, o.no, o.payer_id, o.own_ref, o.course, o.placed_at, o.needed_by, o.urgent, o.lines, o.copies,
             o.total_fen
      from org_tree t join orders o on o.org_id = t.org_id
      where t.above_id = $3 and t.org_id >= $4 and t.org_id <= $5 and (o.placed_at, o.id) < ($1, $2)
      order by o.placed_at desc, o.id desc limit 41),
    ways as (
      select l.order_id, g.kind, sum(s.copies) as copies, max(a.low) as low, max(a.high) as high
      from page p cross join order_lines l cross join slices s cross join stages g
      left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
      where l.org_id = p.org_id and l.order_id = p.id and s.org_id = l.org_id and s.line_id = l.id
        and g.code = s.stage
      group by l.order_id, g.kind)
    select p.id, p.no, r.name_zh as org_zh, r.name_en as org_en, p.payer_id, p.own_ref, p.course, p.placed_at, p.needed_by,
           p.urgent, p.lines, p.copies, p.total_fen,
           coalesce(cast(max(case when w.kind = 'open' then w.copies end) as bigint), 0) as open,
           coalesce(cast(max(case when w.kind = 'way' then w.copies end) as bigint), 0) as way,
           coalesce(cast(max(case when w.kind = 'end' then w.copies end) as bigint), 0) as arrived,
           max(w.low) as low, max(w.high) as high
    from page p join orgs r on r.id = p.org_id left join ways w on w.order_id = p.id
    group by p.id, p.no, r.name_zh, r.name_en, p.payer_id, p.own_ref, p.course, p.placed_at, p.needed_by, p.urgent, p.lines,
             p.copies, p.total_fen
    order by p.placed_at desc, p.id desc";
/// An order by its number, if the reader may see it.
pub const ORDER_KEY: &str =
    "select o.org_id, o.id from orders o join org_tree t on t.org_id = o.org_id and t.above_id = $1 where o.no = $2";
/// The order with its copies in each kind of stage.
pub const ORDER_HEAD: &str =
    "select o.id, o.no, r.name_zh as org_zh, r.name_en as org_en, o.payer_id, o.own_ref, o.course, o.placed_at, o.needed_by, o.urgent,
           o.lines, o.copies, o.total_fen,
           coalesce(cast(sum(case when g.kind = 'open' then s.copies end) as bigint), 0) as open,
           coalesce(cast(sum(case when g.kind = 'way' then s.copies end) as bigint), 0) as way,
           coalesce(cast(sum(case when g.kind = 'end' then s.copies end) as bigint), 0) as arrived,
           max(a.low) as low, max(a.high) as high
    from orders o cross join orgs r cross join order_lines l cross join slices s cross join stages g
    left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
    where o.org_id = $1 and o.id = $2 and r.id = o.org_id and l.org_id = o.org_id and l.order_id = o.id
      and s.org_id = l.org_id and s.line_id = l.id and g.code = s.stage
    group by o.id, o.no, r.name_zh, r.name_en, o.payer_id, o.own_ref, o.course, o.placed_at, o.needed_by, o.urgent, o.lines,
             o.copies, o.total_fen";
/// What the list does not show.
pub const ORDER_EXTRA: &str =
    "select u.name as placed_by, o.note, o.payer_id, p.name_zh as payer_zh, p.name_en as payer_en
    from orders o join users u on u.id = o.placed_by join orgs p on p.id = o.payer_id
    where o.org_id = $1 and o.id = $2";
/// The ports of the way.
pub const STAGES: &str =
    "select s.code, s.position, s.kind, s.desk, d.name_zh as desk_zh, d.name_en as desk_en, s.letter,
           s.name_zh, s.name_en, s.usual_days
    from stages s join desks d on d.code = s.desk order by s.position";
/// Complaints about the order.
pub const ORDER_COMPLAINTS: &str =
    "select no, subject from complaints where org_id = $1 and order_id = $2 order by filed_at desc";
/// Its lines, one row for each slice.
pub const ORDER_LINES: &str =
    "select l.id as line_id, l.position, t.isbn, t.title, t.authors, p.name as publisher, l.copies as line_copies,
           l.price_fen, o.payer_id, s.stage, b.no as batch, s.copies, s.since, l.urgent_at,
           h.name_zh as held_zh, h.name_en as held_en, c.rhythm_days, c.anchor_day,
           q.kind as cause_kind, q.text_zh as cause_zh, q.text_en as cause_en, q.extra_days as cause_days,
           q.posted_at as cause_since, a.low, a.mid, a.high, a.sure, a.late, a.silent_at, a.extra_days, a.parts
    from orders o cross join order_lines l cross join titles t cross join publishers p cross join slices s
    left join batches b on b.id = s.batch_id left join reasons h on h.code = b.held_reason
    left join cutoffs c on c.publisher_id = l.publisher_id
    left join causes q on q.batch_id = s.batch_id and q.closed_at is null
    left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
    where o.org_id = $1 and o.id = $2 and l.org_id = o.org_id and l.order_id = o.id and t.id = l.title_id
      and p.id = l.publisher_id and s.org_id = l.org_id and s.line_id = l.id order by l.position";
/// Every step of its copies.
pub const ORDER_STEPS: &str =
    "with lines as materialized (select org_id, id from order_lines where org_id = $1 and order_id = $2)
    select m.line_id, m.at, m.copies, m.from_stage, m.to_stage, b.no as batch, r.name_zh as reason_zh,
           r.name_en as reason_en, v.kind
    from lines l cross join movements m cross join moves v
    left join batches b on b.id = m.to_batch left join reasons r on r.code = v.reason
    where m.org_id = l.org_id and m.line_id = l.id and v.id = m.move_id
    order by m.at, m.id";
/// What was promised of them.
pub const ORDER_PROMISES: &str = "select p.line_id, p.at, p.low, p.high, p.reason, p.note
    from order_lines l cross join promises p
    where l.org_id = $1 and l.order_id = $2 and p.org_id = l.org_id and p.line_id = l.id
    order by p.at, p.id";
/// Lines by whatever number is at hand.
pub const FOUND_LINES: &str = "with hits as (
      select l.org_id, l.id from titles b cross join org_tree t cross join order_lines l
      where b.isbn = $2 and t.above_id = $1 and l.title_id = b.id and l.org_id = t.org_id
      union all
      select l.org_id, l.id from orders o join org_tree t on t.org_id = o.org_id and t.above_id = $1
      join order_lines l on l.org_id = o.org_id and l.order_id = o.id where o.no = $3
      union all
      select l.org_id, l.id from org_tree t cross join orders o cross join order_lines l
      where t.above_id = $1 and o.own_ref = $4 and o.org_id = t.org_id and l.org_id = o.org_id and l.order_id = o.id
      union all
      select m.org_id, m.line_id from batches b cross join moves v cross join movements m cross join org_tree t
      where b.no = $3 and v.to_batch = b.id and m.move_id = v.id and t.org_id = m.org_id and t.above_id = $1
      union all
      select i.org_id, i.line_id from parcels p cross join org_tree t cross join parcel_items i
      where p.no = $3 and t.above_id = $1 and t.org_id = p.org_id and i.org_id = p.org_id and i.parcel_id = p.id
      union all
      select i.org_id, i.line_id from parcels p cross join org_tree t cross join parcel_items i
      where p.tracking = $3 and t.above_id = $1 and t.org_id = p.org_id and i.org_id = p.org_id
        and i.parcel_id = p.id
      union all
      select v.org_id, v.line_id from invoices i cross join invoice_lines v
      where i.no = $3 and i.payer_id = $1 and v.org_id = i.org_id and v.invoice_id = i.id
      union all
      select v.org_id, v.line_id from invoices i cross join invoice_lines v
      where i.tax_no = $3 and i.tax_no <> '' and i.payer_id = $1 and v.org_id = i.org_id and v.invoice_id = i.id),
    newest as (
      select distinct l.org_id, l.id, l.order_id, l.position, o.placed_at
      from hits h cross join order_lines l cross join orders o
      where l.org_id = h.org_id and l.id = h.id and o.org_id = l.org_id and o.id = l.order_id
      order by o.placed_at desc, l.order_id, l.position limit 51)
    select o.no as order_no, o.own_ref, r.name_zh as org_zh, r.name_en as org_en, o.placed_at, o.needed_by,
           l.id as line_id, l.position, t.isbn, t.title, t.authors, p.name as publisher, l.copies as line_copies,
           l.price_fen, o.payer_id, s.stage, b.no as batch, s.copies, s.since, l.urgent_at,
           h.name_zh as held_zh, h.name_en as held_en, c.rhythm_days, c.anchor_day,
           q.kind as cause_kind, q.text_zh as cause_zh, q.text_en as cause_en, q.extra_days as cause_days,
           q.posted_at as cause_since, a.low, a.mid, a.high, a.sure, a.late, a.silent_at, a.extra_days, a.parts
    from newest n cross join order_lines l cross join orders o cross join orgs r cross join titles t
    cross join publishers p cross join slices s
    left join batches b on b.id = s.batch_id left join reasons h on h.code = b.held_reason
    left join cutoffs c on c.publisher_id = l.publisher_id
    left join causes q on q.batch_id = s.batch_id and q.closed_at is null
    left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
    where l.org_id = n.org_id and l.id = n.id and o.org_id = l.org_id and o.id = l.order_id and r.id = o.org_id
      and t.id = l.title_id and p.id = l.publisher_id and s.org_id = l.org_id and s.line_id = l.id
    order by o.placed_at desc, l.order_id, l.position";
/// Whether the reader may order for an organisation.
pub const MAY_ORDER_FOR: &str = "select t.depth from org_tree t join orgs o on o.id = t.org_id
    where t.above_id = $1 and t.org_id = $2 and (o.id = $1 or o.kind = 'customer')";
/// The order that the same send made before.
pub const PLACED_BEFORE: &str = "select no, content_hash from orders where org_id = $1 and id = $2";
/// Titles by their ISBNs.
pub const TITLES: &str = "with recursive wanted (place, isbn) as (
      select 1, substr($1, 1, 13)
      union all select place + 1, substr($1, place * 13 + 1, 13) from wanted where place * 13 < length($1))
    select t.id, t.isbn, t.title, t.authors, t.publisher_id, p.name as publisher, t.currency, t.list_minor
    from wanted w cross join titles t join publishers p on p.id = t.publisher_id
    where t.isbn = w.isbn";
/// The price factor of who pays.
pub const FACTOR: &str = "select factor_bp from orgs where id = $1";
/// The latest exchange rates.
pub const RATES: &str = "with recursive wanted (place, currency) as (
      select 1, substr($1, 1, 3)
      union all select place + 1, substr($1, place * 3 + 1, 3) from wanted where place * 3 < length($1))
    select currency,
      (select r.rate_micro from rates r where r.currency = w.currency and r.day <= $2 order by r.day desc limit 1)
    from wanted w";
/// Copies of a title that were ordered before.
pub const ORDERED_BEFORE: &str =
    "select coalesce(cast(sum(copies) as bigint), 0) from order_lines where title_id = $1 and org_id = $2";
/// A running number.
pub const NEXT_NUMBER: &str = "insert into counters (name, value) values ($1, $2)
    on conflict (name) do update set value = counters.value + excluded.value returning value";
/// The order.
pub const NEW_ORDER: &str =
    "insert into orders (org_id, id, no, payer_id, placed_by, own_ref, course, note, needed_by, urgent, lines, copies,
                        total_fen, content_hash, placed_at, version)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1)";
/// The act by which its copies begin their way.
pub const NEW_MOVE: &str = "insert into moves (id, kind, from_batch, to_batch, reason, note, by_id, at, undoes)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
/// Credit, taken if there is enough.
pub const TAKE_CREDIT: &str = "update orgs set credit_used_fen = credit_used_fen + $2, version = version + 1
    where id = $1 and credit_used_fen + $2 <= credit_limit_fen and credit_used_fen + $2 >= 0";
/// And its entry.
pub const CREDIT_ENTRY: &str =
    "insert into credit_entries (org_id, id, order_id, delta_fen, reason, at) values ($1, $2, $3, $4, $5, $6)";
/// The head of the chain of audit rows.
pub const AUDIT_HEAD: &str = "insert into audit_heads (org_id, seq, hash) values ($1, 1, '')
    on conflict (org_id) do update set seq = audit_heads.seq + 1 returning seq, hash";
/// A row of it.
pub const AUDIT_ROW: &str = "insert into audit (org_id, seq, at, actor_id, verb, subject, detail, prev_hash, hash)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
/// Its new hash.
pub const AUDIT_SEAL: &str = "update audit_heads set hash = $2 where org_id = $1";
/// For open pages.
pub const NEW_EVENT: &str = "insert into events (id, at, org_id, kind, subject_id) values ($1, $2, $3, $4, $5)";

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::path::Path;

    /// Line breaks and indents mean nothing to either engine.
    fn plain(statement: &str) -> String {
        statement.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_floor_runs_what_the_house_runs() {
        let house = Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/src");
        let known: HashSet<String> =
            store::registry::statements(&[&house]).unwrap().iter().map(|found| plain(&found.text)).collect();
        let here =
            std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/floor/statements.rs")).unwrap();
        let (constants, _) = here.split_once("#[cfg(test)]").unwrap();
        let copied: Vec<&str> = constants.split('"').skip(1).step_by(2).collect();
        assert_eq!(copied.len(), constants.matches("pub const").count());
        for statement in copied {
            assert!(known.contains(&plain(statement)), "changed in the house, copy it anew: {statement}");
        }
    }
}
