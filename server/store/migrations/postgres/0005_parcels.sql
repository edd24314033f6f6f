-- Parcels: what stands in the last port of the way is packed for each customer, sent, delivered, and accepted line by line.
-- The two files of this migration are the same text but for the names of types.

-- A parcel belongs to the customer that gets it. Until it is delivered, its contents stand in its batch. A parcel that no
-- hand packed was packed when its batch went on as a whole, and is gone again when that is taken back.
create table parcels (
  org_id uuid not null references orgs (id),
  id uuid not null,
  no text not null unique,
  batch_id uuid not null references batches (id),
  carrier text not null,
  tracking text not null,
  by_hand boolean not null,
  packed_by uuid,
  packed_at bigint not null,
  sent_at bigint,
  delivery_id uuid references moves (id),
  delivered_at bigint,
  asked_at bigint,
  closed_at bigint,
  closed_by text check (closed_by in ('customer', 'house', 'time')),
  closing_note text not null,
  version bigint not null,
  primary key (org_id, id),
  check ((delivered_at is null) = (delivery_id is null)),
  check ((closed_at is null) = (closed_by is null)),
  check (asked_at is null or delivered_at is not null),
  check (closed_at is null or delivered_at is not null)
);
create index parcels_batch on parcels (batch_id, no);
create index parcels_delivery on parcels (delivery_id) where delivery_id is not null;
create index parcels_tracking on parcels (tracking);
-- What is under way or waits for its customer, of one customer and of the house.
create index parcels_open on parcels (org_id, packed_at) where closed_at is null;
create index parcels_closed on parcels (org_id, closed_at, id) where closed_at is not null;
create index parcels_all_closed on parcels (closed_at, id) where closed_at is not null;
-- What the clock looks for.
create index parcels_unasked on parcels (delivered_at) where delivered_at is not null and asked_at is null and closed_at is null;
create index parcels_unconfirmed on parcels (delivered_at) where delivered_at is not null and closed_at is null;
create index parcels_asked on parcels (asked_at) where asked_at is not null and closed_at is null;

create table parcel_items (
  org_id uuid not null,
  parcel_id uuid not null,
  line_id uuid not null,
  copies bigint not null check (copies > 0),
  primary key (org_id, parcel_id, line_id),
  foreign key (org_id, parcel_id) references parcels (org_id, id),
  foreign key (org_id, line_id) references order_lines (org_id, id)
);
create index parcel_items_line on parcel_items (org_id, line_id);

-- Why a customer does not take a copy, and the kind of the complaint that follows.
create table acceptance_reasons (
  code text not null primary key,
  position bigint not null,
  complaint text not null check (complaint in ('damaged', 'wrong', 'short', 'other')),
  name_zh text not null,
  name_en text not null
);
insert into acceptance_reasons (code, position, complaint, name_zh, name_en) values
  ('missing', 10, 'short', '缺少', 'Missing from the parcel'),
  ('damaged', 20, 'damaged', '破损', 'Damaged'),
  ('wrong', 30, 'wrong', '发错书', 'Not the book that was ordered'),
  ('other', 90, 'other', '其他问题', 'Something else');

-- Append-only: what a customer said of the copies of one line. The sender makes its id before the first send, so that a
-- repeat counts nothing twice.
create table acceptances (
  org_id uuid not null,
  id uuid not null,
  form_id uuid not null,
  parcel_id uuid not null,
  line_id uuid not null,
  accepted bigint not null check (accepted >= 0),
  refused bigint not null check (refused >= 0),
  reason text references acceptance_reasons (code),
  note text not null,
  complaint_no text references complaints (no),
  by_id uuid not null,
  at bigint not null,
  primary key (org_id, id),
  unique (org_id, parcel_id, line_id, form_id),
  check (accepted + refused > 0),
  check ((refused = 0) = (reason is null)),
  foreign key (org_id, parcel_id, line_id) references parcel_items (org_id, parcel_id, line_id)
);

-- A parcel in one row, with the sums of what is in it and of what was said of it.
create view parcel_rows (
  org_id, id, no, batch_id, carrier, tracking, packed_at, sent_at, delivered_at, asked_at, closed_at, closed_by, closing_note,
  version, batch, stage, org_zh, org_en, city_zh, city_en, lines, copies, accepted, refused
) as select
  p.org_id, p.id, p.no, p.batch_id, p.carrier, p.tracking, p.packed_at, p.sent_at, p.delivered_at, p.asked_at, p.closed_at,
  p.closed_by, p.closing_note, p.version, b.no, b.stage, r.name_zh, r.name_en, r.city_zh, r.city_en,
  (select count(*) from parcel_items i where i.org_id = p.org_id and i.parcel_id = p.id),
  (select coalesce(cast(sum(i.copies) as bigint), 0) from parcel_items i where i.org_id = p.org_id and i.parcel_id = p.id),
  (select coalesce(cast(sum(a.accepted) as bigint), 0) from acceptances a where a.org_id = p.org_id and a.parcel_id = p.id),
  (select coalesce(cast(sum(a.refused) as bigint), 0) from acceptances a where a.org_id = p.org_id and a.parcel_id = p.id)
from parcels p join batches b on b.id = p.batch_id join orgs r on r.id = p.org_id;

-- How long the house waits, in days after a delivery, before it asks the customer to confirm, and before the parcel closes
-- by itself.
create table waits (
  what text not null primary key check (what in ('acceptance_ask', 'acceptance_close')),
  days bigint not null check (days between 1 and 365),
  version bigint not null
);
insert into waits (what, days, version) values ('acceptance_ask', 7, 1), ('acceptance_close', 14, 1);
