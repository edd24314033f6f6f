//! A CSV file cut into records, plain or gzip, without trusting it: one stray quotation mark must not swallow the thousand
//! rows behind it, and no line may fill the memory.
//!
//! A record is one line, or several when a cell spans them. If a record does not come out right, it is given out as its
//! first line only, broken, and reading goes on at the next line.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Cursor, ErrorKind, Read};

use flate2::read::MultiGzDecoder;

use super::report::{RowFault, Stop};

/// Longest line in bytes.
const MAX_LINE: usize = 64 * 1024;
/// Most lines that one record spans.
const MAX_SPAN: usize = 20;
const GZIP: [u8; 2] = [0x1f, 0x8b];
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// One row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// Its first line in the file, from 1.
    pub line: u64,
    /// As it stands in the file.
    pub raw: Vec<u8>,
    /// Its cells, or why it has none.
    pub cells: Result<Vec<String>, RowFault>,
}

/// The rows of a file, from its first line on. Empty lines are passed over.
pub(super) struct Records<R: Read> {
    reader: Option<R>,
    lines: Option<Lines<R>>,
    /// Cells of the first record: what a record that spans several lines must have.
    width: Option<usize>,
}

impl<R: Read> Records<R> {
    /// The rows of what `reader` gives; whether it is gzip is seen from its first bytes.
    pub(super) const fn new(reader: R) -> Self {
        Self { reader: Some(reader), lines: None, width: None }
    }

    fn lines(&mut self) -> Result<Option<&mut Lines<R>>, Stop> {
        if let Some(reader) = self.reader.take() {
            self.lines = Some(Lines::open(reader).map_err(|error| unreadable(0, &error))?);
        }
        Ok(self.lines.as_mut())
    }

    fn read(&mut self) -> Result<Option<Record>, Stop> {
        let width = self.width;
        let Some(lines) = self.lines()? else { return Ok(None) };
        let Some(first) = lines.next_full()? else { return Ok(None) };
        if first.cut {
            return Ok(Some(Record { line: first.number, raw: first.bytes, cells: Err(RowFault::LongLine) }));
        }
        let (cells, raw) = match lines.spanned(&first.bytes)? {
            Span::One => (cells_of(&first.bytes), first.bytes),
            Span::Many(raw, count) => match cells_of(&raw) {
                Ok(cells) if width.is_none_or(|width| cells.len() == width) && is_strict(&raw) => {
                    lines.ahead.drain(..count);
                    (Ok(cells), raw)
                }
                _ => (Err(RowFault::OpenQuote), first.bytes),
            },
            Span::Open => (Err(RowFault::OpenQuote), first.bytes),
        };
        self.width = self.width.or(cells.as_ref().ok().map(Vec::len));
        Ok(Some(Record { line: first.number, raw, cells }))
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Result<Record, Stop>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

/// The cells of one record, by the rules of RFC 4180.
fn cells_of(raw: &[u8]) -> Result<Vec<String>, RowFault> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(1024).from_reader(raw);
    let mut record = csv::ByteRecord::new();
    reader.read_byte_record(&mut record).map_err(|_| RowFault::OpenQuote)?;
    let text = |cell: &[u8]| String::from_utf8(cell.to_vec()).map_err(|_| RowFault::CharacterSet);
    record.iter().map(text).collect()
}

/// Whether quotation marks stand only where they must, around whole cells or doubled. A record that spans lines is believed
/// only then: two rows with one stray mark each look like one row otherwise.
fn is_strict(raw: &[u8]) -> bool {
    let mut bytes = raw.iter().peekable();
    let (mut quoted, mut at_start) = (false, true);
    while let Some(byte) = bytes.next() {
        match (byte, quoted) {
            (b'"', true) if bytes.next_if_eq(&&b'"').is_some() => {}
            (b'"', true) if bytes.peek().is_none_or(|next| **next == b',') => quoted = false,
            (b'"', false) if at_start => quoted = true,
            (b'"', _) => return false,
            _ => {}
        }
        at_start = *byte == b',' && !quoted;
    }
    !quoted
}

struct Line {
    number: u64,
    bytes: Vec<u8>,
    /// Longer than [`MAX_LINE`]; the rest was thrown away.
    cut: bool,
}

enum Span {
    /// The line is a record of its own.
    One,
    /// Together with so many lines behind it.
    Many(Vec<u8>, usize),
    /// A quotation mark stays open.
    Open,
}

/// The lines of a file, with a look ahead.
struct Lines<R: Read> {
    source: BufReader<Source<R>>,
    ahead: VecDeque<Line>,
    number: u64,
}

/// The first two bytes were read to see what it is; they come first again.
type Opened<R> = std::io::Chain<Cursor<Vec<u8>>, R>;

enum Source<R: Read> {
    Plain(Opened<R>),
    Gzip(Box<MultiGzDecoder<Opened<R>>>),
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::Plain(source) => source.read(buf),
            Self::Gzip(source) => source.read(buf),
        }
    }
}

