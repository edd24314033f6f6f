-- Invoices: what a customer accepted of a parcel is billed to who ordered it, and the house writes down when it was paid.
-- The two files of this migration are the same text but for the names of types.
-- Instants are milliseconds of UTC since 1970, days are days since 1970 in Beijing, money is fen.

-- `org_id` is the customer that has the copies, `payer_id` who ordered them and pays. One without a parcel bills copies that
-- came before the house packed parcels. `tax_no` is the number of the tax office's invoice, empty until it is known;
-- `paid_day` is the day of the payment that stands.
create table invoices (
  org_id blob not null references orgs (id),
  id blob not null,
  no text not null unique,
  payer_id blob not null references orgs (id),
  parcel_id blob,
  tax_no text not null,
  issued_at integer not null,
  due_day integer not null,
  lines integer not null check (lines > 0),
  copies integer not null check (copies > 0),
  total_fen integer not null check (total_fen >= 0),
  paid_day integer,
  version integer not null,
  primary key (org_id, id),
  unique (org_id, parcel_id, payer_id),
  foreign key (org_id, parcel_id) references parcels (org_id, id)
) strict;
create index invoices_tax_no on invoices (tax_no) where tax_no <> '';
-- What is owed and what was paid, of one payer and of the house. The sums of what one payer owes come from the index alone.
create index invoices_unpaid on invoices (payer_id, due_day, id, total_fen) where paid_day is null;
create index invoices_all_unpaid on invoices (due_day, id) where paid_day is null;
create index invoices_paid on invoices (payer_id, paid_day, id) where paid_day is not null;
create index invoices_all_paid on invoices (paid_day, id) where paid_day is not null;

-- The price is that of the order's line on the day on which it was billed.
create table invoice_lines (
  org_id blob not null,
  invoice_id blob not null,
  line_id blob not null,
  copies integer not null check (copies > 0),
  price_fen integer not null check (price_fen >= 0),
  primary key (org_id, invoice_id, line_id),
  foreign key (org_id, invoice_id) references invoices (org_id, id),
  foreign key (org_id, line_id) references order_lines (org_id, id)
) strict;
create index invoice_lines_line on invoice_lines (org_id, line_id, invoice_id);

-- Append-only but for being taken back: a payment that was written down by mistake stays, with the reason.
create table payments (
  org_id blob not null,
  id blob not null,
  invoice_id blob not null,
  day integer not null,
  reference text not null,
  by_id blob not null,
  at integer not null,
  undone_at integer,
  undone_by blob,
  undone_note text not null,
  primary key (org_id, id),
  foreign key (org_id, invoice_id) references invoices (org_id, id),
  check ((undone_at is null) = (undone_by is null))
) strict;
create index payments_invoice on payments (org_id, invoice_id, at);
-- At most one stands.
create unique index payments_standing on payments (org_id, invoice_id) where undone_at is null;

-- An invoice in one row, with the names of who pays and who has the copies.
create view invoice_rows (
  org_id, id, no, payer_id, tax_no, issued_at, due_day, lines, copies, total_fen, paid_day, version, parcel, org_zh, org_en,
  payer_zh, payer_en, city_zh, city_en
) as select
  i.org_id, i.id, i.no, i.payer_id, i.tax_no, i.issued_at, i.due_day, i.lines, i.copies, i.total_fen, i.paid_day, i.version,
  p.no, r.name_zh, r.name_en, y.name_zh, y.name_en, y.city_zh, y.city_en
from invoices i cross join orgs r cross join orgs y
left join parcels p on p.org_id = i.org_id and p.id = i.parcel_id
where r.id = i.org_id and y.id = i.payer_id;

-- The house also waits for money: days from the invoice to the day on which it is due. A check cannot be altered in place
-- everywhere.
create table waits_anew (
  what text not null primary key check (what in ('acceptance_ask', 'acceptance_close', 'invoice_due')),
  days integer not null check (days between 1 and 365),
  version integer not null
) strict;
insert into waits_anew (what, days, version) select what, days, version from waits;
insert into waits_anew (what, days, version) values ('invoice_due', 30, 1);
drop table waits;
alter table waits_anew rename to waits;
