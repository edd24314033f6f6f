//! What pages and islands are given to show. A shape holds exactly what its reader may see and nothing else: no row of the
//! database is ever sent. Names of stages, desks and reasons arrive in the reader's language.
//!
//! Instants are milliseconds of UTC since 1970, days are days since 1970 in Beijing, amounts are fen. An amount that the
//! reader may not see is `None`.

mod arrivals;
mod books;
mod checklist;
mod complaints;
mod desk;
mod extras;
mod found;
mod invoices;
mod letters;
mod notices;
mod orders;
mod parcels;
mod people;
mod receipts;
mod reports;
mod rounds;
mod settings;
mod terms;
mod tracked;
mod worklist;

pub use arrivals::{Arrival, ArrivalPart, ByHand, Expected, Promise, PromisePage, PromiseReason, PromiseRow, SafeDays};
pub use books::{Because, Book, BookPage, Books, Pick, Picks};
pub use checklist::{Checked, Checklist, ChecklistRow, NearBook, Outcome};
pub use complaints::{
    COMPLAINT_KINDS, ComplaintHead, ComplaintPage, ComplaintRow, Message, MessageKind, Offers, TicketPage, TicketRow,
    Tickets,
};
pub use desk::{
    BatchLine, BatchPage, BatchRow, DateRow, DeskDay, DeskWork, MoveRow, OpenGroup, OpenLine, OpenPage, PastLoad,
    ReasonCodes, ReasonRow, Rhythm, StageLoad,
};
pub use extras::{ExtraRow, ExtraState, Extras};
pub use found::{Found, FoundLine, FoundTitle};
pub use invoices::{InvoiceLine, InvoicePage, InvoiceRow, InvoiceState, Invoices, Owed, PaymentRow};
pub use letters::{DeadRow, Letter, LetterBody};
pub use notices::{
    CAUSE_KINDS, CauseNote, CauseRow, InvoiceNote, MovedDates, NoticeOrder, NoticeRow, NoticeSettings, Notices, Pace,
    Topic,
};
pub use orders::{CustomerRow, LineRow, Lines, OrderPage, OrderRow, Orders, Placed, Port, Redrawn, SliceRow, Step};
pub use parcels::{
    AcceptanceRow, Accepted, ClosedBy, LineParcel, LooseCustomer, LooseLine, PackedBatch, ParcelLine, ParcelPage,
    ParcelRow, ParcelState, Parcels, Slip, UnconfirmedParcels,
};
pub use people::{CustomerState, Me, PersonRow, SessionRow};
pub use receipts::{ReceiptBook, ReceiptPage, ReceiptStop, Received, ScanRow, ShareRow, Verdict};
pub use reports::{Kept, KeptAuthors, KeptMonth, KeptPublisher, KeptShare, LostDays};
pub use rounds::{RoundAct, RoundItem, RoundOutcome, RoundPage, RoundRow, Rounds};
pub use settings::{
    CalendarDay, CalendarYear, ContractRow, Contracts, DayKind, SettingChange, SettingsHead, SurchargeStep, Surcharges,
    WaitRow, Waits,
};
pub use terms::{
    Acts, BoardLine, BoardPlace, Haste, Kin, LinePlace, Offer, Risks, SubstituteRow, Substitutes, TermPage, TermRow,
    Terms,
};
pub use tracked::{TrackLink, Tracked, TrackedBooks, TrackedPlace};
pub use worklist::{CameIn, Prompt, SilentRow, Task, Urgency, Worklist};
