//! Words of the frame around all pages.

use super::Word;

/// Navigation.
pub const DESK: Word = Word("今日", "Today");
/// Navigation.
pub const BATCHES: Word = Word("批次", "Batches");
/// Navigation.
pub const TICKETS: Word = Word("工单", "Tickets");
pub const REPORTS: Word = Word("兑现", "Promises kept");
/// Navigation.
pub const SETTINGS: Word = Word("设置", "Settings");
/// Navigation.
pub const ORDERS: Word = Word("订单", "Orders");
/// Navigation.
pub const NEW_ORDER: Word = Word("下订单", "Place an order");
/// Navigation.
pub const PARCELS: Word = Word("包裹与验收", "Parcels");
/// Navigation.
pub const BOOKS: Word = Word("书目", "Books");
/// Navigation.
pub const FOR_YOU: Word = Word("为您推荐", "For you");
/// Navigation.
pub const COMPLAINTS: Word = Word("投诉与咨询", "Complaints");
/// Navigation.
pub const PARTNER: Word = Word("我的客户", "My customers");
/// Link to the search for copies.
pub const WHERE: Word = Word("书在哪里", "Where is my book");
