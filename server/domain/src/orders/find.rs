//! One order: what was ordered and where every copy of it is.

use kernel::shapes::{Lines, OrderPage};
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::{list, substitute};
use crate::scope::Scope;
use crate::stages::Stages;
use crate::{journeys, parcels};

#[derive(sqlx::FromRow)]
struct Extra {
    placed_by: String,
    note: String,
    payer_id: Uuid,
    payer_zh: String,
    payer_en: String,
}

/// The order page.
///
/// # Errors
/// `NotFound` for a foreign or absent number.
pub async fn find(conn: &mut Conn, scope: &Scope, no: &str) -> Result<OrderPage> {
    let (org_id, id) = list::key(conn, scope, no).await?;
    let head = list::head(conn, (org_id, id)).await?;
    let extra = sql!(
        fetch_one as Extra,
        conn,
        "select u.name as placed_by, o.note, o.payer_id, p.name_zh as payer_zh, p.name_en as payer_en
         from orders o join users u on u.id = o.placed_by join orgs p on p.id = o.payer_id
         where o.org_id = $1 and o.id = $2",
        org_id,
        id
    )?;
    let stages = Stages::load(conn, scope.lang).await?;
    let complaints = sql!(
        fetch_all as (String, String),
        conn,
        "select no, subject from complaints where org_id = $1 and order_id = $2 order by filed_at desc",
        org_id,
        id
    )?;
    let mut lines = journeys::of_order(conn, scope, (org_id, id), &stages).await?;
    // Both in the order of the lines.
    let mut packed = parcels::of_order(conn, (org_id, id)).await?.into_iter().peekable();
    for line in &mut lines {
        line.parcels.extend(std::iter::from_fn(|| packed.next_if(|parcel| parcel.line_id == line.id)));
    }
    substitute::mark(conn, (org_id, id), &mut lines).await?;
    Ok(OrderPage {
        head: head.shown(scope),
        id,
        placed_by: extra.placed_by,
        on_behalf: (extra.payer_id != org_id).then(|| scope.lang.pick(&extra.payer_zh, &extra.payer_en).to_owned()),
        note: extra.note,
        lines,
        ports: stages.ports(),
        complaints,
        held: None,
    })
}

/// The number of the order that was placed under this id, if this person may see it. The id is made before the order's form
/// is first sent, so a form that comes back finds what became of it.
pub async fn placed(conn: &mut Conn, scope: &Scope, id: Uuid) -> Result<Option<String>> {
    // Each visible organisation is looked at by its key: `orders` has no index on the id alone.
    let found = sql!(
        fetch_optional as (String,),
        conn,
        "select o.no from org_tree t cross join orders o where t.above_id = $1 and o.org_id = t.org_id and o.id = $2",
        scope.org_id,
        id
    )?;
    Ok(found.map(|(no,)| no))
}

/// The lines alone: what an open page reads again when something moved.
///
/// # Errors
/// `NotFound` for a foreign or absent number.
pub async fn lines(conn: &mut Conn, scope: &Scope, no: &str) -> Result<Lines> {
    let key = list::key(conn, scope, no).await?;
    let stages = Stages::load(conn, scope.lang).await?;
    journeys::of_order(conn, scope, key, &stages).await
}
