//! Something else instead of a line that comes too late: which titles may take its place, and the one act that cancels what
//! can be cancelled and orders the other title for the same course, day and reference.
//!
//! Copies that were bought already come all the same: only the desk can stop them, and the page says so.

mod akin;
mod links;

use jiff::civil::Date;
use kernel::shapes::{Kin, Offer, Placed, SubstituteRow, Substitutes};
use kernel::{FaultCode, Isbn, Refusal};
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use super::{PlaceOrder, cancel, place};
use crate::arrivals::View;
use crate::catalogue::TitleRow;
use crate::prices::{self, Prices, Surcharge};
use crate::scope::Scope;
use crate::{audit, catalogue, days};

pub(super) use links::mark;

/// What takes the place of a line.
#[derive(Clone, Debug)]
pub struct Substitute {
    /// Id of the order to come, made before the first send: a repeat finds the order that it made.
    pub id: Uuid,
    /// The line.
    pub line: Uuid,
    /// The other title, or the same one anew.
    pub isbn: String,
    /// How many copies of it.
    pub copies: i64,
    /// Bought at once.
    pub urgent: bool,
}

/// The line of which another takes the place.
#[derive(sqlx::FromRow)]
struct Original {
    org_id: Uuid,
    id: Uuid,
    order_no: String,
    payer_id: Uuid,
    own_ref: String,
    course: String,
    needed_by: Option<i64>,
    title_id: Uuid,
    isbn: String,
    title: String,
    authors: String,
    clc: String,
    price_fen: i64,
    waiting: i64,
    outstanding: i64,
    low: Option<i64>,
    high: Option<i64>,
}

/// Orders another title in the place of a line, for the same customer, course, day and reference, and cancels as many of its
/// copies as can still be cancelled. Who promises arrivals must promise those of the new order.
///
/// # Errors
/// `copies: OutOfRange` for more than have not come yet; `isbn: UnknownChoice` for what cannot be ordered; `NotFound` for a
/// foreign line; `NotAllowed` for who does not pay for it; `AlteredRepeat` for an id that stands for another order; `Credit`.
pub async fn substitute(tx: &mut Tx, scope: &Scope, wish: &Substitute) -> Result<Placed> {
    scope.buyer()?;
    let line = original(tx, scope, wish.line).await?;
    if line.payer_id != scope.org_id {
        return Err(Refusal::NotAllowed.into());
    }
    if let Some(placed) = placed_before(tx, &line, wish.id).await? {
        return Ok(placed);
    }
    if !(1..=line.outstanding).contains(&wish.copies) {
        return Err(Refusal::field("copies", FaultCode::OutOfRange { min: 1, max: line.outstanding }).into());
    }
    let isbn = Isbn::parse(&wish.isbn).map_err(|_| Refusal::field("isbn", FaultCode::UnknownChoice))?;
    let cancelled = wish.copies.min(line.waiting);
    if cancelled > 0 {
        cancel(tx, scope, line.id, cancelled).await?;
    }
    let form = PlaceOrder {
        id: wish.id,
        for_org: Some(line.org_id),
        text: format!("{isbn} {}", wish.copies),
        needed_by: deadline(line.needed_by, scope.now),
        own_ref: line.own_ref.clone(),
        course: line.course.clone(),
        urgent: wish.urgent,
        ..PlaceOrder::default()
    };
    let placed = place(tx, scope, &form).await.map_err(about_the_title)?;
    link(tx, &line, wish.id).await?;
    let detail =
        serde_json::json!({ "line": line.id, "of": line.order_no, "copies": wish.copies, "cancelled": cancelled });
    let entry = audit::Entry { org_id: line.org_id, verb: "order.substitute", subject: placed.no.clone(), detail };
    audit::record(tx, scope, entry).await?;
    Ok(placed)
}

/// What was wrong with the list of the new order is wrong with the title that was chosen.
fn about_the_title(fault: store::Fault) -> store::Fault {
    match fault {
        store::Fault::Refused(Refusal::Invalid(faults)) if faults.of("text").is_some() => {
            Refusal::field("isbn", FaultCode::UnknownChoice).into()
        }
        other => other,
    }
}

/// The day as a form has it. A day that has passed cannot be kept any more.
fn deadline(needed_by: Option<i64>, now: i64) -> String {
    let date = |day: i64| Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(day).ok()?).ok();
    needed_by.filter(|day| *day >= days::today(now)).and_then(date).map(|date| date.to_string()).unwrap_or_default()
}

/// The order that was placed under this id, if it takes the place of this line.
async fn placed_before(tx: &mut Tx, line: &Original, id: Uuid) -> Result<Option<Placed>> {
    let found = sql!(
        fetch_optional as (String, Option<Uuid>),
        tx,
        "select o.no, l.instead_of from orders o join order_lines l on l.org_id = o.org_id and l.order_id = o.id
         where o.org_id = $1 and o.id = $2 and l.position = 1",
        line.org_id,
        id
    )?;
    match found {
        Some((no, Some(instead_of))) if instead_of == line.id => Ok(Some(Placed { no, again: true })),
        Some(_) => Err(Refusal::AlteredRepeat.into()),
        None => Ok(None),
    }
}

