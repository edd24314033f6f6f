//! What an acknowledgement is worth: the portal is killed (`kill -9`) again and again while eight clients submit orders, and
//! started again each time. Who got no answer sends the same order again under the same id. In the end every order that was
//! acknowledged is there once, none is there twice, and the books are sound.
//!
//! A short run belongs to the usual tests. The full one, 2,000 orders and 20 kills, takes half a minute:
//! `PORTOLAN_KILLS=20 cargo test -p server --test crash -- --nocapture`
#![expect(clippy::unwrap_used, reason = "a test's panic is its report, in what surrounds it too")]

use std::collections::{HashMap, VecDeque};
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use store::{Db, sql};
use uuid::Uuid;

const CLIENTS: usize = 8;
/// Orders that are new in each round; a round ends with a kill.
const ORDERS: usize = 100;
const EMAIL: &str = "tang@tsinghua.example";
const PASSWORD: &str = "paper-salt-and-lantern";

#[test]
fn no_acknowledged_order_is_lost_and_none_is_doubled() {
    let kills: usize = std::env::var("PORTOLAN_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(5);
    let house = House::new();
    let books = house.prepare();
    let mut book = Book::default();
    for round in 0..kills {
        let portal = Portal::start(&house);
        if book.cookie.is_empty() {
            book.cookie = portal.sign_in();
        }
        let fresh = (0..ORDERS).map(|count| Order::new(round * ORDERS + count, &books));
        book.waiting.extend(fresh);
        book = portal.take_orders(book, Some(10 + chance(60)));
    }
    let portal = Portal::start(&house);
    book = portal.take_orders(book, None);
    drop(portal);
    house.check(&book, kills * ORDERS);
    println!(
        "{kills} kills: acknowledged {}, unknown {} (of these {} had been carried out), lost 0, doubled 0; slowest start {} ms",
        book.placed.len(),
        book.unknown,
        book.again,
        book.slowest_start.as_millis()
    );
}

/// A number below `limit`, another one in each run.
fn chance(limit: u64) -> u64 {
    RandomState::new().hash_one(limit) % limit
}

/// An order as one client sends it, over and over if need be.
struct Order {
    own_ref: String,
    body: String,
}

impl Order {
    fn new(number: usize, books: &[String]) -> Self {
        let own_ref = format!("kill-{number:05}");
        let text: Vec<String> = (0..3).map(|line| books[(number + line) % books.len()].clone()).collect();
        let id = Uuid::now_v7();
        let body = format!("form%5Bid%5D={id}&form%5Btext%5D={}&form%5Bown_ref%5D={own_ref}", text.join("%0A"));
        Self { own_ref, body }
    }
}

/// What the clients know.
#[derive(Default)]
struct Book {
    cookie: String,
    waiting: VecDeque<Order>,
    /// The number that was answered, by own reference.
    placed: HashMap<String, String>,
    /// Sends without an answer.
    unknown: usize,
    /// Repeats that found the order of an earlier send.
    again: usize,
    slowest_start: Duration,
}

impl Book {
    fn note(&mut self, order: Order, answer: Option<String>) {
        let Some(answer) = answer else {
            self.unknown += 1;
            self.waiting.push_front(order);
            return;
        };
        let number = answer.split("\"no\":\"").nth(1).and_then(|rest| rest.split('"').next());
        let number = number.unwrap_or_else(|| panic!("{} was refused: {answer}", order.own_ref));
        self.again += usize::from(answer.contains("\"again\":true"));
        let before = self.placed.insert(order.own_ref, number.to_owned());
        assert_eq!(before, None, "answered twice");
    }
}

/// A demo house in a folder of its own, removed when dropped.
struct House {
    folder: PathBuf,
}

impl House {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("portolan-crash-{}", std::process::id()));
        fs::create_dir(&folder).unwrap();
        Self { folder }
    }

    fn url(&self) -> String {
        format!("sqlite:{}", self.folder.join("portolan.db").display())
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portolan"));
        command
            .args(words)
            .current_dir(&self.folder)
            .env_remove("DATABASE_URL")
            .env("PORTOLAN_DATA", &self.folder)
            .env("PORTOLAN_ADDR", "127.0.0.1:0")
            .env("PORTOLAN_SITE", &self.folder)
            .env("PORTOLAN_LOG", "error")
            .env("PORTOLAN_DEMO_PASSWORD", PASSWORD)
            .stdin(Stdio::null());
        command
    }

    /// Loads the house, gives its customers all the credit in the world, and answers with some books that have a price.
    #[tokio::main]
    async fn prepare(&self) -> Vec<String> {
        let demo = self.command(&["demo", "--seed", "1", "--lines", "500"]).stdout(Stdio::null()).status().unwrap();
        assert!(demo.success());
        let db = Db::open(&self.url()).await.unwrap();
        let books = sql!(
            fetch_all as (String,),
            &mut db.read().await.unwrap(),
            "select t.isbn from titles t
             where t.list_minor > 0 and exists (select 1 from rates r where r.currency = t.currency)
             order by t.isbn limit 50"
        );
        db.write((), |tx, ()| {
            Box::pin(async move { sql!(execute, tx, "update orgs set credit_limit_fen = 1000000000000000") })
        })
        .await
        .unwrap();
        db.close().await;
        books.unwrap().into_iter().map(|(isbn,)| isbn).collect()
    }

    /// Compares what was answered with what is there.
    fn check(&self, book: &Book, sent: usize) {
        assert_eq!(book.placed.len(), sent, "every order was answered in the end");
        let mut there: HashMap<String, Vec<String>> = HashMap::new();
        for (own_ref, no) in self.orders() {
            there.entry(own_ref).or_default().push(no);
        }
        let lost = book.placed.iter().filter(|(own_ref, no)| !there.get(*own_ref).is_some_and(|nos| nos.contains(no)));
        let lost: Vec<_> = lost.collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
        let doubled: Vec<_> = there.iter().filter(|(_, nos)| nos.len() > 1).collect();
        assert!(doubled.is_empty(), "there twice: {doubled:?}");
        assert_eq!(there.len(), sent);
        let fsck = self.command(&["fsck"]).output().unwrap();
        assert!(fsck.status.success(), "{}", String::from_utf8_lossy(&fsck.stdout));
    }

    /// Reference and number of every order with all its lines and copies.
    #[tokio::main]
    async fn orders(&self) -> Vec<(String, String)> {
        let db = Db::open(&self.url()).await.unwrap();
        let orders = sql!(
            fetch_all as (String, String),
            &mut db.read().await.unwrap(),
            "select o.own_ref, o.no from orders o
             join order_lines l on l.org_id = o.org_id and l.order_id = o.id
             join slices s on s.org_id = l.org_id and s.line_id = l.id
             where o.own_ref >= 'kill-' and o.own_ref < 'kill.'
             group by o.own_ref, o.no having count(*) = 3 and sum(s.copies) = 3"
        );
        db.close().await;
        orders.unwrap()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).unwrap();
    }
}

