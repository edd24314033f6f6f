//! Reading a pasted list against the catalogue. The same reading serves the live check and the submit, so that what a
//! person was shown is what gets ordered.

use std::collections::HashMap;

use kernel::isbn::{Isbn, IsbnFault};
use kernel::paste::{self, PasteFault, PasteRow};
use kernel::shapes::{Checklist, ChecklistRow, NearBook, Outcome};
use kernel::{FaultCode, Refusal};
use store::{Conn, Result, sql};
use uuid::Uuid;

use crate::arrivals::View;
use crate::catalogue::{self, TitleRow};
use crate::prices::{self, Prices, Surcharge};
use crate::scope::Scope;

/// Misspelt lines for which "did you mean" is looked up; the rest of a hopeless list gets the plain reason.
const NEAR_LOOKUPS: usize = 20;

/// One title that can be ordered.
pub(super) struct Wanted {
    /// The title.
    pub title: TitleRow,
    /// Copies, repeats added up.
    pub copies: i64,
    /// Price of one copy, in fen.
    pub price_fen: i64,
    /// The exchange rate behind it, in millionths of yuan.
    pub rate_micro: i64,
}

/// A list as the house understands it.
pub(super) struct Reading {
    /// What can be ordered, in the order of the list.
    pub wanted: Vec<Wanted>,
    /// Every line with its outcome.
    pub rows: Vec<ChecklistRow>,
    /// The paying organisation's price factor.
    pub factor_bp: i64,
    /// What an urgent order costs on top.
    pub urgent: Surcharge,
}

impl Reading {
    /// Makes every price the urgent one and answers with the surcharge. A price beyond 64 bits becomes the largest, whose
    /// total is refused.
    pub fn raise(&mut self) -> Surcharge {
        for line in &mut self.wanted {
            line.price_fen = self.urgent.price_fen(line.price_fen).unwrap_or(i64::MAX);
        }
        self.urgent
    }

    /// Lines that cannot be ordered as they are.
    pub fn questions(&self) -> u32 {
        let asked =
            self.rows.iter().filter(|row| !matches!(row.outcome, Outcome::Good { .. } | Outcome::AddedTo { .. }));
        u32::try_from(asked.count()).unwrap_or(u32::MAX)
    }
}

/// What the house makes of a pasted list: nothing is stored.
///
/// # Errors
/// `text: TooManyLines` for a list that is too long; `NotAllowed` for who may not order; `NotFound` for a foreign customer.
pub async fn check(
    conn: &mut Conn,
    scope: &Scope,
    (for_org, text): (Option<Uuid>, &str),
    outlook: Option<&View>,
) -> Result<Checklist> {
    scope.buyer()?;
    let org_id = for_org.unwrap_or(scope.org_id);
    crate::orgs::may_order_for(conn, scope, org_id).await?;
    let reading = read(conn, scope, org_id, text).await?;
    let free: Option<(i64,)> = sql!(
        fetch_optional as (i64,),
        conn,
        "select credit_limit_fen - credit_used_fen from orgs where id = $1",
        scope.org_id
    )?;
    Ok(Checklist {
        lines: i64::try_from(reading.wanted.len()).unwrap_or(i64::MAX),
        copies: reading.wanted.iter().map(|wanted| wanted.copies).sum(),
        total_fen: total(&reading.wanted),
        urgent_total_fen: urgent_total(&reading),
        free_fen: free.map(|(free,)| free),
        questions: reading.questions(),
        expected: outlook
            .and_then(|view| view.expected_of_all(reading.wanted.iter().map(|line| line.title.publisher_id))),
        said: Vec::new(),
        rows: reading.rows,
    })
}

/// Sum of all lines; `None` beyond 64 bits.
pub(super) fn total(wanted: &[Wanted]) -> Option<i64> {
    wanted
        .iter()
        .try_fold(0_i64, |sum, line| sum.checked_add(kernel::money::line_total_fen(line.price_fen, line.copies)?))
}

/// The same lines as an urgent order, each copy at its urgent price.
fn urgent_total(reading: &Reading) -> Option<i64> {
    reading.wanted.iter().try_fold(0_i64, |sum, line| {
        let price_fen = reading.urgent.price_fen(line.price_fen)?;
        sum.checked_add(kernel::money::line_total_fen(price_fen, line.copies)?)
    })
}