async fn link(tx: &mut Tx, line: &Original, order_id: Uuid) -> Result<()> {
    sql!(
        execute,
        tx,
        "update order_lines set instead_of = $3 where org_id = $1 and order_id = $2",
        line.org_id,
        order_id,
        line.id
    )?;
    Ok(())
}

/// A visible line with what belongs to its order.
async fn original(conn: &mut Conn, scope: &Scope, id: Uuid) -> Result<Original> {
    let found = sql!(
        fetch_optional as Original,
        conn,
        "select l.org_id, l.id, o.no as order_no, o.payer_id, o.own_ref, o.course, o.needed_by, l.title_id, b.isbn, b.title,
                b.authors, b.clc, l.price_fen, a.low, a.high,
                coalesce(cast(sum(case when g.kind = 'open' then s.copies end) as bigint), 0) as waiting,
                coalesce(cast(sum(case when g.kind in ('open', 'way') then s.copies end) as bigint), 0) as outstanding
         from org_tree t cross join order_lines l cross join orders o cross join titles b cross join slices s
         cross join stages g left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
         where t.above_id = $1 and l.org_id = t.org_id and l.id = $2 and o.org_id = l.org_id and o.id = l.order_id
           and b.id = l.title_id and s.org_id = l.org_id and s.line_id = l.id and g.code = s.stage
         group by l.org_id, l.id, o.no, o.payer_id, o.own_ref, o.course, o.needed_by, l.title_id, b.isbn, b.title, b.authors,
                  b.clc, l.price_fen, a.low, a.high",
        scope.org_id,
        id
    )?;
    found.ok_or_else(|| Refusal::NotFound.into())
}

/// What may take the place of a line, with prices and dates; for who may order it.
///
/// # Errors
/// `NotFound` for a foreign or absent line, `NotAllowed` for who does not pay for it.
pub async fn substitutes(
    conn: &mut Conn,
    scope: &Scope,
    (no, position): (&str, i64),
    view: Option<&View>,
) -> Result<Substitutes> {
    scope.buyer()?;
    let (org_id, order_id) = super::key(conn, scope, no).await?;
    let found = sql!(
        fetch_optional as (Uuid,),
        conn,
        "select id from order_lines where org_id = $1 and order_id = $2 and position = $3",
        org_id,
        order_id,
        position
    )?;
    let (id,) = found.ok_or(Refusal::NotFound)?;
    let line = original(conn, scope, id).await?;
    if line.payer_id != scope.org_id {
        return Err(Refusal::NotAllowed.into());
    }
    let kin = akin::find(conn, (line.title_id, &line.title, &line.authors, &line.clc)).await?;
    let isbns: Vec<Isbn> = std::iter::once(&line.isbn)
        .chain(kin.iter().map(|(isbn, _)| isbn))
        .filter_map(|isbn| Isbn::parse(isbn).ok())
        .collect();
    let titles = catalogue::by_isbns(conn, &isbns).await?;
    let offers = Offers {
        prices: Prices::load(conn, scope.org_id, scope.now).await?,
        urgent: prices::urgent(conn, scope.now).await?,
        needed_by: line.needed_by,
        view,
    };
    let same = std::iter::once((line.isbn.clone(), Kin::Same));
    let rows = same.chain(kin).filter_map(|(isbn, kin)| offers.row(titles.iter().find(|row| row.isbn == isbn)?, kin));
    Ok(Substitutes {
        rows: rows.collect(),
        line: line.id,
        isbn: line.isbn,
        title: line.title,
        authors: line.authors,
        price_fen: line.price_fen,
        needed_by: line.needed_by,
        course: line.course,
        cancellable: line.waiting,
        outstanding: line.outstanding,
        arrives: line.low.zip(line.high),
    })
}

/// What an offer is made from.
struct Offers<'a> {
    prices: Prices,
    urgent: Surcharge,
    needed_by: Option<i64>,
    view: Option<&'a View>,
}

impl Offers<'_> {
    /// A title with its two prices; `None` for one that cannot be ordered.
    fn row(&self, title: &TitleRow, kin: Kin) -> Option<SubstituteRow> {
        let price_fen = self.prices.unit(title.list_minor, &title.currency)?.price_fen;
        Some(SubstituteRow {
            isbn: title.isbn.clone(),
            title: title.title.clone(),
            authors: title.authors.clone(),
            publisher: title.publisher.clone(),
            kin,
            ordinary: self.offer(title.publisher_id, price_fen, false),
            urgent: self.offer(title.publisher_id, self.urgent.price_fen(price_fen)?, true),
        })
    }

    fn offer(&self, publisher: Uuid, price_fen: i64, urgent: bool) -> Offer {
        let safe = self.view.zip(self.needed_by).and_then(|(view, day)| {
            let safe = view.safe_days(publisher, day)?;
            let last = if urgent { safe.urgent } else { safe.ordinary };
            Some(last.is_some_and(|last| last >= view.day()))
        });
        Offer { price_fen, expected: self.view.and_then(|view| view.expected(publisher, urgent)), in_time: safe }
    }
}
