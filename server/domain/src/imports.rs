//! Titles from files. A file is read as it comes, row by row; what is sound is kept, what is not is refused row by row with
//! the reason, and the rest of the file does not suffer.
//!
//! It knows the CSV form and how a row becomes a title. It writes titles through [`crate::catalogue`] only.
//!
//! The first line names the columns, in any order: `isbn13` (or `isbn`) and `title` must be there; `isbn10`, `authors`,
//! `publisher`, `country`, `year`, `language`, `clc`, `catalogue`, `binding`, `currency`, `list_price_minor` and `popularity`
//! (or `ratings_count`) may be; others are passed over. An empty cell says nothing: a new title is then without it, a known
//! title keeps what it has. A title without a price has `list_minor` 0 and no currency; it is shown "price on request" and
//! cannot be ordered. A title without a publisher gets [`NO_PUBLISHER`].
//!
//! Titles are known by their ISBN, so a run that was broken off is begun again from the start and a second run of the same
//! file changes nothing.

mod cells;
mod records;
mod report;
mod row;
mod shelving;

use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

use kernel::Isbn;
use serde_json::json;
use store::{Db, Result};
use uuid::Uuid;

use crate::audit::{self, Entry};
use crate::scope::{Scope, Staff};

use records::{Record, Records};
pub use report::{RefusedRow, Report, RowFault, Stop};
use row::{Header, ImportRow};
use shelving::Parcel;

/// Rows in one transaction.
const ROWS: usize = 500;
/// What cataloguers write for a publisher that is not named (*sine nomine*, ISBD).
pub const NO_PUBLISHER: &str = "[s.n.]";

/// Reads titles from a CSV file, plain or gzip, into the catalogue. `source` is the name under which the run is written into
/// the audit. What is wrong with the file is in the report; the sound rows before and after it are kept.
///
/// # Errors
/// Only those of the database; what was committed before stays, and the run can be begun again.
pub async fn titles(db: &Db, staff: &Staff<'_>, source: &str, reader: impl Read + Send) -> Result<Report> {
    let mut run =
        Run { db, now: staff.now, report: Report::default(), seen: HashMap::new(), publishers: HashMap::new() };
    let mut records = Records::new(reader);
    run.read(&mut records).await?;
    let noted = Noted { scope: Scope::clone(staff), source: source.to_owned(), report: run.report };
    db.write(noted, |tx, noted| Box::pin(note(tx, noted))).await
}

/// One run through one file.
struct Run<'a> {
    db: &'a Db,
    now: i64,
    report: Report,
    /// The line on which each ISBN was met first.
    seen: HashMap<Isbn, u64>,
    /// Publishers met so far.
    publishers: HashMap<String, Uuid>,
}

impl Run<'_> {
    async fn read<R: Read>(&mut self, records: &mut Records<R>) -> Result<()> {
        let header = match records.next().map(|first| first.and_then(|first| Header::read(&first))) {
            Some(Ok(header)) => header,
            Some(Err(stop)) => return self.stop(stop),
            None => return self.stop(Stop::Empty),
        };
        let mut rows = Vec::with_capacity(ROWS);
        for record in records {
            match record {
                Ok(record) => rows.extend(self.row(&header, &record)),
                Err(stop) => {
                    self.report.stopped = Some(stop);
                    break;
                }
            }
            if rows.len() == ROWS {
                self.shelve(std::mem::take(&mut rows)).await?;
            }
        }
        self.shelve(rows).await
    }

    fn stop(&mut self, stop: Stop) -> Result<()> {
        self.report.stopped = Some(stop);
        Ok(())
    }

    /// The row of a record, unless it is refused.
    fn row(&mut self, header: &Header, record: &Record) -> Option<ImportRow> {
        self.report.read += 1;
        match self.sound(header, record) {
            Ok(row) => Some(row),
            Err(fault) => {
                self.report.refuse(record, fault);
                None
            }
        }
    }

    fn sound(&mut self, header: &Header, record: &Record) -> Result<ImportRow, RowFault> {
        let row = header.row(record)?;
        match self.seen.insert(row.isbn, record.line) {
            None => Ok(row),
            Some(line) => {
                self.seen.insert(row.isbn, line);
                Err(RowFault::Repeats { line })
            }
        }
    }

    /// Writes some rows in one transaction.
    async fn shelve(&mut self, rows: Vec<ImportRow>) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let known = rows.iter().filter_map(|row| self.publishers.get_key_value(row.publisher.as_deref()?));
        let known = known.map(|(name, id)| (name.clone(), *id)).collect();
        let parcel = Arc::new(Parcel { now: self.now, known, rows });
        let shelved = self.db.write(parcel, |tx, parcel| Box::pin(shelving::shelve(tx, parcel))).await?;
        self.report.added += shelved.added;
        self.report.changed += shelved.changed;
        self.report.same += shelved.same;
        self.publishers.extend(shelved.publishers);
        Ok(())
    }
}

/// A finished run on its way into the audit.
struct Noted {
    scope: Scope,
    source: String,
    report: Report,
}

async fn note(tx: &mut store::Tx, noted: &Noted) -> Result<Report> {
    let Noted { scope, source, report } = noted;
    let detail = json!({
        "read": report.read, "added": report.added, "changed": report.changed, "same": report.same,
        "refused": report.refused_total,
    });
    let entry = Entry { org_id: scope.org_id, verb: "titles.import", subject: source.clone(), detail };
    audit::record(tx, scope, entry).await?;
    Ok(report.clone())
}
