//! What is measured: four acts of a customer, each the same request to the portal and to the floor, and three of the house,
//! which only the portal answers: of those it is how they grow with the house that counts.
//!
//! Knows addresses and forms; must not know how they are answered.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result};
use kernel::Uuid;

use crate::load::{Load, Measured};
use crate::program::Program;
use crate::subjects::{BUYER, CLERK, Subjects};
use crate::wire::{self, Wire, encoded};

/// One thing that a customer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// `/orders`, its first page.
    List,
    /// `/orders/{no}`, about 20 lines.
    Order,
    /// `/where?q=`, an ISBN that was ordered.
    Where,
    /// An order of 20 lines is placed.
    Submit,
    /// `/desk`, the day of a desk.
    Desk,
    /// `/desk/batches`, the board of its batches.
    Board,
    /// `/where?q=` of the house, which sees every customer's lines.
    Anywhere,
}

impl Act {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::List, Self::Order, Self::Where, Self::Submit, Self::Desk, Self::Board, Self::Anywhere];

    /// Its name on the command line and in the table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Order => "order",
            Self::Where => "where",
            Self::Submit => "submit",
            Self::Desk => "desk",
            Self::Board => "board",
            Self::Anywhere => "anywhere",
        }
    }

    /// Whether it is the house's, and not a customer's.
    const fn is_of_the_house(self) -> bool {
        matches!(self, Self::Desk | Self::Board | Self::Anywhere)
    }

    fn request(self, subjects: &Subjects, cookie: &str, turn: usize) -> Vec<u8> {
        match self {
            Self::List => wire::get("/orders", cookie),
            Self::Order => wire::get(&format!("/orders/{}", subjects.orders[turn % subjects.orders.len()]), cookie),
            Self::Where | Self::Anywhere => {
                wire::get(&format!("/where?q={}", subjects.ordered[turn % subjects.ordered.len()]), cookie)
            }
            Self::Desk => wire::get("/desk", cookie),
            Self::Board => wire::get("/desk/batches", cookie),
            Self::Submit => {
                let (id, text) = (Uuid::now_v7(), encoded(&subjects.list(turn)));
                let form = format!("form[id]={id}&form[text]={text}&form[own_ref]=bench");
                wire::post("/api/orders/place", cookie, &form.replace('[', "%5B").replace(']', "%5D"))
            }
        }
    }
}

/// One database and the two servers on it.
pub struct Contest<'a> {
    /// The portal's binary.
    pub portal: &'a Path,
    /// The built site that it hands out.
    pub site: &'a Path,
    /// The password of the demo house's people.
    pub password: &'a str,
    /// Address of the database.
    pub database: &'a str,
    /// What to measure.
    pub acts: &'a [Act],
    /// How hard.
    pub load: Load,
}

/// An act, measured on both, or on the portal alone.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// What was done.
    pub act: Act,
    /// By the portal.
    pub portal: Measured,
    /// By the floor, if it has that page.
    pub floor: Option<Measured>,
}

impl Contest<'_> {
    /// Measures one server after the other, so that each has the machine to itself; both read before either writes, so that
    /// both find the same rows, and the house before there are many more orders than it ever has.
    pub fn run(&self, subjects: &Subjects) -> Result<Vec<Outcome>> {
        let (of_the_house, own): (Vec<Act>, Vec<Act>) = self.acts.iter().partition(|act| act.is_of_the_house());
        let (writes, reads): (Vec<Act>, Vec<Act>) = own.into_iter().partition(|act| *act == Act::Submit);
        let mut outcomes = Vec::new();
        if !of_the_house.is_empty() {
            let portal = Program::start(|address| self.portal(address))?;
            let cookie = self.sign_in(portal.address(), CLERK)?;
            let measured = self.measure(&of_the_house, portal.address(), subjects, &cookie).context("portal")?;
            let alone = of_the_house.iter().zip(measured);
            outcomes.extend(alone.map(|(act, portal)| Outcome { act: *act, portal, floor: None }));
        }
        for acts in [reads, writes].iter().filter(|acts| !acts.is_empty()) {
            let portal = Program::start(|address| self.portal(address))?;
            let cookie = self.sign_in(portal.address(), BUYER)?;
            let by_portal = self.measure(acts, portal.address(), subjects, &cookie).context("portal")?;
            drop(portal);
            let own = std::env::current_exe()?;
            let floor = Program::start(|address| {
                let mut command = Command::new(own);
                command.arg("floor").arg(address.to_string()).arg(self.database);
                command
            })?;
            let by_floor = self.measure(acts, floor.address(), subjects, &cookie).context("floor")?;
            let both = acts.iter().zip(by_portal.into_iter().zip(by_floor));
            outcomes.extend(both.map(|(act, (portal, floor))| Outcome { act: *act, portal, floor: Some(floor) }));
        }
        Ok(outcomes)
    }

    fn portal(&self, address: SocketAddr) -> Command {
        let mut command = Command::new(self.portal);
        command
            .args(["--config", "/dev/null", "serve"])
            .env("PORTOLAN_ADDR", address.to_string())
            .env("PORTOLAN_SITE", self.site)
            .env("PORTOLAN_LOG", "warn")
            .env("DATABASE_URL", self.database);
        command
    }

    fn sign_in(&self, address: SocketAddr, email: &str) -> Result<String> {
        let form = format!("email={}&password={}", encoded(email), encoded(self.password));
        let answer = Wire::connect(address)?.ask(&wire::post("/api/people/sign_in", "", &form))?.well()?;
        let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        cookie.map(str::to_owned).context("a sign-in without a cookie")
    }

    fn measure(&self, acts: &[Act], address: SocketAddr, subjects: &Subjects, cookie: &str) -> Result<Vec<Measured>> {
        let turn = AtomicUsize::new(0);
        let measure = |act: &Act| {
            let request = || act.request(subjects, cookie, turn.fetch_add(1, Ordering::Relaxed));
            self.load.put_on(address, &request).with_context(|| act.name())
        };
        acts.iter().map(measure).collect()
    }
}
