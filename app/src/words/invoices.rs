//! Words of invoices: what is owed and until when, what is billed, and what the house writes down of it. Ours is 结算单 in
//! Chinese: 发票 is what the tax office numbers.

use kernel::shapes::InvoiceState;

use super::{Word, t};

pub(crate) const TITLE: Word = Word("结算单", "Invoices");
pub(crate) const LEAD: Word = Word(
    "包裹验收完毕就开出结算单：哪些书、多少钱、哪天之前付款。",
    "A parcel is billed as soon as it is confirmed: which books, how much, and by when it is to be paid.",
);
pub(crate) const LEAD_HOUSE: Word = Word(
    "各单位应付给本社的款项，最早到期的在前。收到款项后，由收订科在结算单上登记。",
    "What is owed to the house, the first due first. When money has come, the order desk writes it down on the invoice.",
);
pub(crate) const WHICH: Word = Word("哪些结算单", "Which invoices");
pub(crate) const TO_PAY: Word = Word("待付", "To be paid");
pub(crate) const OVERDUE: Word = Word("已逾期", "Overdue");
pub(crate) const PAID: Word = Word("已付清", "Paid");
pub(crate) const NONE_TO_PAY: Word = Word("没有待付的结算单", "Nothing is to be paid");
pub(crate) const NONE_OVERDUE: Word = Word("没有逾期的结算单", "Nothing is overdue");
pub(crate) const NONE_PAID: Word = Word("没有更早付清的结算单", "No earlier paid invoices");
pub(crate) const NONE_HINT: Word =
    Word("包裹验收完毕之后，结算单会出现在这里。", "An invoice appears here once a parcel has been confirmed.");
pub(crate) const TO_PARCELS: Word = Word("看包裹", "See the parcels");
pub(crate) const FIRST: Word = Word("回到第一页", "Back to the first page");

pub(crate) const NO: Word = Word("结算单号", "Invoice");
pub(crate) const INVOICE_NO: Word = Word("结算单 {no}", "Invoice {no}");
pub(crate) const PAYER: Word = Word("付款单位", "Payer");
pub(crate) const CUSTOMER: Word = Word("收书单位", "Books for");
pub(crate) const CONTENT: Word = Word("内容", "Content");
pub(crate) const CONTENT_OF: Word = Word("{lines} 种 {copies}", "{lines} titles, {copies}");
pub(crate) const CONTENT_OF_ONE: Word = Word("{lines} 种 {copies}", "{lines} title, {copies}");
pub(crate) const ISSUED: Word = Word("开单日期", "Issued");
pub(crate) const DUE: Word = Word("付款期限", "Due by");
pub(crate) const PAID_ON: Word = Word("付款日期", "Paid on");
pub(crate) const TOTAL: Word = Word("金额", "Total");
pub(crate) const STATE: Word = Word("状态", "State");

// What is owed ---------------------------------------------------------------------------------------------------------

pub(crate) const OWED: Word = Word("应付款项", "What you owe");
pub(crate) const UNPAID: Word = Word("未付结算单", "Unpaid invoices");
pub(crate) const OVERDUE_OF_IT: Word = Word("其中已逾期", "Overdue of these");
pub(crate) const OPEN_ORDERS: Word = Word("尚未结算的订单", "Orders not billed yet");
pub(crate) const USED: Word = Word("已用信用额度", "Credit used");
pub(crate) const OF_LIMIT: Word = Word("额度共 {limit}", "of {limit}");
pub(crate) const SHEETS_ONE: Word = Word("{n} 张", "{n} invoice");
pub(crate) const SHEETS: Word = Word("{n} 张", "{n} invoices");

// One invoice ----------------------------------------------------------------------------------------------------------

pub(crate) const ABOUT: Word = Word("结算信息", "About this invoice");
pub(crate) const ISSUER: Word = Word("开单单位", "From");
pub(crate) const PARCEL: Word = Word("包裹", "Parcel");
pub(crate) const TAX_NO: Word = Word("税务发票号码", "Tax invoice number");
pub(crate) const TAX_NONE: Word = Word("尚未登记", "not known yet");
pub(crate) const LINES: Word = Word("图书明细", "What is billed");
pub(crate) const BOOK: Word = Word("图书", "Book");
pub(crate) const ORDER: Word = Word("订单", "Order");
pub(crate) const COPIES: Word = Word("册数", "Copies");
pub(crate) const PRICE: Word = Word("单价", "Price");
pub(crate) const AMOUNT: Word = Word("金额", "Amount");
pub(crate) const SUM: Word = Word("合计", "Total");
pub(crate) const PLEASE_PAY: Word = Word(
    "请于{day}（含）之前付款，汇款时注明结算单号 {no}。",
    "Please pay by {day} and name invoice {no} in the transfer.",
);
pub(crate) const IS_OVERDUE: Word = Word(
    "付款期限是{day}，已经逾期。如果已经汇款，请把银行凭证号告诉本社。",
    "It was due by {day} and is overdue. If you have paid, tell us the bank’s reference.",
);
pub(crate) const IS_OVERDUE_HOUSE: Word = Word("付款期限是{day}，已经逾期。", "It was due by {day} and is overdue.");
pub(crate) const IS_OPEN_HOUSE: Word = Word("付款期限是{day}。", "It is due by {day}.");
pub(crate) const IS_PAID: Word =
    Word("{day}已付清，银行凭证号：{reference}。", "Paid on {day}, by the bank’s reference {reference}.");
pub(crate) const ASK: Word = Word("对这张结算单有疑问", "Something wrong with this invoice?");
pub(crate) const PAYMENTS: Word = Word("付款记录", "Payments");
pub(crate) const REFERENCE: Word = Word("银行凭证号", "Bank reference");
pub(crate) const REFERENCE_HINT: Word =
    Word("银行回单上的编号，以后对账用。", "As on the bank’s slip, so that it can be found again.");
pub(crate) const BY: Word = Word("登记人", "Written down by");
pub(crate) const WHEN: Word = Word("登记时间", "When");
pub(crate) const STANDS: Word = Word("有效", "Stands");
pub(crate) const UNDONE: Word = Word("{day}由{by}撤销：{note}", "Taken back on {day} by {by}: {note}");

// What the order desk does -----------------------------------------------------------------------------------------------

pub(crate) const PAY: Word = Word("登记付款", "Payment");
pub(crate) const PAY_NOW: Word = Word("登记付清", "It was paid");
pub(crate) const UNDO: Word = Word("撤销付款登记", "Take the payment back");
pub(crate) const UNDO_HINT: Word = Word(
    "只在登记有误时使用：款项恢复为待付，信用额度重新占用。",
    "Only for a mistake: the invoice is owed again and takes its credit again.",
);
pub(crate) const UNDO_NOTE: Word = Word("撤销的原因", "Why it is taken back");
pub(crate) const UNDO_NOW: Word = Word("撤销", "Take it back");
pub(crate) const TAX: Word = Word("登记税务发票", "Tax invoice");
pub(crate) const TAX_SAVE: Word = Word("保存发票号码", "Save the number");

/// What is left to do about an invoice.
pub(crate) fn state(state: InvoiceState) -> &'static str {
    t(match state {
        InvoiceState::Open => TO_PAY,
        InvoiceState::Overdue => OVERDUE,
        InvoiceState::Paid => PAID,
    })
}
