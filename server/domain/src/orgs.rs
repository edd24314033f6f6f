//! Organisations and who stands above whom. `org_tree` holds every pair of an organisation and one above it, itself
//! included, so that a right over a whole tree is one look-up.
//!
//! It knows nothing of what is ordered, but for the overview in [`under_way`]. Credit is only begun here; it moves in
//! [`crate::credit`].

mod under_way;

use kernel::shapes::CustomerRow;
use kernel::{FaultCode, Faults, Lang, OrgKind, Refusal, Role};
use serde_json::json;
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use crate::audit::{self, Entry};
use crate::scope::{Scope, new_id};

pub use under_way::under_way;

/// An organisation that is to be added.
#[derive(Clone, Debug)]
pub struct NewOrg {
    /// Who stands directly above it; nobody for the house alone.
    pub parent_id: Option<Uuid>,
    /// What it is to the house.
    pub kind: OrgKind,
    /// Class of institution: `university`, `library`, `bookstore`… Those of one class are recommended alike.
    pub class: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// City in Chinese.
    pub city_zh: String,
    /// City in English.
    pub city_en: String,
    /// Its price in basis points of the converted list price.
    pub factor_bp: i64,
    /// Most that it may owe, in fen.
    pub credit_limit_fen: i64,
    /// The instant, milliseconds of UTC since 1970.
    pub now: i64,
}

/// Adds an organisation below its parent and returns its key.
///
/// # Errors
/// `Invalid` with every fault; a parent that does not exist, or below which this kind cannot stand, is `UnknownChoice`.
pub async fn add(tx: &mut Tx, new: &NewOrg) -> Result<Uuid> {
    let mut faults = check(new);
    if !may_stand_below(tx, new.kind, new.parent_id).await? {
        faults.add("parent", FaultCode::UnknownChoice);
    }
    faults.check()?;
    let id = new_id();
    insert(tx, id, new).await?;
    let detail = json!({ "kind": new.kind.code(), "name": new.name_en.trim(), "parent": new.parent_id });
    let entry = Entry { org_id: id, verb: "org.add", subject: id.to_string(), detail };
    audit::append(tx, new.now, None, entry).await?;
    Ok(id)
}

/// Whom this person may order for: the own organisation first, then, at a partner, all customers below it by name. Nobody
/// for those who do not order.
pub async fn customers(conn: &mut Conn, scope: &Scope) -> Result<Vec<CustomerRow>> {
    if scope.buyer().is_err() {
        return Ok(Vec::new());
    }
    own_and_customers(conn, scope).await
}

/// The own organisation, and all customers below it by name.
pub(crate) async fn own_and_customers(conn: &mut Conn, scope: &Scope) -> Result<Vec<CustomerRow>> {
    let mut rows = sql!(
        fetch_all as CustomerNames,
        conn,
        "select o.id, o.name_zh, o.name_en from org_tree t join orgs o on o.id = t.org_id
         where t.above_id = $1 and (o.id = $1 or o.kind = 'customer')",
        scope.org_id
    )?;
    let name = |row: &CustomerNames| scope.lang.pick(&row.name_zh, &row.name_en).to_owned();
    rows.sort_by_cached_key(|row| (row.id != scope.org_id, name(row), row.id));
    Ok(rows.iter().map(|row| CustomerRow { id: row.id, name: name(row) }).collect())
}

/// Every organisation that this person may see: the own one and all below it.
pub async fn below(conn: &mut Conn, scope: &Scope) -> Result<Vec<Uuid>> {
    let rows = sql!(fetch_all as (Uuid,), conn, "select org_id from org_tree where above_id = $1", scope.org_id)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Whether this person may order for an organisation.
///
/// # Errors
/// `NotAllowed` for who orders for nobody, `NotFound` for an organisation that is not the own one or a customer below it.
pub async fn may_order_for(conn: &mut Conn, scope: &Scope, org_id: Uuid) -> Result<()> {
    scope.buyer()?;
    let found = sql!(
        fetch_optional as (i64,),
        conn,
        "select t.depth from org_tree t join orgs o on o.id = t.org_id
         where t.above_id = $1 and t.org_id = $2 and (o.id = $1 or o.kind = 'customer')",
        scope.org_id,
        org_id
    )?;
    found.map(drop).ok_or_else(|| Refusal::NotFound.into())
}

/// The scope of a job or of the command line: the house itself, no person.
///
/// # Errors
/// `NotFound` when the database has no house yet.
pub async fn job(conn: &mut Conn, now: i64) -> Result<Scope> {
    let org_id = house(conn).await?.ok_or(Refusal::NotFound)?;
    let (kind, role) = (OrgKind::House, Role::Supervisor);
    Ok(Scope { user_id: None, org_id, kind, role, desk: None, lang: Lang::default(), now })
}

/// The house, once there is one.
pub(crate) async fn house(conn: &mut Conn) -> Result<Option<Uuid>> {
    let found = sql!(fetch_optional as (Uuid,), conn, "select id from orgs where kind = 'house'")?;
    Ok(found.map(|(id,)| id))
}

#[derive(sqlx::FromRow)]
struct CustomerNames {
    id: Uuid,
    name_zh: String,
    name_en: String,
}

fn check(new: &NewOrg) -> Faults {
    let mut faults = Faults::new();
    faults.text("class", &new.class, 1, 40);
    faults.text("name_zh", &new.name_zh, 1, 200);
    faults.text("name_en", &new.name_en, 1, 200);
    faults.text("city_zh", &new.city_zh, 0, 80);
    faults.text("city_en", &new.city_en, 0, 80);
    if !(1..=100_000).contains(&new.factor_bp) {
        faults.add("factor_bp", FaultCode::OutOfRange { min: 1, max: 100_000 });
    }
    if new.credit_limit_fen < 0 {
        faults.add("credit_limit_fen", FaultCode::OutOfRange { min: 0, max: i64::MAX });
    }
    faults
}

/// There is one house and it stands alone at the top; nothing stands below a customer.
async fn may_stand_below(tx: &mut Tx, kind: OrgKind, parent_id: Option<Uuid>) -> Result<bool> {
    let Some(parent_id) = parent_id else {
        return Ok(kind == OrgKind::House && house(tx).await?.is_none());
    };
    let parent = sql!(fetch_optional as (String,), tx, "select kind from orgs where id = $1", parent_id)?;
    let parent = parent.and_then(|(code,)| OrgKind::from_code(&code));
    Ok(kind != OrgKind::House && matches!(parent, Some(OrgKind::House | OrgKind::Partner)))
}

async fn insert(tx: &mut Tx, id: Uuid, new: &NewOrg) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into orgs (id, parent_id, kind, class, name_zh, name_en, city_zh, city_en, factor_bp, credit_limit_fen,
                           credit_used_fen, created_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, 1)",
        id,
        new.parent_id,
        new.kind.code(),
        new.class.trim(),
        new.name_zh.trim(),
        new.name_en.trim(),
        new.city_zh.trim(),
        new.city_en.trim(),
        new.factor_bp,
        new.credit_limit_fen,
        new.now
    )?;
    sql!(execute, tx, "insert into org_tree (above_id, org_id, depth) values ($1, $1, 0)", id)?;
    sql!(
        execute,
        tx,
        "insert into org_tree (above_id, org_id, depth)
         select above.above_id, o.id, above.depth + 1 from orgs o join org_tree above on above.org_id = o.parent_id
         where o.id = $1",
        id
    )?;
    Ok(())
}
