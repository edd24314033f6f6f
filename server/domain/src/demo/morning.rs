//! What the house's people did just before somebody looks: a count that found more than was ordered, copies that wait for a
//! reprint, a shipment that customs holds, dates given by hand, prompts put off. They do it with the verbs that everybody
//! uses, so that whoever has to be told is told.
//!
//! The keys of these rows are made like all keys of the portal: they are the only ones that differ from load to load.

use kernel::Lang;
use store::{Result, Tx};
use uuid::Uuid;

use super::calendar::civil;
use super::house::House;
use super::way::Stage;
use crate::arrivals::{self, GivePromise, PromiseFor};
use crate::batches::{self, Hold, OpenFilter, Part};
use crate::causes::{self, PostCause};
use crate::receipts::{self, Finish, Scan};
use crate::scope::new_id;
use crate::{Scope, days, worklist};

/// Most lines of a batch that one person counts in a morning.
const COUNTABLE: i64 = 200;
/// Between which days the promise by hand lies, from today.
const PROMISED_DAYS: (i64, i64) = (58, 66);
/// Days for which customs holds the shipment.
const HELD_DAYS: i64 = 5;

/// Does all of it; what a small house has no copies for is left out.
pub(super) async fn spend(tx: &mut Tx, house: &House, now: i64) -> Result<()> {
    let person = |mail: &str| scope(house, mail, now);
    let (Some(zhao), Some(wu), Some(gu)) = (person("zhao"), person("wu"), person("gu")) else { return Ok(()) };
    count(tx, &wu).await?;
    if let Some(held) = held_for(house, "tang@tsinghua.example", Stage::Purchase) {
        wait_for_reprint(tx, &zhao, &held).await?;
    }
    if let Some(held) = held_for(house, "mei@pku.example", Stage::Customs) {
        stop_at_customs(tx, &zhao, held.batch).await?;
    }
    if let Some(held) = held_for(house, "mei@pku.example", Stage::Purchase) {
        promise(tx, &zhao, held.batch).await?;
    }
    for person in [&zhao, &wu, &gu] {
        put_off(tx, person).await?;
    }
    Ok(())
}

/// Somebody of the house at work.
fn scope(house: &House, mail: &str, now: i64) -> Option<Scope> {
    let email = format!("{mail}@house.example");
    let user = house.people.users.iter().find(|user| user.email == email)?;
    let org = &house.people.orgs[user.org];
    Some(Scope {
        user_id: Some(user.id),
        org_id: org.id,
        kind: org.kind,
        role: user.role,
        desk: user.desk.map(str::to_owned),
        lang: Lang::default(),
        now,
    })
}

/// Copies in a batch, as the house was written.
struct Held<'a> {
    batch: &'a str,
    slice: Uuid,
    copies: i64,
}

/// Copies at a port that are for the organisation of a person: those in the smallest batch.
fn held_for<'a>(house: &'a House, email: &str, stage: Stage) -> Option<Held<'a>> {
    let org = house.people.users.iter().find(|user| user.email == email)?.org;
    let of = |line: u32| house.orders.orders[house.orders.lines[line as usize].order as usize].org;
    let at_port = || house.ledger.slices.iter().enumerate().filter(|(_, slice)| slice.stage == stage);
    let (index, slice) = at_port()
        .filter(|(_, slice)| of(slice.line) == org)
        .min_by_key(|(_, slice)| at_port().filter(|(_, other)| other.batch == slice.batch).count())?;
    let batch = &house.ledger.batches[slice.batch? as usize].no;
    Some(Held { batch, slice: house.keys.slices.of(index, slice.since), copies: i64::from(slice.copies) })
}

/// Batches at the inspection that are looked at for one that can be counted.
const LOOKED_AT: i64 = 500;

/// Everything came of a batch, and of its first title two more than were ordered.
async fn count(tx: &mut Tx, wu: &Scope) -> Result<()> {
    let staff = wu.staff()?;
    let (batches, _) = batches::list(tx, &staff, Some(Stage::Inspection.code()), LOOKED_AT).await?;
    let countable = batches.into_iter().filter(|batch| batch.held.is_none() && batch.lines <= COUNTABLE);
    // What stands there with a single line is somebody's urgent book.
    let Some(batch) = countable.min_by_key(|batch| (batch.lines == 1, batch.lines)) else { return Ok(()) };
    let books = receipts::find(tx, &staff, &batch.no).await?.books;
    let over = books.first().map(|book| (&book.isbn, 2));
    let came = books.iter().map(|book| (&book.isbn, book.wanted)).chain(over);
    let text: Vec<String> = came.map(|(isbn, copies)| format!("{isbn} {copies}")).collect();
    let scan = Scan { no: batch.no, id: new_id(), text: text.join("\n"), damaged: false, back: false };
    receipts::scan(tx, &staff, &scan).await?;
    let page = receipts::find(tx, &staff, &scan.no).await?;
    let finish = Finish { no: scan.no, version: page.version, seen: page.seen, rest: "again".to_owned() };
    receipts::finish(tx, &staff, &finish).await?;
    Ok(())
}

/// The publisher has none left at the moment.
async fn wait_for_reprint(tx: &mut Tx, zhao: &Scope, held: &Held<'_>) -> Result<()> {
    let staff = zhao.staff()?;
    let version = batches::find(tx, &staff, held.batch).await?.version;
    let part = Part { no: held.batch.to_owned(), version, slices: vec![(held.slice, held.copies)] };
    let hold = Hold { part, reason: "reprint".to_owned(), note: "出版社答复：重印已开机。".to_owned() };
    batches::hold(tx, &staff, &hold).await?;
    Ok(())
}

async fn stop_at_customs(tx: &mut Tx, zhao: &Scope, batch: &str) -> Result<()> {
    let cause = PostCause {
        batch_no: batch.to_owned(),
        kind: "customs".to_owned(),
        text_zh: "海关抽查本批，预计多等五天。".to_owned(),
        text_en: "Customs is checking this shipment; we expect it five days later.".to_owned(),
        extra_days: HELD_DAYS,
    };
    causes::post(tx, &zhao.staff()?, &cause).await?;
    Ok(())
}

async fn promise(tx: &mut Tx, zhao: &Scope, batch: &str) -> Result<()> {
    let today = days::today(zhao.now);
    let wish = GivePromise {
        to: PromiseFor::Batch(batch.to_owned()),
        from: civil(today + PROMISED_DAYS.0).to_string(),
        until: civil(today + PROMISED_DAYS.1).to_string(),
        note: "出版社来信：改由海运，发货日期已定。".to_owned(),
        stage: Stage::Customs.code().to_owned(),
        holds: String::new(),
    };
    arrivals::give(tx, &zhao.staff()?, &wish).await?;
    Ok(())
}

/// The last thing on somebody's list can wait until tomorrow.
async fn put_off(tx: &mut Tx, person: &Scope) -> Result<()> {
    let staff = person.staff()?;
    let open = batches::open_groups(tx, &staff, &OpenFilter::default()).await?;
    let list = worklist::find(tx, &staff, None, &open).await?;
    let Some(last) = list.tasks.iter().rfind(|task| !task.key.is_empty()) else { return Ok(()) };
    worklist::put_off(tx, &staff, &last.key).await
}
