//! Something of everybody to look at: an order of Mei's in three stages, one that Lin placed for Suzhou Library, one of
//! Tang's, a batch, and a complaint of Mei's with an internal note. All of it made by calls.

use std::collections::BTreeMap;

use kernel::Uuid;
use kernel::shapes::{
    BatchPage, InvoicePage, Invoices, OpenPage, OrderPage, PackedBatch, ParcelPage, Placed, SessionRow, TicketPage,
    TrackLink,
};

use crate::browser::Browser;
use crate::portal::Portal;

/// What only the house may ever read.
pub const NOTE: &str = "the-customer-must-never-read-this-note";

/// Numbers and keys of what there is.
pub struct World {
    /// Mei's, of three titles: one bought, one waiting, one delivered.
    pub order: String,
    /// Its lines in that order.
    pub lines: Vec<Uuid>,
    /// Lin's, for Suzhou Library.
    pub partner_order: String,
    /// Of Mei's first line and Suzhou's.
    pub batch: String,
    /// Mei's, about her first line.
    pub complaint: String,
    /// Another session of Mei's.
    pub session: Uuid,
    /// Publisher of the line that waits.
    pub publisher: Uuid,
    /// Secret of Mei's link to her first line, and its id.
    pub tracked: (String, Uuid),
    /// What holds the batch.
    pub cause: Uuid,
    /// A round of Gu's about the batch.
    pub round: Uuid,
    /// Mei's, of an order of its own.
    pub invoice: String,
    nanjing: Uuid,
    gu: Browser,
}

impl World {
    /// Builds it.
    pub async fn new(portal: &Portal) -> Self {
        let (mut mei, mut lin, mut gu) =
            (portal.browser("mei").await, portal.browser("lin").await, portal.browser("gu").await);
        let beck = portal.house.titles[7].publisher_id;
        let invoice = billed(&mut mei, &mut gu, "9783406568053 1", beck).await;
        let list = "9780262033848 3\n9780521809269 2\n9783406568053 1";
        let order = place(&mut mei, list, "").await;
        let suzhou = portal.house.org("suzhou").to_string();
        let partner_order = place(&mut lin, "9780262035613 4", &suzhou).await;
        place(&mut portal.browser("tang").await, "9780201633610 1", "").await;
        let [mit, cambridge] = [0, 5].map(|place| portal.house.titles[place].publisher_id);
        let delivered = gather(&mut gu, beck).await;
        deliver(&mut gu, delivered).await;
        let batch = gather(&mut gu, mit).await;
        let lines: Vec<Uuid> = order_of(&mut mei, &order).await.lines.iter().map(|line| line.id).collect();
        let complaint = complain(&mut mei, &order, lines[0]).await;
        let (version, no) = (ticket(&mut gu, &complaint).await.head.version.to_string(), complaint.as_str());
        let noted = gu.call("/api/tickets/note", &[("no", no), ("version", &version), ("body", NOTE)]).await;
        assert!(noted.status.is_success(), "{noted:?}");
        let session = portal.browser("mei").await.call("/api/people/sessions", &[]).await;
        let session = session.json::<Vec<SessionRow>>().into_iter().find(|row| row.here).unwrap().id;
        let nanjing = portal.house.org("nanjing");
        let tracked = link(&mut mei, &order, lines[0]).await;
        let cause = hold_up(&mut gu, &batch).await;
        let round = begin_round(&mut gu, &batch).await;
        Self {
            order,
            lines,
            partner_order,
            batch,
            complaint,
            session,
            publisher: cambridge,
            nanjing,
            tracked,
            cause,
            round,
            invoice,
            gu,
        }
    }

    /// Moves the batch one stage on.
    pub async fn forward(&mut self) {
        self.batch = forward(&mut self.gu, &self.batch).await.unwrap();
    }

    /// What the names in the table of addresses stand for at this moment.
    pub async fn facts(&mut self) -> BTreeMap<&'static str, String> {
        let batch = batch_of(&mut self.gu, &self.batch).await;
        let act = batch.moves.iter().find(|act| act.undoable).or(batch.moves.first()).unwrap().id;
        // An empty batch has no slice any more.
        let slice = batch.lines.first().map_or(act, |line| line.slice_id);
        let complaint = ticket(&mut self.gu, &self.complaint).await.head.version;
        let parcel = parcel_of(&mut self.gu, &self.order).await;
        let invoice: InvoicePage = self.gu.call("/api/invoices/find", &[("no", &self.invoice)]).await.json();
        let billed_on = app::parts::typed_day(kernel::days::today(invoice.row.issued_at)).unwrap();
        let next_year = kernel::days::today(server::clock::now()) + 365;
        let packing: PackedBatch = self.gu.call("/api/parcels/of_batch", &[("no", &parcel.batch)]).await.json();
        BTreeMap::from([
            ("order", self.order.clone()),
            ("partner_order", self.partner_order.clone()),
            ("line_bought", self.lines[0].to_string()),
            ("line_waiting", self.lines[1].to_string()),
            ("line_delivered", self.lines[2].to_string()),
            ("batch", self.batch.clone()),
            ("batch_version", batch.version.to_string()),
            ("slice", slice.to_string()),
            ("act", act.to_string()),
            ("parcel", parcel.row.no),
            ("parcel_version", parcel.version.to_string()),
            ("packing", packing.no),
            ("packing_version", packing.version.to_string()),
            ("invoice", self.invoice.clone()),
            ("invoice_version", invoice.version.to_string()),
            ("billed_on", billed_on),
            ("next_year", app::parts::typed_day(next_year).unwrap()),
            ("next_year_day", next_year.to_string()),
            ("complaint", self.complaint.clone()),
            ("complaint_version", complaint.to_string()),
            ("session", self.session.to_string()),
            ("publisher", self.publisher.to_string()),
            ("nanjing", self.nanjing.to_string()),
            ("tracked", self.tracked.0.clone()),
            ("link", self.tracked.1.to_string()),
            ("cause", self.cause.to_string()),
            ("round", self.round.to_string()),
            ("fresh", Uuid::now_v7().to_string()),
        ])
    }
}

