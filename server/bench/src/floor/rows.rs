//! Rows as the statements give them. What a template does not show is not decoded.

use kernel::Uuid;

#[derive(sqlx::FromRow)]
pub struct Asker {
    pub org_id: Uuid,
    pub user_id: Uuid,
}

#[derive(sqlx::FromRow)]
pub struct Me {
    pub name: String,
    pub name_zh: String,
}

#[derive(sqlx::FromRow)]
pub struct Head {
    pub no: String,
    pub org_zh: String,
    pub payer_id: Uuid,
    pub own_ref: String,
    pub placed_at: i64,
    pub needed_by: Option<i64>,
    pub urgent: bool,
    pub lines: i64,
    pub copies: i64,
    pub total_fen: i64,
    pub open: i64,
    pub way: i64,
    pub arrived: i64,
}

#[derive(sqlx::FromRow)]
pub struct Extra {
    pub placed_by: String,
    pub note: String,
    pub payer_zh: String,
}

#[derive(sqlx::FromRow)]
pub struct Stage {
    pub code: String,
    pub kind: String,
    pub desk_zh: String,
    pub name_zh: String,
    pub usual_days: i64,
}

#[derive(sqlx::FromRow)]
pub struct Slice {
    pub line_id: Uuid,
    pub position: i64,
    pub isbn: String,
    pub title: String,
    pub authors: String,
    pub publisher: String,
    pub line_copies: i64,
    pub price_fen: i64,
    pub payer_id: Uuid,
    pub stage: String,
    pub batch: Option<String>,
    pub copies: i64,
    pub since: i64,
}

#[derive(sqlx::FromRow)]
pub struct FoundSlice {
    pub order_no: String,
    pub own_ref: String,
    pub placed_at: i64,
    #[sqlx(flatten)]
    pub slice: Slice,
}

#[derive(sqlx::FromRow)]
pub struct Step {
    pub line_id: Uuid,
    pub at: i64,
    pub copies: i64,
    pub from_stage: Option<String>,
    pub to_stage: String,
    pub batch: Option<String>,
    pub reason_zh: Option<String>,
}

#[derive(sqlx::FromRow)]
pub struct Promise {
    pub line_id: Uuid,
    pub at: i64,
    pub low: i64,
    pub high: i64,
}

#[derive(sqlx::FromRow)]
pub struct Title {
    pub id: Uuid,
    pub publisher_id: Uuid,
    pub isbn: String,
    pub currency: String,
    pub list_minor: i64,
}
