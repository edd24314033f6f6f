//! The three pages that are read, each one handler: session, statements, template.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Html;
use axum::routing::{get, post};
use kernel::{Isbn, Uuid};
use serde::Deserialize;
use sqlx::query_as;

use super::super::rows::{Asker, Extra, FoundSlice, Head, Me, Promise, Slice, Stage, Step};
use super::super::{Fault, House, statements as sql, views};
use super::door::{Link, asker};
use super::{Engine, submit};

/// The routes that are driven, under the portal's addresses.
pub fn routes(house: House<Engine>) -> Router {
    Router::new()
        .route("/readyz", get(|| async { "ready" }))
        .route("/orders", get(list))
        .route("/orders/{no}", get(order))
        .route("/where", get(find))
        .route("/api/orders/place", post(submit::place))
        .with_state(house)
}

async fn me(link: &mut Link, asker: &Asker) -> Result<Me, Fault> {
    Ok(query_as(sql::ME).bind(asker.org_id).bind(asker.user_id).fetch_one(link).await?)
}

async fn list(State(house): State<House<Engine>>, headers: HeaderMap) -> Result<Html<String>, Fault> {
    let mut link = house.readers.acquire().await?;
    let asker = asker(&mut link, &headers).await?;
    let me = me(&mut link, &asker).await?;
    let first = query_as(sql::ORDERS).bind(i64::MAX).bind(Uuid::max()).bind(asker.org_id);
    let first = first.bind(Uuid::nil()).bind(Uuid::max());
    let heads: Vec<Head> = first.fetch_all(&mut *link).await?;
    drop(link);
    Ok(Html(views::Orders::new(&me, heads, asker.org_id).render()?))
}

async fn order(
    State(house): State<House<Engine>>,
    Path(no): Path<String>,
    headers: HeaderMap,
) -> Result<Html<String>, Fault> {
    let mut link = house.readers.acquire().await?;
    let asker = asker(&mut link, &headers).await?;
    let me = me(&mut link, &asker).await?;
    let key = query_as(sql::ORDER_KEY).bind(asker.org_id).bind(&no).fetch_optional(&mut *link).await?;
    let (org_id, id): (Uuid, Uuid) = key.ok_or(Fault::NotFound)?;
    let head: Head = query_as(sql::ORDER_HEAD).bind(org_id).bind(id).fetch_one(&mut *link).await?;
    let extra: Extra = query_as(sql::ORDER_EXTRA).bind(org_id).bind(id).fetch_one(&mut *link).await?;
    let stages: Vec<Stage> = query_as(sql::STAGES).fetch_all(&mut *link).await?;
    let complaints: Vec<(String, String)> =
        query_as(sql::ORDER_COMPLAINTS).bind(org_id).bind(id).fetch_all(&mut *link).await?;
    let slices: Vec<Slice> = query_as(sql::ORDER_LINES).bind(org_id).bind(id).fetch_all(&mut *link).await?;
    let steps: Vec<Step> = query_as(sql::ORDER_STEPS).bind(org_id).bind(id).fetch_all(&mut *link).await?;
    let promises: Vec<Promise> = query_as(sql::ORDER_PROMISES).bind(org_id).bind(id).fetch_all(&mut *link).await?;
    drop(link);
    let lines = views::lines((slices, steps, promises), &stages, asker.org_id);
    let order = views::OrderRow::new(head, asker.org_id);
    Ok(Html(views::Order { me: &me, order, extra, complaints, lines }.render()?))
}

#[derive(Deserialize)]
struct Question {
    q: String,
}

async fn find(
    State(house): State<House<Engine>>,
    Query(Question { q }): Query<Question>,
    headers: HeaderMap,
) -> Result<Html<String>, Fault> {
    let mut link = house.readers.acquire().await?;
    let asker = asker(&mut link, &headers).await?;
    let me = me(&mut link, &asker).await?;
    let stages: Vec<Stage> = query_as(sql::STAGES).fetch_all(&mut *link).await?;
    let isbn = Isbn::parse(&q).map_or_else(|_| String::new(), |isbn| isbn.to_string());
    let lines = query_as(sql::FOUND_LINES).bind(asker.org_id).bind(isbn).bind(q.to_uppercase()).bind(&q);
    let slices: Vec<FoundSlice> = lines.fetch_all(&mut *link).await?;
    drop(link);
    let found = views::found(slices, &stages, asker.org_id);
    Ok(Html(views::Where { me: &me, q: &q, found }.render()?))
}
