-- Dates that a person gave, dates that moved, and links to whole orders.
-- The two files of this migration are the same text but for the names of types.
-- Days are days since 1970 in Beijing, instants milliseconds of UTC since 1970.

-- The range that a person of the house promised for a line, beside what the model would say. It holds until the line's last
-- copies have passed `stage`, until `until_day` has gone by, or until it is taken back; then it has ended, and it stays until a
-- newer one takes its place. The ledger `promises` keeps all of them. One act may promise for many lines: `act_id`.
create table hand_promises (
  org_id blob not null,
  line_id blob not null,
  act_id blob not null,
  low integer not null,
  high integer not null,
  note text not null,
  stage text not null references stages (code),
  until_day integer not null,
  desk text not null references desks (code),
  given_by blob not null,
  given_at integer not null,
  model_low integer not null,
  model_mid integer not null,
  model_high integer not null,
  ended_at integer,
  primary key (org_id, line_id),
  foreign key (org_id, line_id) references order_lines (org_id, id),
  check (low <= high),
  check (model_low <= model_mid and model_mid <= model_high)
) strict;
create index hand_promises_act on hand_promises (act_id);

-- The range that the customer was told last: a new one is told when it has moved away from it. Nothing before the first look.
alter table arrivals add column told_low integer;
alter table arrivals add column told_high integer;

-- What a person had promised for a line that arrived, and what the model said when they did.
alter table outcomes add column hand_low integer;
alter table outcomes add column hand_high integer;
alter table outcomes add column beside_low integer;
alter table outcomes add column beside_high integer;

-- Lines of one order whose dates moved in one look: what an outbox row of the kind 'redated' tells. The ranges are those of
-- the last of these lines.
create table redatings (
  id blob not null primary key,
  org_id blob not null,
  order_id blob not null,
  at integer not null,
  by_id blob,
  lines integer not null check (lines > 0),
  copies integer not null,
  title text not null,
  old_low integer not null,
  old_high integer not null,
  new_low integer not null,
  new_high integer not null,
  foreign key (org_id, order_id) references orders (org_id, id)
) strict;
create index redatings_at on redatings (at);

alter table notices add column old_low integer;
alter table notices add column old_high integer;
alter table notices add column new_low integer;
alter table notices add column new_high integer;

-- A link with an order shows every line of it; `line_id` is then any of them.
alter table track_links add column order_id blob;
create index track_links_order on track_links (org_id, order_id) where order_id is not null;
