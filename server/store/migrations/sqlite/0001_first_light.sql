-- First light: people, catalogue, orders, the ledger of copies, batches, complaints, audit, events.
-- The two files of this migration are the same text but for the names of types and one collation; a parity test compares
-- what they make.
-- Instants are milliseconds of UTC since 1970, days are days since 1970 in Beijing, money is fen, keys are made by the application.

-- People and rights ---------------------------------------------------------------------------------------------------

create table orgs (
  id blob not null primary key,
  parent_id blob references orgs (id),
  kind text not null check (kind in ('house', 'partner', 'customer')),
  class text not null,
  name_zh text not null,
  name_en text not null,
  city_zh text not null,
  city_en text not null,
  factor_bp integer not null check (factor_bp > 0),
  credit_limit_fen integer not null check (credit_limit_fen >= 0),
  credit_used_fen integer not null check (credit_used_fen >= 0 and credit_used_fen <= credit_limit_fen),
  created_at integer not null,
  version integer not null
) strict;
create index orgs_parent on orgs (parent_id);

-- Every organisation and all above it, itself included (depth 0). The house stands above all.
create table org_tree (
  above_id blob not null references orgs (id),
  org_id blob not null references orgs (id),
  depth integer not null check (depth >= 0),
  primary key (above_id, org_id)
) strict;
create index org_tree_below on org_tree (org_id);

create table units (
  org_id blob not null references orgs (id),
  id blob not null,
  name_zh text not null,
  name_en text not null,
  primary key (org_id, id)
) strict;

create table users (
  org_id blob not null references orgs (id),
  id blob not null,
  unit_id blob,
  email text not null unique,
  name text not null,
  role text not null check (role in ('viewer', 'buyer', 'admin', 'desk', 'supervisor')),
  desk text,
  lang text not null check (lang in ('zh', 'en')),
  password_hash text not null,
  disabled_at integer,
  created_at integer not null,
  version integer not null,
  primary key (org_id, id),
  foreign key (org_id, unit_id) references units (org_id, id)
) strict;
create unique index users_id on users (id);

create table sessions (
  token_hash text not null primary key,
  id blob not null unique,
  org_id blob not null,
  user_id blob not null,
  agent text not null,
  created_at integer not null,
  seen_at integer not null,
  expires_at integer not null,
  foreign key (org_id, user_id) references users (org_id, id)
) strict;
create index sessions_user on sessions (user_id);

-- What a person typed into a form that was refused, kept for the next look at that form. Also for people not signed in.
create table flashes (
  token_hash text not null primary key,
  body text not null,
  expires_at integer not null
) strict;

create table throttles (
  bucket text not null primary key,
  tries integer not null check (tries >= 0),
  since integer not null
) strict;

-- One chain of hashes for each organisation: a row that is changed or taken out breaks its chain.
create table audit (
  org_id blob not null references orgs (id),
  seq integer not null check (seq > 0),
  at integer not null,
  actor_id blob,
  verb text not null,
  subject text not null,
  detail text not null,
  prev_hash text not null,
  hash text not null,
  primary key (org_id, seq)
) strict;
create table audit_heads (
  org_id blob not null primary key references orgs (id),
  seq integer not null,
  hash text not null
) strict;

-- Running numbers for what people call by number: orders, batches, complaints.
create table counters (
  name text not null primary key,
  value integer not null check (value >= 0)
) strict;

-- Catalogue -----------------------------------------------------------------------------------------------------------

create table publishers (
  id blob not null primary key,
  name text not null unique,
  country text not null,
  currency text not null
) strict;

create table rates (
  currency text not null,
  day integer not null,
  rate_micro integer not null check (rate_micro > 0),
  primary key (currency, day)
) strict;

create table classes (
  code text not null primary key,
  name_zh text not null,
  name_en text not null
) strict;

create table titles (
  id blob not null primary key,
  isbn text not null unique,
  title text not null,
  authors text not null,
  publisher_id blob not null references publishers (id),
  year integer,
  language text not null,
  clc text not null,
  catalogue text not null,
  binding text not null,
  currency text not null,
  list_minor integer not null check (list_minor >= 0),
  popularity integer not null,
  added_at integer not null
) strict;
create index titles_publisher on titles (publisher_id, popularity);
create index titles_catalogue on titles (catalogue, popularity);
create index titles_popularity on titles (popularity, id);

create table title_words (
  word text not null,
  title_id blob not null references titles (id),
  primary key (word, title_id)
) strict;

