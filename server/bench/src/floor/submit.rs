//! An order of a pasted list, placed: the statements of the house in its order, in one transaction.

use std::collections::HashMap;

use axum::extract::{Form, State};
use axum::http::HeaderMap;
use kernel::days::today;
use kernel::money::unit_price_fen;
use kernel::{Isbn, Uuid, paste};
use serde::Deserialize;
use sqlx::{QueryBuilder, query, query_as};

use super::super::rows::{Asker, Stage, Title};
use super::super::{Fault, House, hash, new_id, now, statements as sql};
use super::door::{Link, asker};
use super::{BEGIN, Engine};

/// How often a transaction that lost against another one is run again.
const RETRIES: usize = 5;
const CODES: &str = "USDGBPEURJPYCHFRUBTWDHKDKRWCADAUDINRSEKPLNCNY";

/// The fields of the portal's order form that the bench sends.
#[derive(Deserialize)]
pub struct OrderForm {
    #[serde(rename = "form[id]")]
    id: Uuid,
    #[serde(rename = "form[text]")]
    text: String,
    #[serde(rename = "form[own_ref]")]
    own_ref: String,
}

struct Line {
    id: Uuid,
    title: Title,
    copies: i64,
    price_fen: i64,
    rate_micro: i64,
}

/// The handler.
pub async fn place(
    State(house): State<House<Engine>>,
    headers: HeaderMap,
    Form(form): Form<OrderForm>,
) -> Result<String, Fault> {
    let asker = asker(&mut *house.readers.acquire().await?, &headers).await?;
    let mut tries = 0;
    loop {
        match transact(&house, &asker, &form).await {
            Err(Fault::Database(error)) if is_conflict(&error) && tries < RETRIES => tries += 1,
            Ok(no) => return Ok(format!("{{\"no\":\"{no}\",\"again\":false}}")),
            Err(fault) => return Err(fault),
        }
    }
}

fn is_conflict(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .and_then(|error| error.code())
        .is_some_and(|code| matches!(code.as_ref(), "40001" | "40P01"))
}

async fn transact(house: &House<Engine>, asker: &Asker, form: &OrderForm) -> Result<String, Fault> {
    let mut tx = house.writers.begin_with(BEGIN).await?;
    let no = write(&mut tx, asker, form, now()).await?;
    tx.commit().await?;
    Ok(no)
}

async fn write(tx: &mut Link, asker: &Asker, form: &OrderForm, now: i64) -> Result<String, Fault> {
    let (payer, content) = (asker.org_id, hash(&[&form.text, &form.own_ref]));
    let allowed = query_as(sql::MAY_ORDER_FOR).bind(payer).bind(payer).fetch_optional(&mut *tx).await?;
    let _: (i64,) = allowed.ok_or(Fault::NotFound)?;
    not_placed(tx, payer, form.id).await?;
    let (lines, factor_bp) = read(tx, payer, &form.text, now).await?;
    let number: (i64,) = query_as(sql::NEXT_NUMBER).bind("F26").bind(1_i64).fetch_one(&mut *tx).await?;
    let no = format!("F26-{:06}", number.0);
    not_placed(tx, payer, form.id).await?;
    let (count, copies) = (lines.len() as i64, lines.iter().map(|line| line.copies).sum::<i64>());
    let total: i64 = lines.iter().map(|line| line.price_fen * line.copies).sum();
    let order = query(sql::NEW_ORDER).bind(payer).bind(form.id).bind(&no).bind(payer).bind(asker.user_id);
    let order =
        order.bind(&form.own_ref).bind("").bind("").bind(None::<i64>).bind(false).bind(count).bind(copies).bind(total);
    order.bind(content).bind(now).execute(&mut *tx).await?;
    write_lines(tx, (payer, form.id), &lines, factor_bp).await?;
    let stages: Vec<Stage> = query_as(sql::STAGES).fetch_all(&mut *tx).await?;
    let first = stages.iter().find(|stage| stage.kind == "open").ok_or(Fault::NotFound)?;
    start(tx, asker, &lines, &first.code, now).await?;
    take_credit(tx, payer, form.id, total, now).await?;
    audit(tx, asker, &no, count, now).await?;
    let event = query(sql::NEW_EVENT).bind(new_id()).bind(now).bind(payer).bind("order.placed").bind(form.id);
    event.execute(&mut *tx).await?;
    Ok(no)
}

async fn not_placed(tx: &mut Link, org_id: Uuid, id: Uuid) -> Result<(), Fault> {
    let found: Option<(String, String)> = query_as(sql::PLACED_BEFORE).bind(org_id).bind(id).fetch_optional(tx).await?;
    found.map_or(Ok(()), |_| Err(Fault::Refused("sent twice")))
}