pub(super) async fn read(conn: &mut Conn, scope: &Scope, org_id: Uuid, text: &str) -> Result<Reading> {
    let too_many = FaultCode::TooManyLines { max: u32::try_from(paste::MAX_LINES).unwrap_or(u32::MAX) };
    let typed = paste::read(text).map_err(|_| Refusal::field("text", too_many))?;
    let merged = paste::merge(&typed);
    let isbns: Vec<Isbn> = merged.iter().map(|(isbn, ..)| *isbn).collect();
    let titles = catalogue::by_isbns(conn, &isbns).await?;
    let titles: HashMap<String, TitleRow> = titles.into_iter().map(|title| (title.isbn.clone(), title)).collect();
    let prices = Prices::load(conn, scope.org_id, scope.now).await?;
    let ordered = ordered_before(conn, org_id, &titles).await?;
    let near = near_of(conn, &typed).await?;

    let sums: HashMap<Isbn, (i64, u32)> =
        merged.iter().map(|(isbn, copies, lines)| (*isbn, (*copies, lines.first().copied().unwrap_or(0)))).collect();
    let mut wanted = Vec::with_capacity(merged.len());
    let mut rows = Vec::with_capacity(typed.len());
    for row in typed {
        let outcome = match row.read {
            Err(PasteFault::Isbn(fault)) => {
                Outcome::NotAnIsbn { fault, near: near.get(&row.number).cloned().unwrap_or_default() }
            }
            Err(PasteFault::Copies) => Outcome::Copies,
            Err(PasteFault::TooManyCopies) => Outcome::TooManyCopies,
            Ok((isbn, _)) => match (titles.get(&isbn.to_string()), sums.get(&isbn)) {
                (_, Some((_, first))) if *first != row.number => Outcome::AddedTo { number: *first },
                (_, Some((copies, _))) if *copies > paste::MAX_COPIES => Outcome::TooManyCopies,
                (Some(title), Some((copies, _))) => match prices.unit(title.list_minor, &title.currency) {
                    Some(unit) => {
                        let before = ordered.get(&title.id).copied().unwrap_or(0);
                        wanted.push(Wanted {
                            title: title.clone(),
                            copies: *copies,
                            price_fen: unit.price_fen,
                            rate_micro: unit.rate_micro,
                        });
                        good(title, *copies, unit.price_fen, before)
                    }
                    None => Outcome::NoPrice { isbn: title.isbn.clone(), title: title.title.clone() },
                },
                _ => Outcome::NotInCatalogue { isbn: isbn.to_string() },
            },
        };
        rows.push(ChecklistRow { number: row.number, typed: row.typed, outcome });
    }
    Ok(Reading { wanted, rows, factor_bp: prices.factor_bp(), urgent: prices::urgent(conn, scope.now).await? })
}

fn good(title: &TitleRow, copies: i64, price_fen: i64, ordered: i64) -> Outcome {
    Outcome::Good {
        isbn: title.isbn.clone(),
        title: title.title.clone(),
        authors: title.authors.clone(),
        publisher: title.publisher.clone(),
        copies,
        price_fen: Some(price_fen),
        ordered,
    }
}

/// Copies of each title that the customer ordered before, for the duplicate badge. One look over the customer's lines.
async fn ordered_before(
    conn: &mut Conn,
    org_id: Uuid,
    titles: &HashMap<String, TitleRow>,
) -> Result<HashMap<Uuid, i64>> {
    if titles.is_empty() {
        return Ok(HashMap::new());
    }
    let mut before = HashMap::new();
    for title in titles.values() {
        let (copies,) = sql!(
            fetch_one as (i64,),
            conn,
            "select coalesce(cast(sum(copies) as bigint), 0) from order_lines where title_id = $1 and org_id = $2",
            title.id,
            org_id
        )?;
        if copies > 0 {
            before.insert(title.id, copies);
        }
    }
    Ok(before)
}

/// "Did you mean …?" for the first misspelt ISBNs.
async fn near_of(conn: &mut Conn, typed: &[PasteRow]) -> Result<HashMap<u32, Vec<NearBook>>> {
    let mut near = HashMap::new();
    let misspelt = typed.iter().filter(|row| row.read == Err(PasteFault::Isbn(IsbnFault::CheckDigit)));
    for row in misspelt.take(NEAR_LOOKUPS) {
        let word: String = row.typed.split([' ', '\t', ',', ';', '，', '；']).next().unwrap_or_default().to_owned();
        let candidates = Isbn::near(&word);
        if !candidates.is_empty() {
            near.insert(row.number, catalogue::near(conn, &candidates).await?);
        }
    }
    Ok(near)
}