/// Orders a list, for another organisation if one is named, and answers with the order's number.
pub async fn place(browser: &mut Browser, list: &str, for_org: &str) -> String {
    let id = Uuid::now_v7().to_string();
    let fields =
        [("form[id]", id.as_str()), ("form[text]", list), ("form[for_org]", for_org), ("form[course]", "Algorithms")];
    browser.call("/api/orders/place", &fields).await.json::<Placed>().no
}

/// An order as its reader sees it.
pub async fn order_of(browser: &mut Browser, no: &str) -> OrderPage {
    browser.call("/api/orders/find", &[("no", no)]).await.json()
}

/// The parcel in which the delivered line of an order came.
async fn parcel_of(browser: &mut Browser, order: &str) -> ParcelPage {
    let order = order_of(browser, order).await;
    let no = order.lines.iter().find_map(|line| line.parcels.first()).unwrap().no.clone();
    browser.call("/api/parcels/find", &[("no", &no)]).await.json()
}

/// Orders a title, has it delivered and confirms it; the number of its invoice.
async fn billed(buyer: &mut Browser, desk: &mut Browser, list: &str, publisher: Uuid) -> String {
    let order = place(buyer, list, "").await;
    let batch = gather(desk, publisher).await;
    deliver(desk, batch).await;
    let parcel = parcel_of(buyer, &order).await;
    let (version, id) = (parcel.version.to_string(), Uuid::now_v7().to_string());
    let unsaid = format!("lines[line-{}][unsaid]", parcel.lines[0].line_id);
    let fields = [("no", parcel.row.no.as_str()), ("version", &version), ("id", &id), (&unsaid, "1")];
    let accepted = buyer.call("/api/parcels/accept", &fields).await;
    assert!(accepted.status.is_success(), "{accepted:?}");
    buyer.call("/api/invoices/list", &[]).await.json::<Invoices>().rows.remove(0).no
}

async fn complain(browser: &mut Browser, order: &str, line: Uuid) -> String {
    let line = line.to_string();
    let fields =
        [("order_no", order), ("line", &line), ("kind", "late"), ("subject", "Where is it?"), ("body", "Soon?")];
    browser.call("/api/complaints/file", &fields).await.json()
}

async fn link(browser: &mut Browser, order: &str, line: Uuid) -> (String, Uuid) {
    let line = line.to_string();
    let token = browser.call("/api/tracking/make", &[("line", &line), ("days", "90")]).await.json();
    let links = browser.call("/api/tracking/links", &[("no", order)]).await.json::<Vec<TrackLink>>();
    (token, links[0].id)
}

async fn hold_up(browser: &mut Browser, batch: &str) -> Uuid {
    let fields = [
        ("form[no]", batch),
        ("form[kind]", "customs"),
        ("form[text_zh]", "海关抽查，暂不放行。"),
        ("form[text_en]", "Customs is checking this consignment."),
        ("form[extra_days]", "10"),
    ];
    browser.call("/api/causes/post", &fields).await.json()
}

/// Nobody carries rounds out in these tests: it runs for ever.
async fn begin_round(browser: &mut Browser, batch: &str) -> Uuid {
    let (id, value) = (Uuid::now_v7().to_string(), format!("{batch}:1"));
    let fields = [("id", id.as_str()), ("act", "forward"), ("batches[]", &value)];
    browser.call("/api/rounds/begin", &fields).await.json()
}

async fn ticket(browser: &mut Browser, no: &str) -> TicketPage {
    browser.call("/api/tickets/find", &[("no", no)]).await.json()
}

async fn gather(browser: &mut Browser, publisher: Uuid) -> String {
    let publisher = publisher.to_string();
    let open: OpenPage = browser.call("/api/batches/open_lines", &[("publisher", &publisher)]).await.json();
    assert!(!open.lines.is_empty(), "lines of this publisher wait");
    browser.call("/api/batches/gather", &[("publisher", &publisher)]).await.json()
}

async fn batch_of(browser: &mut Browser, no: &str) -> BatchPage {
    browser.call("/api/batches/find", &[("no", no)]).await.json()
}

async fn forward(browser: &mut Browser, no: &str) -> Option<String> {
    let version = batch_of(browser, no).await.version.to_string();
    browser.call("/api/batches/forward", &[("no", no), ("version", &version)]).await.json()
}

/// Moves a batch on until its copies are with the customer.
async fn deliver(browser: &mut Browser, batch: String) {
    let mut at = Some(batch);
    while let Some(no) = at {
        at = forward(browser, &no).await;
    }
}
