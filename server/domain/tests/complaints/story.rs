//! What the stories are told with: people order, desks move books, both sides act on complaints.

use domain::batches::{self, Gather, Onward, Part};
use domain::complaints::{self, FileComplaint};
use domain::orders::{self, PlaceOrder};
use domain::{Refusal, Result, Scope, Tx, tickets};
use kernel::shapes::{ComplaintPage, LineRow, MessageKind, TicketPage};
use uuid::Uuid;

use crate::house::{House, NOW, houses};

/// Of MIT Press and of Addison-Wesley.
pub const ALGORITHMS: &str = "9780262033848";
pub const PATTERNS: &str = "9780201633610";

/// One house, and what happens in it.
pub struct Story {
    pub house: House,
}

/// A story on every engine that can be tested here.
pub async fn stories() -> Vec<Story> {
    houses().await.into_iter().map(|house| Story { house }).collect()
}

/// Something that a person does to a complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    Reply(&'static str),
    Close,
    Reopen(&'static str),
    Escalate,
    Answer(&'static str),
    Note(&'static str),
    HandOver(&'static str),
}

/// A complaint about an order, with nothing wrong in it.
pub fn about(order_no: &str, line: Option<Uuid>) -> FileComplaint {
    FileComplaint {
        order_no: order_no.to_owned(),
        line,
        kind: "damaged".to_owned(),
        subject: "Two covers are torn".to_owned(),
        body: "The parcel was wet when it came.\r\nPlease send new ones.".to_owned(),
    }
}

impl Story {
    /// Places an order and answers with its number.
    pub async fn order(&self, who: &str, text: &str, for_org: Option<&str>) -> String {
        let form = PlaceOrder {
            id: Uuid::now_v7(),
            for_org: for_org.map(|name| self.house.org(name)),
            text: text.to_owned(),
            own_ref: String::new(),
            course: String::new(),
            needed_by: String::new(),
            urgent: false,
            note: String::new(),
            rest: false,
        };
        let scope = self.house.scope(who);
        let placed = self.house.db.write((scope, form), |tx, (scope, form)| Box::pin(orders::place(tx, scope, form)));
        placed.await.expect("a placed order").no
    }

    /// The lines of an order, as Gu sees them.
    pub async fn lines(&self, order_no: &str) -> Vec<LineRow> {
        let mut conn = self.house.db.read().await.expect("a reader");
        orders::lines(&mut conn, &self.house.scope("gu"), order_no).await.expect("lines")
    }

    /// Gathers everything of a publisher, the one of this title, into a purchase batch.
    pub async fn gather(&self, isbn: &str) -> String {
        let publisher_id = self.house.titles.iter().find(|title| title.isbn == isbn).expect("a title").publisher_id;
        let wish = Gather { publisher_id, slices: Vec::new() };
        let gathered = self.house.db.write((self.house.scope("gu"), wish), |tx, (gu, wish)| {
            Box::pin(async move { batches::gather(tx, &gu.staff()?, wish).await })
        });
        gathered.await.expect("a batch")
    }

    /// Moves a batch so many ports on.
    pub async fn forward(&self, mut batch: String, ports: usize) {
        let gu = self.house.scope("gu");
        for _ in 0..ports {
            let mut conn = self.house.db.read().await.expect("a reader");
            let page = batches::find(&mut conn, &gu.staff().expect("staff"), &batch).await.expect("the batch");
            drop(conn);
            let part = Part { no: batch.clone(), version: page.version, slices: Vec::new() };
            let wish = Onward { parts: vec![part], into: None };
            let moved = self.house.db.write((gu.clone(), wish), |tx, (gu, wish)| {
                Box::pin(async move { batches::forward(tx, &gu.staff()?, wish).await })
            });
            batch = moved.await.expect("a move").unwrap_or_default();
        }
    }

    /// Somebody files a complaint.
    pub async fn file(&self, who: &str, form: &FileComplaint) -> Result<String, Refusal> {
        self.file_at(who, NOW, form).await
    }

    /// Somebody files a complaint at an instant.
    pub async fn file_at(&self, who: &str, at: i64, form: &FileComplaint) -> Result<String, Refusal> {
        let asked = (self.house.scope_at(who, at), form.clone());
        let filed = self.house.db.write(asked, |tx, (scope, form)| Box::pin(complaints::file(tx, scope, form)));
        filed.await.map_err(Refusal::from)
    }

    /// Mei files a complaint about a new order of hers.
    pub async fn filed(&self) -> String {
        let order_no = self.order("mei", ALGORITHMS, None).await;
        self.file("mei", &about(&order_no, None)).await.expect("a complaint")
    }

    /// Somebody does something, having seen the present version.
    pub async fn act(&self, who: &str, at: i64, no: &str, deed: Deed) -> Result<(), Refusal> {
        let version = self.ticket("gu", no).await.expect("a ticket").head.version;
        self.act_on(self.house.scope_at(who, at), no, version, deed).await
    }

    /// Somebody does something, having seen some version.
    pub async fn act_on(&self, scope: Scope, no: &str, version: i64, deed: Deed) -> Result<(), Refusal> {
        let asked = (scope, no.to_owned(), version, deed);
        let done = self
            .house
            .db
            .write(asked, |tx, (scope, no, version, deed)| Box::pin(perform(tx, scope, (no, *version), deed)));
        done.await.map_err(Refusal::from)
    }

    /// The minute job.
    pub async fn minute(&self, at: i64) -> u64 {
        let asked = (at, self.house.org("house"));
        let done = self.house.db.write(asked, |tx, (at, house)| Box::pin(tickets::escalate_overdue(tx, *at, *house)));
        done.await.expect("a run of the minute job")
    }

    /// A complaint as a customer sees it.
    pub async fn page(&self, who: &str, no: &str) -> Result<ComplaintPage, Refusal> {
        self.page_at(who, NOW, no).await
    }

    /// A complaint as a customer sees it at an instant.
    pub async fn page_at(&self, who: &str, at: i64, no: &str) -> Result<ComplaintPage, Refusal> {
        let mut conn = self.house.db.read().await?;
        complaints::find(&mut conn, &self.house.scope_at(who, at), no).await.map_err(Refusal::from)
    }

    /// A ticket as the house sees it.
    pub async fn ticket(&self, who: &str, no: &str) -> Result<TicketPage, Refusal> {
        let scope = self.house.scope(who);
        let staff = scope.staff()?;
        let mut conn = self.house.db.read().await?;
        tickets::find(&mut conn, &staff, no).await.map_err(Refusal::from)
    }

    /// Kind, author and text of every message that somebody of the customer sees.
    pub async fn seen_by(&self, who: &str, no: &str) -> Vec<(MessageKind, String, String)> {
        let page = self.page(who, no).await.expect("a complaint");
        page.messages.into_iter().map(|message| (message.kind, message.author, message.body)).collect()
    }

    /// How many rows a table with this name has: `complaints`, `messages` or `events`.
    pub async fn count(&self, table: &str) -> i64 {
        let mut conn = self.house.db.read().await.expect("a reader");
        let rows = store::sql!(
            fetch_all as (String, i64),
            &mut conn,
            "select 'complaints', count(*) from complaints union all select 'messages', count(*) from messages
             union all select 'events', count(*) from events"
        );
        rows.expect("counts").into_iter().find(|(name, _)| name == table).expect("a table that is counted").1
    }
}

async fn perform(tx: &mut Tx, scope: &Scope, (no, version): (&str, i64), deed: &Deed) -> Result<()> {
    match deed {
        Deed::Reply(body) => complaints::reply(tx, scope, no, version, body).await,
        Deed::Close => complaints::close(tx, scope, no, version).await,
        Deed::Reopen(body) => complaints::reopen(tx, scope, no, version, body).await,
        Deed::Escalate => complaints::escalate(tx, scope, no, version).await,
        Deed::Answer(body) => tickets::answer(tx, &scope.staff()?, no, version, body).await,
        Deed::Note(body) => tickets::note(tx, &scope.staff()?, no, version, body).await,
        Deed::HandOver(desk) => tickets::hand_over(tx, &scope.staff()?, no, version, desk).await,
    }
}
