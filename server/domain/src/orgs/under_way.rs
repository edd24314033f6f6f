//! A partner's look at its own customers: what is still to come for each, and what of it the partner owes the house.
//!
//! It never adds up what somebody else pays: a sub-partner's prices stay its own.

use kernel::shapes::CustomerState;
use kernel::{Lang, OrgKind, Refusal};
use store::{Conn, Result, sql};
use uuid::Uuid;

use crate::days::today;
use crate::scope::Scope;

#[derive(sqlx::FromRow)]
struct StateRow {
    id: Uuid,
    name_zh: String,
    name_en: String,
    city_zh: String,
    city_en: String,
    open_orders: i64,
    late_orders: i64,
    waiting: i64,
    on_the_way: i64,
    answered: i64,
    owed_fen: i64,
    last_order_at: Option<i64>,
}

/// All customers below the reader's organisation, by name.
///
/// # Errors
/// `NotFound` for everybody but partners.
pub async fn under_way(conn: &mut Conn, scope: &Scope) -> Result<Vec<CustomerState>> {
    if scope.kind != OrgKind::Partner {
        return Err(Refusal::NotFound.into());
    }
    let rows = sql!(
        fetch_all as StateRow,
        conn,
        "with below as (
           select o.id, o.name_zh, o.name_en, o.city_zh, o.city_en
           from org_tree t join orgs o on o.id = t.org_id where t.above_id = $1 and o.kind = 'customer'),
         coming as (
           select s.org_id, count(distinct l.order_id) as orders,
                  count(distinct case when o.needed_by < $2 then l.order_id end) as late,
                  cast(sum(case when g.kind = 'open' then s.copies else 0 end) as bigint) as waiting,
                  cast(sum(case when g.kind = 'way' then s.copies else 0 end) as bigint) as moving
           from below b join slices s on s.org_id = b.id
           join stages g on g.code = s.stage and g.kind in ('open', 'way')
           join order_lines l on l.org_id = s.org_id and l.id = s.line_id
           join orders o on o.org_id = l.org_id and o.id = l.order_id
           group by s.org_id),
         owed as (
           select o.org_id, cast(sum(e.delta_fen) as bigint) as fen
           from below b join orders o on o.org_id = b.id and o.payer_id = $1
           join credit_entries e on e.org_id = $1 and e.order_id = o.id
           group by o.org_id)
         select b.id, b.name_zh, b.name_en, b.city_zh, b.city_en, coalesce(c.orders, 0) as open_orders,
                coalesce(c.late, 0) as late_orders, coalesce(c.waiting, 0) as waiting, coalesce(c.moving, 0) as on_the_way,
                (select count(*) from complaints p where p.org_id = b.id and p.state = 'answered') as answered,
                coalesce(w.fen, 0) as owed_fen,
                (select max(o.placed_at) from orders o where o.org_id = b.id) as last_order_at
         from below b left join coming c on c.org_id = b.id left join owed w on w.org_id = b.id",
        scope.org_id,
        today(scope.now)
    )?;
    let mut states: Vec<CustomerState> = rows.into_iter().map(|row| row.shape(scope.lang)).collect();
    states.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    Ok(states)
}

impl StateRow {
    fn shape(self, lang: Lang) -> CustomerState {
        CustomerState {
            id: self.id,
            name: lang.pick(&self.name_zh, &self.name_en).to_owned(),
            city: lang.pick(&self.city_zh, &self.city_en).to_owned(),
            open_orders: self.open_orders,
            late_orders: self.late_orders,
            waiting: self.waiting,
            on_the_way: self.on_the_way,
            answered: self.answered,
            owed_fen: self.owed_fen,
            last_order_at: self.last_order_at,
        }
    }
}