impl<R: Read> Lines<R> {
    fn open(mut reader: R) -> std::io::Result<Self> {
        let mut first = Vec::with_capacity(GZIP.len());
        reader.by_ref().take(GZIP.len() as u64).read_to_end(&mut first)?;
        let gzip = first == GZIP;
        let opened = Cursor::new(first).chain(reader);
        let source = if gzip { Source::Gzip(Box::new(MultiGzDecoder::new(opened))) } else { Source::Plain(opened) };
        Ok(Self { source: BufReader::with_capacity(MAX_LINE, source), ahead: VecDeque::new(), number: 0 })
    }

    /// The next line that is not empty.
    fn next_full(&mut self) -> Result<Option<Line>, Stop> {
        loop {
            let line = match self.ahead.pop_front() {
                Some(line) => Some(line),
                None => self.read()?,
            };
            match line {
                Some(line) if line.bytes.iter().all(u8::is_ascii_whitespace) && !line.cut => {}
                other => return Ok(other),
            }
        }
    }

    /// Looks ahead until every quotation mark is closed.
    fn spanned(&mut self, first: &[u8]) -> Result<Span, Stop> {
        let mut open = odd_quotes(first);
        if !open {
            return Ok(Span::One);
        }
        let mut raw = first.to_vec();
        for place in 0..MAX_SPAN {
            while self.ahead.len() <= place {
                match self.read()? {
                    Some(line) => self.ahead.push_back(line),
                    None => return Ok(Span::Open),
                }
            }
            let Some(line) = self.ahead.get(place).filter(|line| !line.cut) else { return Ok(Span::Open) };
            raw.push(b'\n');
            raw.extend_from_slice(&line.bytes);
            open ^= odd_quotes(&line.bytes);
            if !open {
                return Ok(Span::Many(raw, place + 1));
            }
        }
        Ok(Span::Open)
    }

    /// The next line of the file without its end.
    fn read(&mut self) -> Result<Option<Line>, Stop> {
        let mut bytes = Vec::new();
        let read = self.source.by_ref().take(MAX_LINE as u64).read_until(b'\n', &mut bytes);
        read.map_err(|error| unreadable(self.number, &error))?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let cut = bytes.len() == MAX_LINE && !bytes.ends_with(b"\n");
        if cut {
            self.source.skip_until(b'\n').map_err(|error| unreadable(self.number, &error))?;
        }
        if self.number == 1 && bytes.starts_with(BYTE_ORDER_MARK) {
            bytes.drain(..BYTE_ORDER_MARK.len());
        }
        while matches!(bytes.last(), Some(b'\n' | b'\r')) {
            bytes.pop();
        }
        Ok(Some(Line { number: self.number, bytes, cut }))
    }
}

fn odd_quotes(bytes: &[u8]) -> bool {
    bytes.iter().filter(|byte| **byte == b'"').count() % 2 == 1
}

fn unreadable(line: u64, error: &std::io::Error) -> Stop {
    let cause = match error.kind() {
        ErrorKind::UnexpectedEof => "it breaks off".to_owned(),
        _ => error.to_string(),
    };
    Stop::Unreadable { line, cause }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(rows: &[Vec<String>]) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        writer.into_inner().unwrap()
    }

    proptest! {
        #[test]
        fn what_a_csv_writer_wrote_is_read_back(rows in prop::collection::vec(prop::collection::vec("[a-z\",;é\n ]{0,12}x", 3), 1..20)) {
            let read: Vec<Record> = Records::new(written(&rows).as_slice()).map(Result::unwrap).collect();
            let cells: Vec<Vec<String>> = read.into_iter().map(|record| record.cells.unwrap()).collect();
            prop_assert_eq!(cells, rows);
        }

        #[test]
        fn a_damaged_line_leaves_the_others_whole(good in prop::collection::vec("[a-z]{1,8}", 4..20), at in any::<prop::sample::Index>(), bad in "[a-z,]{0,9}\"[a-z,]{0,9}") {
            let mut lines: Vec<String> = good.iter().map(|word| format!("{word},{word}")).collect();
            let at = 1 + at.index(lines.len() - 1);
            lines.insert(at, bad);
            let read: Vec<Record> = Records::new(lines.join("\n").as_bytes()).map(Result::unwrap).collect();
            let whole: Vec<String> = read.into_iter().filter_map(|record| record.cells.ok()?.pop()).collect();
            prop_assert_eq!(whole, good);
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(Records::new(bytes.as_slice()).take(400).count() < 400);
        }
    }
}