-- The way: desks, stages and reasons are rows -------------------------------------------------------------------------

create table desks (
  code text not null primary key,
  name_zh text not null,
  name_en text not null
) strict;

create table stages (
  code text not null primary key,
  position integer not null unique,
  kind text not null check (kind in ('open', 'way', 'end', 'exit')),
  desk text not null references desks (code),
  letter text not null,
  name_zh text not null,
  name_en text not null,
  usual_days integer not null
) strict;

create table reasons (
  code text not null primary key,
  position integer not null,
  exit_stage text references stages (code),
  name_zh text not null,
  name_en text not null
) strict;

create table batches (
  id blob not null primary key,
  no text not null unique,
  stage text not null references stages (code),
  publisher_id blob references publishers (id),
  created_by blob,
  created_at integer not null,
  moved_at integer,
  version integer not null
) strict;
create index batches_stage on batches (stage, moved_at, created_at);

-- Orders and the ledger of copies -------------------------------------------------------------------------------------

create table orders (
  org_id blob not null references orgs (id),
  id blob not null,
  no text not null unique,
  payer_id blob not null references orgs (id),
  placed_by blob not null,
  own_ref text not null,
  note text not null,
  needed_by integer,
  urgent integer not null,
  lines integer not null check (lines > 0),
  copies integer not null check (copies > 0),
  total_fen integer not null check (total_fen >= 0),
  content_hash text not null,
  placed_at integer not null,
  version integer not null,
  primary key (org_id, id)
) strict;
create index orders_placed on orders (org_id, placed_at, id);
create index orders_all_placed on orders (placed_at, id);
create index orders_own_ref on orders (own_ref, org_id);

create table order_lines (
  org_id blob not null,
  id blob not null,
  order_id blob not null,
  position integer not null,
  title_id blob not null references titles (id),
  publisher_id blob not null references publishers (id),
  copies integer not null check (copies > 0),
  price_fen integer not null check (price_fen >= 0),
  list_minor integer not null,
  currency text not null,
  rate_micro integer not null,
  factor_bp integer not null,
  version integer not null,
  primary key (org_id, id),
  unique (org_id, order_id, position),
  foreign key (org_id, order_id) references orders (org_id, id)
) strict;
create index order_lines_title on order_lines (title_id, org_id);
-- The newest lines of a title first: keys begin with the instant at which they were made.
create index order_lines_newest on order_lines (title_id, id);

create table slices (
  org_id blob not null,
  id blob not null,
  line_id blob not null,
  stage text not null references stages (code),
  batch_id blob references batches (id),
  copies integer not null check (copies > 0),
  since integer not null,
  primary key (org_id, id),
  foreign key (org_id, line_id) references order_lines (org_id, id)
) strict;
create index slices_line on slices (org_id, line_id);
create index slices_batch on slices (batch_id, stage);
create index slices_stage on slices (stage, since);

-- One act of a desk or a customer that moved copies; a correction is a new act that names the one it takes back.
create table moves (
  id blob not null primary key,
  kind text not null check (kind in ('place', 'batch', 'forward', 'split', 'merge', 'hold', 'release', 'take_out', 'cancel', 'deliver', 'undo')),
  from_batch blob references batches (id),
  to_batch blob references batches (id),
  reason text references reasons (code),
  note text not null,
  by_id blob,
  at integer not null,
  undoes blob unique references moves (id)
) strict;
create index moves_from_batch on moves (from_batch, at);
create index moves_to_batch on moves (to_batch, at);

-- Append-only. from_stage is empty when the copies were ordered.
create table movements (
  org_id blob not null,
  id blob not null,
  line_id blob not null,
  move_id blob not null references moves (id),
  from_stage text references stages (code),
  to_stage text not null references stages (code),
  from_batch blob references batches (id),
  to_batch blob references batches (id),
  copies integer not null check (copies > 0),
  at integer not null,
  primary key (org_id, id),
  foreign key (org_id, line_id) references order_lines (org_id, id)
) strict;
create index movements_line on movements (org_id, line_id, at);
create index movements_move on movements (move_id);

create table credit_entries (
  org_id blob not null references orgs (id),
  id blob not null,
  order_id blob not null,
  delta_fen integer not null,
  reason text not null,
  at integer not null,
  primary key (org_id, id)
) strict;
create index credit_entries_order on credit_entries (org_id, order_id);

-- Complaints and tickets ----------------------------------------------------------------------------------------------

