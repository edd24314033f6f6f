//! Giving parcels to a carrier, many at once: from a list that was typed or pasted.

use std::collections::HashSet;

use kernel::{FaultCode, Faults, Refusal};
use store::{Fault, Result, Tx, sql};

use super::{Handled, handled, number};
use crate::outbox::{self, Kind};
use crate::scope::Staff;
use crate::{audit, events};

/// Most parcels of one act.
pub(super) const MOST_PARCELS: u32 = 500;
/// Longest name of a carrier, and longest number of one, in characters.
const MOST_CHARS: u32 = 40;

/// Parcels that one carrier took.
#[derive(Clone, Debug, Default)]
pub struct SendParcels {
    /// The carrier, as its customers call it; of what a customer fetches, that it is fetched.
    pub carrier: String,
    /// Number of each parcel, and the carrier's number of it; empty for a carrier that gives none.
    pub parcels: Vec<(String, String)>,
}

/// Reads a pasted list: on each line the number of a parcel and the carrier's number, with a comma, semicolon, tab or blank
/// between them. Empty lines count for nothing.
pub fn read_list(text: &str) -> Vec<(String, String)> {
    let pair = |line: &str| {
        let (no, tracking) = line.split_once([',', '，', ';', '；', '\t', ' ']).unwrap_or((line, ""));
        let tracking = tracking.trim_matches(|c: char| c.is_whitespace() || [',', '，', ';', '；'].contains(&c));
        (no.trim().to_owned(), tracking.to_owned())
    };
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(pair).collect()
}

/// Writes down that a carrier took parcels, and tells their customers; answers how many. For one that was sent before it
/// corrects carrier and number.
///
/// # Errors
/// `carrier: Required | TooLong`, `parcels: NothingChosen | TooManyLines`; for the parcel at place `n` of the list
/// `parcels.n.no: UnknownChoice` (none that this desk could send: unknown, delivered, or another desk's) or `Taken` (named
/// twice), and `parcels.n.tracking: TooLong | Unreadable`.
pub async fn send(tx: &mut Tx, staff: &Staff<'_>, form: &SendParcels) -> Result<i64> {
    let mut faults = Faults::new();
    let carrier = faults.line("carrier", &form.carrier, 1, MOST_CHARS);
    counted(&mut faults, form.parcels.len())?;
    let mut parcels = Vec::with_capacity(form.parcels.len());
    let mut named = HashSet::new();
    for (place, (no, tracking)) in form.parcels.iter().enumerate() {
        let tracking = faults.line(&format!("parcels.{place}.tracking"), tracking, 0, MOST_CHARS).to_uppercase();
        match sendable(tx, staff, no).await? {
            None => faults.add(&format!("parcels.{place}.no"), FaultCode::UnknownChoice),
            Some(parcel) if !named.insert(parcel.id) => {
                faults.add(&format!("parcels.{place}.no"), FaultCode::Taken);
            }
            Some(parcel) => parcels.push((parcel, tracking)),
        }
    }
    faults.check()?;
    // In the order of keys, so that two people with the same list do not wait for each other in a circle.
    parcels.sort_unstable_by_key(|(parcel, _)| (parcel.org_id, parcel.id));
    for (parcel, tracking) in &parcels {
        give(tx, staff, parcel, (&carrier, tracking)).await?;
    }
    let list: Vec<_> = parcels.iter().map(|(parcel, tracking)| (&parcel.no, tracking)).collect();
    let detail = serde_json::json!({ "carrier": carrier, "parcels": list });
    let entry = audit::Entry { org_id: staff.org_id, verb: "parcels.send", subject: carrier, detail };
    audit::record(tx, staff, entry).await?;
    Ok(i64::try_from(parcels.len()).unwrap_or(i64::MAX))
}

/// Something is chosen, and not too much at once.
pub(super) fn counted(faults: &mut Faults, parcels: usize) -> Result<(), Refusal> {
    match u32::try_from(parcels).unwrap_or(u32::MAX) {
        0 => faults.add("parcels", FaultCode::NothingChosen),
        1..=MOST_PARCELS => {}
        _ => return Err(Refusal::field("parcels", FaultCode::TooManyLines { max: MOST_PARCELS })),
    }
    Ok(())
}

/// The parcel, if this desk can send it.
async fn sendable(tx: &mut Tx, staff: &Staff<'_>, no: &str) -> Result<Option<Handled>> {
    match handled(tx, staff, &number(no)).await {
        Ok(parcel) => Ok(Some(parcel).filter(|one| staff.holds(&one.desk).is_ok() && one.delivered_at.is_none())),
        Err(Fault::Refused(Refusal::NotFound)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

async fn give(tx: &mut Tx, staff: &Staff<'_>, parcel: &Handled, (carrier, tracking): (&str, &str)) -> Result<()> {
    let given = sql!(
        execute,
        tx,
        "update parcels set carrier = $3, tracking = $4, sent_at = coalesce(sent_at, $5), version = version + 1
         where org_id = $1 and id = $2 and delivered_at is null",
        parcel.org_id,
        parcel.id,
        carrier,
        tracking,
        staff.now
    )?;
    if given == 0 {
        return Err(Refusal::Stale.into());
    }
    if parcel.sent_at.is_none() {
        outbox::post(tx, staff.now, Kind::Parcel, parcel.id).await?;
    }
    events::record(tx, staff.now, parcel.org_id, "parcel.changed", parcel.id).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_however_it_was_pasted() {
        let list = "B26-000001, SF1234567890\r\nB26-000002\tEMS 99\n\nB26-000003，京东42\n b26-000004 ; \nB26-000005";
        let read = read_list(list);
        let read: Vec<_> = read.iter().map(|(no, tracking)| (no.as_str(), tracking.as_str())).collect();
        assert_eq!(
            read,
            [
                ("B26-000001", "SF1234567890"),
                ("B26-000002", "EMS 99"),
                ("B26-000003", "京东42"),
                ("b26-000004", ""),
                ("B26-000005", ""),
            ]
        );
    }
}
