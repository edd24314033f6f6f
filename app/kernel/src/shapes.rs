//! What pages and islands are given to show. A shape holds exactly what its reader may see and nothing else: no row of the
//! database is ever sent. Names of stages, desks and reasons arrive in the reader's language.
//!
//! Instants are milliseconds of UTC since 1970, days are days since 1970 in Beijing, amounts are fen. An amount that the
//! reader may not see is `None`.

mod arrivals;
mod books;
mod complaints;
mod desk;
mod notices;
mod orders;
mod people;
mod receipts;
mod reports;

pub use arrivals::{Arrival, ArrivalPart, Expected, Promise, PromiseReason, RiskRow, Risks, SafeDays};
pub use books::{Because, Book, BookPage, Books, Pick, Picks};
pub use complaints::{
    COMPLAINT_KINDS, ComplaintHead, ComplaintPage, ComplaintRow, Message, MessageKind, Offers, TicketPage, TicketRow,
    Tickets,
};
pub use desk::{
    BatchLine, BatchPage, BatchRow, DateRow, DeskDay, DeskWork, MoveRow, OpenGroup, OpenLine, PastLoad, ReasonCodes,
    ReasonRow, Rhythm, StageLoad,
};
pub use notices::{
    CAUSE_KINDS, CauseNote, CauseRow, DeadRow, Letter, LetterBody, NoticeOrder, NoticeRow, NoticeSettings, Notices,
    Pace, Topic, TrackLink, Tracked, TrackedPlace,
};
pub use orders::{
    Checked, Checklist, ChecklistRow, CustomerRow, Found, FoundLine, LineRow, Lines, NearBook, OrderPage, OrderRow,
    Orders, Outcome, Placed, Port, Redrawn, SliceRow, Step,
};
pub use people::{CustomerState, Me, PersonRow, SessionRow};
pub use receipts::{ReceiptBook, ReceiptPage, Received, ScanRow, ShareRow, Verdict};
pub use reports::{Kept, KeptMonth, KeptPublisher, KeptShare, LostDays};
