-- The desks as they really work: cut-offs, the urgent lane, exceptions that hold copies, expected days, receipts by scan.
-- The two files of this migration are the same text but for the names of types.

-- When a publisher's lines are gathered: every so many days, counted from an anchor day. One that falls on a day of rest is
-- put off to the next working day.
create table cutoffs (
  publisher_id blob not null primary key references publishers (id),
  rhythm_days integer not null check (rhythm_days between 1 and 366),
  anchor_day integer not null,
  version integer not null
) strict;

-- Days on which the house does other than the weekday says: public holidays, and weekends worked instead of them.
create table calendar_days (
  day integer not null primary key,
  kind text not null check (kind in ('rest', 'work')),
  name_zh text not null,
  name_en text not null
) strict;

-- What a lane costs on top of the price, in basis points of it.
create table surcharges (
  lane text not null primary key check (lane in ('urgent')),
  basis_points integer not null check (basis_points between 0 and 100000)
) strict;
insert into surcharges (lane, basis_points) values ('urgent', 1200);
-- The surcharge that is part of the line's price.
alter table order_lines add column surcharge_bp integer not null default 0 check (surcharge_bp >= 0);

-- Rank of the contract when copies are short: the smaller one first.
alter table orgs add column priority integer not null default 100;

-- Until when the batch should have left its stage. A batch with a reason holds its copies back.
alter table batches add column expected_at integer;
alter table batches add column held_reason text references reasons (code);

-- Append-only: every expected day that a desk gave a batch, and why it was changed.
create table batch_dates (
  id blob not null primary key,
  batch_id blob not null references batches (id),
  expected_at integer not null,
  note text not null,
  by_id blob,
  at integer not null
) strict;
create index batch_dates_batch on batch_dates (batch_id, at);

-- One count of what came in a batch; at most one is open.
create table receipts (
  id blob not null primary key,
  batch_id blob not null references batches (id),
  opened_by blob,
  opened_at integer not null,
  closed_by blob,
  closed_at integer
) strict;
create unique index receipts_open on receipts (batch_id) where closed_at is null;
create index receipts_batch on receipts (batch_id, opened_at);

-- Append-only. The sender makes the id before the first send, so that a repeat counts nothing twice; one send may hold many
-- books, each at its position. A scan that was wrong is taken back by one with negative copies.
create table scans (
  id blob not null,
  position integer not null,
  receipt_id blob not null references receipts (id),
  typed text not null,
  isbn text,
  copies integer not null check (copies <> 0),
  state text not null check (state in ('sound', 'damaged')),
  by_id blob,
  at integer not null,
  primary key (id, position)
) strict;
create index scans_receipt on scans (receipt_id, at);

-- What a reason does to the copies: 'again' buys them again, 'exit' takes them off the way, 'hold' keeps them back where they
-- are, 'note' only says what was seen. The codes of the trade: ONIX list 65 (product availability), ONIX list 54 (the
-- order-response codes of the BIC/EDItEUR messages), UN/EDIFACT data element 4221 (nature of a discrepancy).
alter table reasons add column effect text not null default 'again' check (effect in ('again', 'exit', 'hold', 'note'));
alter table reasons add column onix65 text;
alter table reasons add column onix54 text;
alter table reasons add column edifact4221 text;

update reasons set effect = 'exit' where exit_stage is not null;
update reasons set edifact4221 = 'AF' where code in ('damaged', 'returned_damaged');
update reasons set edifact4221 = 'CS' where code = 'wrong_book';
update reasons set edifact4221 = 'CP' where code = 'short';
update reasons set onix65 = '51', onix54 = 'OP', edifact4221 = 'OP' where code = 'out_of_print';
update reasons set onix65 = '01', onix54 = 'AB', edifact4221 = 'IC' where code = 'publisher_cancelled';
update reasons set onix65 = '46', onix54 = 'WS' where code = 'customs_refused';
update reasons set edifact4221 = 'CK' where code = 'customer_cancelled';

insert into reasons (code, position, exit_stage, effect, name_zh, name_en, onix65, onix54, edifact4221) values
  ('over', 35, null, 'note', '多到', 'More came than was ordered', null, null, 'AC'),
  ('replaced', 45, 'unavailable', 'exit', '已出新版，旧版不再供应', 'Replaced by a new edition', '41', 'OR', 'AB'),
  ('no_longer_sold_here', 46, 'unavailable', 'exit', '出版社不再向本地区供货', 'No longer sold in this market', '52', 'EX', 'AA'),
  ('short_awaited', 71, null, 'hold', '短少，等待补发', 'Short, the rest is awaited', '30', 'TU', 'BP'),
  ('sold_out', 72, null, 'hold', '出版社暂时缺货', 'Sold out at the publisher', '31', 'TP', 'AD'),
  ('reprint', 73, null, 'hold', '正在重印', 'Reprinting', '32', 'RP', 'OF'),
  ('new_edition', 74, null, 'hold', '新版待出，等待客户确认', 'New edition due, the customer is asked', '41', 'OR', 'NF'),
  ('held_by_customs', 75, null, 'hold', '海关暂扣查验', 'Held by customs', '30', 'TU', null),
  ('content_review', 76, null, 'hold', '内容审读中', 'Content under review', '34', 'CS', null),
  ('wait_for_rest', 77, null, 'hold', '等待其余部分到齐', 'Kept until the rest has come', null, null, null);

-- The holidays of 2026 as the State Council set them; those of the next year are added when they are published.
insert into calendar_days (day, kind, name_zh, name_en) values
  (20454, 'rest', '元旦', 'New Year'),
  (20455, 'rest', '元旦', 'New Year'),
  (20457, 'work', '元旦调休', 'Worked for New Year'),
  (20498, 'work', '春节调休', 'Worked for Spring Festival'),
  (20500, 'rest', '春节', 'Spring Festival'),
  (20501, 'rest', '春节', 'Spring Festival'),
  (20502, 'rest', '春节', 'Spring Festival'),
  (20503, 'rest', '春节', 'Spring Festival'),
  (20504, 'rest', '春节', 'Spring Festival'),
  (20507, 'rest', '春节', 'Spring Festival'),
  (20512, 'work', '春节调休', 'Worked for Spring Festival'),
  (20549, 'rest', '清明节', 'Qingming'),
  (20574, 'rest', '劳动节', 'Labour Day'),
  (20577, 'rest', '劳动节', 'Labour Day'),
  (20578, 'rest', '劳动节', 'Labour Day'),
  (20582, 'work', '劳动节调休', 'Worked for Labour Day'),
  (20623, 'rest', '端午节', 'Dragon Boat Festival'),
  (20716, 'work', '国庆节调休', 'Worked for National Day'),
  (20721, 'rest', '中秋节', 'Mid-Autumn Festival'),
  (20727, 'rest', '国庆节', 'National Day'),
  (20728, 'rest', '国庆节', 'National Day'),
  (20731, 'rest', '国庆节', 'National Day'),
  (20732, 'rest', '国庆节', 'National Day'),
  (20733, 'rest', '国庆节', 'National Day'),
  (20736, 'work', '国庆节调休', 'Worked for National Day'),
  (20819, 'rest', '元旦', 'New Year');