create table complaints (
  org_id blob not null references orgs (id),
  id blob not null,
  no text not null unique,
  order_id blob not null,
  line_id blob,
  kind text not null check (kind in ('late', 'damaged', 'wrong', 'short', 'question', 'other')),
  subject text not null,
  state text not null check (state in ('open', 'answered', 'closed')),
  filed_by blob not null,
  filed_at integer not null,
  closed_at integer,
  desk text not null references desks (code),
  level integer not null check (level >= 0),
  due_at integer,
  version integer not null,
  primary key (org_id, id),
  foreign key (org_id, order_id) references orders (org_id, id),
  foreign key (org_id, line_id) references order_lines (org_id, id)
) strict;
create index complaints_org on complaints (org_id, filed_at);
create index complaints_order on complaints (org_id, order_id);
create index complaints_desk on complaints (desk, state, due_at);
create index complaints_due on complaints (state, due_at);

create table messages (
  org_id blob not null,
  id blob not null,
  complaint_id blob not null,
  author_id blob,
  kind text not null check (kind in ('customer', 'house', 'internal', 'step')),
  body text not null,
  at integer not null,
  primary key (org_id, id),
  foreign key (org_id, complaint_id) references complaints (org_id, id)
) strict;
create index messages_complaint on messages (org_id, complaint_id, at);

-- Events: written in the transaction that they tell of, told to open pages after it -------------------------------------

create table events (
  id blob not null primary key,
  at integer not null,
  org_id blob not null references orgs (id),
  kind text not null,
  subject_id blob not null
) strict;
create index events_at on events (at, id);

-- What the house begins with -------------------------------------------------------------------------------------------

insert into desks (code, name_zh, name_en) values
  ('orders', '收订科', 'Order desk'),
  ('imports', '进口科', 'Import desk'),
  ('distribution', '发行科', 'Distribution desk'),
  ('cataloguing', '编目科', 'Cataloguing desk'),
  ('textbooks', '教材开发科', 'Textbook desk'),
  ('it', '综合电脑科', 'IT desk');

insert into stages (code, position, kind, desk, letter, name_zh, name_en, usual_days) values
  ('ordered', 10, 'open', 'imports', 'O', '待成批', 'Waiting for a batch', 10),
  ('purchase', 20, 'way', 'imports', 'P', '采购', 'Purchase', 32),
  ('customs', 30, 'way', 'imports', 'C', '报关', 'Customs', 9),
  ('inspection', 40, 'way', 'distribution', 'I', '验货', 'Inspection', 3),
  ('warehouse_in', 50, 'way', 'distribution', 'W', '入库', 'Warehouse in', 3),
  ('warehouse_out', 60, 'way', 'distribution', 'X', '出库', 'Warehouse out', 2),
  ('dispatch', 70, 'way', 'distribution', 'D', '发货', 'Dispatch', 4),
  ('delivered', 80, 'end', 'distribution', 'Z', '已送达', 'Delivered', 0),
  ('cancelled', 91, 'exit', 'orders', 'K', '已取消', 'Cancelled', 0),
  ('unavailable', 92, 'exit', 'imports', 'U', '无法供应', 'Not available', 0),
  ('lost', 93, 'exit', 'distribution', 'L', '遗失', 'Lost', 0),
  ('returned', 94, 'exit', 'distribution', 'R', '已退回', 'Returned', 0);

-- A reason without an exit sends the copies back to the first stage, to be bought again.
insert into reasons (code, position, exit_stage, name_zh, name_en) values
  ('damaged', 10, null, '破损,重新采购', 'Damaged, bought again'),
  ('wrong_book', 20, null, '错发,重新采购', 'Wrong book sent, bought again'),
  ('short', 30, null, '短少,重新采购', 'Short delivery, bought again'),
  ('out_of_print', 40, 'unavailable', '绝版', 'Out of print'),
  ('publisher_cancelled', 50, 'unavailable', '出版社取消', 'Cancelled by the publisher'),
  ('customs_refused', 60, 'unavailable', '海关不予放行', 'Not released by customs'),
  ('lost_in_transit', 70, 'lost', '运输中遗失', 'Lost on the way'),
  ('returned_damaged', 80, 'returned', '破损,客户退回', 'Returned damaged'),
  ('customer_cancelled', 90, 'cancelled', '客户取消', 'Cancelled by the customer'),
  ('mistake', 100, null, '操作有误', 'Moved by mistake');