/// What the list says, with prices.
async fn read(tx: &mut Link, payer: Uuid, text: &str, now: i64) -> Result<(Vec<Line>, i64), Fault> {
    let typed = paste::read(text).map_err(|_| Fault::Refused("too long"))?;
    let wanted: HashMap<String, i64> =
        paste::merge(&typed).into_iter().map(|(isbn, copies, _)| (isbn.to_string(), copies)).collect();
    let isbns: String =
        typed.iter().filter_map(|row| row.read.as_ref().ok()).map(|(isbn, _): &(Isbn, i64)| isbn.to_string()).collect();
    let titles: Vec<Title> = query_as(sql::TITLES).bind(isbns).fetch_all(&mut *tx).await?;
    let (factor_bp,): (i64,) = query_as(sql::FACTOR).bind(payer).fetch_one(&mut *tx).await?;
    let today = today(now);
    let rates: Vec<(String, Option<i64>)> = query_as(sql::RATES).bind(CODES).bind(today).fetch_all(&mut *tx).await?;
    let rates: HashMap<String, i64> = rates.into_iter().filter_map(|(code, rate)| Some((code, rate?))).collect();
    let mut lines = Vec::with_capacity(titles.len());
    for title in titles {
        let _: (i64,) = query_as(sql::ORDERED_BEFORE).bind(title.id).bind(payer).fetch_one(&mut *tx).await?;
        let rate_micro = rates.get(&title.currency).copied().unwrap_or(1_000_000);
        let price = unit_price_fen(title.list_minor, &title.currency, rate_micro, factor_bp);
        let price_fen = price.ok_or(Fault::Refused("a title without a price"))?;
        let copies = wanted.get(&title.isbn).copied().unwrap_or(1);
        lines.push(Line { id: new_id(), title, copies, price_fen, rate_micro });
    }
    if lines.len() < wanted.len() {
        return Err(Fault::Refused("a line is in question"));
    }
    Ok((lines, factor_bp))
}

async fn write_lines(tx: &mut Link, (org, order): (Uuid, Uuid), lines: &[Line], factor_bp: i64) -> Result<(), Fault> {
    let mut insert = QueryBuilder::<Engine>::new(
        "insert into order_lines (org_id, id, order_id, position, title_id, publisher_id, copies, price_fen, list_minor, \
         currency, rate_micro, factor_bp, version) ",
    );
    insert.push_values((1_i64..).zip(lines), |mut row, (position, line)| {
        row.push_bind(org).push_bind(line.id).push_bind(order).push_bind(position);
        row.push_bind(line.title.id)
            .push_bind(line.title.publisher_id)
            .push_bind(line.copies)
            .push_bind(line.price_fen);
        row.push_bind(line.title.list_minor).push_bind(&line.title.currency).push_bind(line.rate_micro);
        row.push_bind(factor_bp).push_bind(1_i64);
    });
    insert.build().execute(tx).await?;
    Ok(())
}

/// Puts the copies at the first stage.
async fn start(tx: &mut Link, asker: &Asker, lines: &[Line], stage: &str, now: i64) -> Result<(), Fault> {
    let (move_id, org, nothing) = (new_id(), asker.org_id, None::<Uuid>);
    let act = query(sql::NEW_MOVE).bind(move_id).bind("place").bind(nothing).bind(nothing).bind(None::<&str>).bind("");
    act.bind(asker.user_id).bind(now).bind(nothing).execute(&mut *tx).await?;
    let mut slices =
        QueryBuilder::<Engine>::new("insert into slices (org_id, id, line_id, stage, batch_id, copies, since) ");
    slices.push_values(lines, |mut row, line| {
        row.push_bind(org).push_bind(new_id()).push_bind(line.id).push_bind(stage).push_bind(nothing);
        row.push_bind(line.copies).push_bind(now);
    });
    slices.build().execute(&mut *tx).await?;
    let mut movements = QueryBuilder::<Engine>::new(
        "insert into movements (org_id, id, line_id, move_id, from_stage, to_stage, from_batch, to_batch, copies, at) ",
    );
    movements.push_values(lines, |mut row, line| {
        row.push_bind(org).push_bind(new_id()).push_bind(line.id).push_bind(move_id).push_bind(None::<&str>);
        row.push_bind(stage).push_bind(nothing).push_bind(nothing).push_bind(line.copies).push_bind(now);
    });
    movements.build().execute(&mut *tx).await?;
    Ok(())
}

async fn take_credit(tx: &mut Link, payer: Uuid, order: Uuid, total: i64, now: i64) -> Result<(), Fault> {
    let taken = query(sql::TAKE_CREDIT).bind(payer).bind(total).execute(&mut *tx).await?;
    if taken.rows_affected() == 0 {
        return Err(Fault::Refused("no credit"));
    }
    let entry = query(sql::CREDIT_ENTRY).bind(payer).bind(new_id()).bind(order).bind(total).bind("placed").bind(now);
    entry.execute(&mut *tx).await?;
    Ok(())
}

async fn audit(tx: &mut Link, asker: &Asker, no: &str, lines: i64, now: i64) -> Result<(), Fault> {
    let org = asker.org_id;
    let (seq, before): (i64, String) = query_as(sql::AUDIT_HEAD).bind(org).fetch_one(&mut *tx).await?;
    let detail = format!("{{\"lines\":{lines}}}");
    let sum = hash(&[&before, &org.to_string(), &seq.to_string(), no, &detail]);
    let row = query(sql::AUDIT_ROW).bind(org).bind(seq).bind(now).bind(asker.user_id).bind("order.place").bind(no);
    row.bind(&detail).bind(&before).bind(&sum).execute(&mut *tx).await?;
    query(sql::AUDIT_SEAL).bind(org).bind(&sum).execute(&mut *tx).await?;
    Ok(())
}
