//! The people of the story, who can sign in, and the buyers of all other customers, who cannot until somebody resets their
//! password.

use std::collections::HashSet;

use kernel::{OrgKind, Role};
use uuid::Uuid;

use super::staff::{CAST, UNITS};
use super::{Making, Org, People, Unit, User};
use crate::demo::chance::{Chance, Keys};
use crate::demo::names::{FAMILY, GIVEN, entries};

/// Gives the organisations their people.
pub(super) fn gather(making: &Making<'_>, orgs: Vec<Org>) -> People {
    let buyers = vec![Vec::new(); orgs.len()];
    let people = People { orgs, units: Vec::new(), users: Vec::new(), buyers, desks: Vec::new() };
    let mut circle = Circle {
        people,
        keys: Keys::new(making.seed, "users"),
        chance: Chance::new(making.seed, "users"),
        emails: HashSet::new(),
        joined: making.start,
    };
    circle.units(making.seed);
    circle.cast();
    circle.others();
    circle.people
}

struct Circle {
    people: People,
    keys: Keys,
    chance: Chance,
    emails: HashSet<String>,
    joined: i64,
}

impl Circle {
    fn units(&mut self, seed: u64) {
        let keys = Keys::new(seed, "units");
        let Some(org) = self.org("pku") else { return };
        for (index, (name_zh, name_en)) in UNITS.into_iter().enumerate() {
            self.people.units.push(Unit { id: keys.of(index, self.joined), org, name_zh, name_en });
        }
    }

    fn org(&self, slug: &str) -> Option<usize> {
        self.people.orgs.iter().position(|org| org.slug == slug)
    }

    fn cast(&mut self) {
        for member in CAST {
            let Some(org) = self.org(member.org) else { continue };
            let user = self.add(User {
                unit: member.unit.filter(|unit| *unit < self.people.units.len()),
                email: format!("{}@{}.example", member.mail, member.org),
                name: member.name.to_owned(),
                role: member.role,
                desk: member.desk,
                lang: member.lang,
                part: Some(member.part),
                ..self.blank(org)
            });
            if let Some(desk) = member.desk {
                self.people.desks.push((desk, user));
            }
        }
    }

    /// Two buyers for each customer of the house and for each bookstore; a bookstore orders for its customers.
    fn others(&mut self) {
        for org in 0..self.people.orgs.len() {
            let Org { kind, parent, weight, .. } = self.people.orgs[org];
            let orders_itself =
                kind == OrgKind::Partner || (kind == OrgKind::Customer && parent == Some(0) && weight > 0.0);
            while orders_itself && self.people.buyers[org].len() < 2 {
                self.buyer(org);
            }
        }
    }

    fn buyer(&mut self, org: usize) {
        let (family, given) = (self.chance.pick(&entries(FAMILY)), self.chance.pick(&entries(GIVEN)));
        let slug = &self.people.orgs[org].slug;
        let address =
            |suffix: &str| format!("{}{}{suffix}@{slug}.example", given.1.to_lowercase(), family.1.to_lowercase());
        let email = if self.emails.contains(&address("")) { address("2") } else { address("") };
        let name = format!("{}{} {} {}", family.0, given.0, family.1, given.1);
        self.add(User { email, name, role: Role::Buyer, ..self.blank(org) });
    }

    fn blank(&self, org: usize) -> User {
        User {
            id: Uuid::nil(),
            org,
            unit: None,
            email: String::new(),
            name: String::new(),
            role: Role::Viewer,
            desk: None,
            lang: "zh",
            part: None,
            created_at: self.joined,
            password_hash: String::new(),
        }
    }

    fn add(&mut self, user: User) -> usize {
        let index = self.people.users.len();
        self.emails.insert(user.email.clone());
        if matches!(user.role, Role::Buyer | Role::Admin) {
            self.people.buyers[user.org].push(index);
        }
        self.people.users.push(User { id: self.keys.of(index, user.created_at), ..user });
        index
    }
}
