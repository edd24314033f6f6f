//! What a copy costs whom: the publisher's price, the day's exchange rate, the paying organisation's factor. And who may see
//! an amount at all.
//!
//! It knows no titles and no orders. The arithmetic is `kernel::money`; here is only what it is fed with.

use std::collections::HashMap;

use kernel::money::{CURRENCIES, unit_price_fen};
use kernel::{OrgKind, Refusal};
use store::{Conn, Result, sql};
use uuid::Uuid;

use crate::Scope;
use crate::days;

/// The currency of the house. Its rate is one by definition and stands in no table.
const YUAN: &str = "CNY";
/// One yuan in the unit of rates.
const YUAN_MICRO: i64 = 1_000_000;
/// Basis points of a whole.
const ONE_BP: i64 = 10_000;

/// Everything that turns list prices into one payer's prices today, read once for a whole list of titles.
#[derive(Clone, Debug)]
pub struct Prices {
    factor_bp: i64,
    rates: HashMap<String, i64>,
}

/// The price of one copy and the rate behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// In fen.
    pub price_fen: i64,
    /// Millionths of yuan for one whole unit of the currency.
    pub rate_micro: i64,
}

impl Prices {
    /// The latest rates known today and the factor of the organisation that pays.
    ///
    /// # Errors
    /// `NotFound` for an organisation that does not exist.
    pub async fn load(conn: &mut Conn, payer: Uuid, now: i64) -> Result<Self> {
        let factor_bp = factor(conn, payer).await?;
        let mut rates = latest(conn, days::today(now)).await?;
        rates.insert(YUAN.to_owned(), YUAN_MICRO);
        Ok(Self { factor_bp, rates })
    }

    /// One copy. `None` when the house has no price: the publisher named none (`list_minor` 0), or there is no rate for its
    /// currency. Such a title is shown "price on request" and cannot be ordered.
    pub fn unit(&self, list_minor: i64, currency: &str) -> Option<Unit> {
        let rate_micro = *self.rates.get(currency)?;
        let price_fen = unit_price_fen(list_minor, currency, rate_micro, self.factor_bp)?;
        (list_minor > 0).then_some(Unit { price_fen, rate_micro })
    }

    /// The paying organisation's factor, in basis points of the converted list price.
    pub const fn factor_bp(&self) -> i64 {
        self.factor_bp
    }
}

/// What a lane costs on top of a price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surcharge {
    /// Basis points of the price.
    pub basis_points: i64,
}

impl Surcharge {
    /// The price of one copy with the surcharge, rounded half up to a whole fen. `None` beyond 64 bits.
    pub fn price_fen(self, price_fen: i64) -> Option<i64> {
        let raised = i128::from(price_fen) * i128::from(ONE_BP + self.basis_points);
        i64::try_from((raised + i128::from(ONE_BP / 2)) / i128::from(ONE_BP)).ok()
    }
}

/// What an urgent order of today costs on top: it is bought at once and shares its freight with nobody.
pub async fn urgent(conn: &mut Conn, now: i64) -> Result<Surcharge> {
    let found = sql!(
        fetch_optional as (i64,),
        conn,
        "select basis_points from surcharge_steps where lane = 'urgent' and from_day <= $1
         order by from_day desc limit 1",
        days::today(now)
    )?;
    Ok(found.map_or_else(Surcharge::default, |(basis_points,)| Surcharge { basis_points }))
}

/// Whether this person may see what an organisation paid: the payer itself and the house. A partner's customer never sees
/// the partner's prices.
pub fn visible(scope: &Scope, payer: Uuid) -> bool {
    scope.org_id == payer || scope.kind == OrgKind::House
}

/// Millionths of yuan for one whole unit of a currency, by the latest day that has come.
///
/// # Errors
/// `NotFound` for a currency without a rate.
pub async fn rate(conn: &mut Conn, currency: &str, now: i64) -> Result<i64> {
    if currency == YUAN {
        return Ok(YUAN_MICRO);
    }
    let found = sql!(
        fetch_optional as (i64,),
        conn,
        "select rate_micro from rates where currency = $1 and day <= $2 order by day desc limit 1",
        currency,
        days::today(now)
    )?;
    found.map(|(rate,)| rate).ok_or_else(|| Refusal::NotFound.into())
}

/// An organisation's price factor in basis points.
///
/// # Errors
/// `NotFound` for an organisation that does not exist.
pub async fn factor(conn: &mut Conn, org_id: Uuid) -> Result<i64> {
    let found = sql!(fetch_optional as (i64,), conn, "select factor_bp from orgs where id = $1", org_id)?;
    found.map(|(factor,)| factor).ok_or_else(|| Refusal::NotFound.into())
}

/// The latest rate of every currency in one look. The codes travel as one text, three letters each, because a statement is
/// one literal for both engines and neither's way to bind a list is the other's; each code then costs one step in the index,
/// however many years of rates there are.
async fn latest(conn: &mut Conn, today: i64) -> Result<HashMap<String, i64>> {
    let codes: String = CURRENCIES.iter().map(|(code, _)| *code).collect();
    let rows = sql!(
        fetch_all as (String, Option<i64>),
        conn,
        "with recursive wanted (place, currency) as (
           select 1, substr($1, 1, 3)
           union all select place + 1, substr($1, place * 3 + 1, 3) from wanted where place * 3 < length($1))
         select currency,
           (select r.rate_micro from rates r where r.currency = w.currency and r.day <= $2 order by r.day desc limit 1)
         from wanted w",
        &codes,
        today
    )?;
    Ok(rows.into_iter().filter_map(|(currency, rate)| Some((currency, rate?))).collect())
}