/// The running portal; killed when dropped, never asked to end.
struct Portal {
    child: Mutex<Child>,
    address: String,
    started_in: Duration,
}

impl Portal {
    /// Starts it and waits until it says where it listens.
    fn start(house: &House) -> Self {
        let begun = Instant::now();
        let mut child = house.command(&["serve"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said = lines.find_map(|line| line.unwrap().strip_prefix("Portolan listens at http://").map(str::to_owned));
        Self { child: Mutex::new(child), address: said.unwrap(), started_in: begun.elapsed() }
    }

    fn kill(&self) {
        let mut child = self.child.lock().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    fn sign_in(&self) -> String {
        let body = format!("email={}&password={PASSWORD}", EMAIL.replace('@', "%40"));
        let answer = self.post("/api/people/sign_in", "", &body).unwrap();
        let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: "));
        cookie.and_then(|cookie| cookie.split(';').next()).unwrap().to_owned()
    }

    /// The clients send until nothing waits, or until the portal is killed, a random moment after so many more answers.
    fn take_orders(&self, mut book: Book, answers: Option<u64>) -> Book {
        book.slowest_start = book.slowest_start.max(self.started_in);
        let before = book.placed.len();
        let (book, answered) = (Mutex::new(book), Condvar::new());
        thread::scope(|scope| {
            for _ in 0..CLIENTS {
                scope.spawn(|| self.client(&book, &answered));
            }
            if let Some(answers) = answers {
                let enough = before + usize::try_from(answers).unwrap();
                drop(answered.wait_while(book.lock().unwrap(), |book| book.placed.len() < enough).unwrap());
                // Not to wait for anything: half of the kills come at once, when orders of the same commit are not
                // answered yet, the others at any point of what follows.
                thread::sleep(Duration::from_micros(chance(2) * chance(20_000)));
                self.kill();
            }
        });
        book.into_inner().unwrap()
    }

    /// Sends one order after the other until none waits or the portal is gone.
    fn client(&self, book: &Mutex<Book>, answered: &Condvar) {
        loop {
            let (cookie, order) = {
                let mut book = book.lock().unwrap();
                let Some(order) = book.waiting.pop_front() else { return };
                (book.cookie.clone(), order)
            };
            let answer = self.post("/api/orders/place", &cookie, &order.body);
            let gone = answer.is_none();
            book.lock().unwrap().note(order, answer);
            answered.notify_all();
            if gone {
                return;
            }
        }
    }

    /// A whole answer, head and body; nothing when the portal went away before its end.
    fn post(&self, path: &str, cookie: &str, body: &str) -> Option<String> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        let length = body.len();
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nAccept: application/json\r\nCookie: {cookie}\r\n\
             Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {length}\r\n\r\n{body}",
            self.address
        );
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (head, said) = answer.split_once("\r\n\r\n")?;
        let whole = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        (whole.is_none_or(|whole| said.len() == whole) && !said.is_empty()).then_some(answer)
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        self.kill();
    }
}
