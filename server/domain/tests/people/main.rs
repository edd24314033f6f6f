//! People and rights, told as stories of the tiny house.

mod account;
mod audit;
mod flashes;
#[path = "../house/mod.rs"]
mod house;
mod orgs;
mod sessions;
mod sign_in;
mod staff;
mod throttles;

use std::net::{IpAddr, Ipv4Addr};

use domain::sessions::{Opened, SignIn};
use domain::{Fault, Refusal, Result};
use store::sql;
use uuid::Uuid;

use house::House;

/// Where most tries come from.
const HOME: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 7));

/// A try of somebody of the house.
fn attempt(name: &str, password: &str) -> SignIn {
    SignIn { email: house::email(name), password: password.to_owned(), agent: "Firefox".to_owned(), address: HOME }
}

/// Signs somebody of the house in.
async fn signed_in(house: &House, name: &str) -> Opened {
    let opened = domain::sessions::sign_in(&house.db, &attempt(name, house::PASSWORD), house.now()).await;
    opened.unwrap_or_else(|fault| panic!("{name} signs in: {fault}"))
}

/// Whether a token opens the door at an instant.
async fn holds(house: &House, token: &str, now: i64) -> bool {
    let mut conn = house.db.read().await.expect("a reader");
    domain::sessions::scope(&mut conn, token, now).await.expect("a look at the door").is_some()
}

/// What was refused; anything else is not what the story expects.
fn refusal<T>(outcome: Result<T>) -> Refusal {
    match outcome {
        Err(Fault::Refused(refusal)) => refusal,
        Err(broken) => panic!("broken: {broken}"),
        Ok(_) => panic!("was not refused"),
    }
}

/// The verbs that an organisation's audit holds, oldest first, without those that built the house.
async fn audited(house: &House, org_id: Uuid) -> Vec<String> {
    let mut conn = house.db.read().await.expect("a reader");
    let rows = sql!(
        fetch_all as (String,),
        &mut conn,
        "select verb from audit where org_id = $1 and verb not in ('org.add', 'user.add') order by seq",
        org_id
    );
    rows.expect("the audit").into_iter().map(|(verb,)| verb).collect()
}
