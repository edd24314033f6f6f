-- Dates that a person gave, dates that moved, and links to whole orders.
-- The two files of this migration are the same text but for the names of types.
-- Days are days since 1970 in Beijing, instants milliseconds of UTC since 1970.

-- The range that a person of the house promised for a line, beside what the model would say. It holds until the line's last
-- copies have passed `stage`, until `until_day` has gone by, or until it is taken back; then it has ended, and it stays until a
-- newer one takes its place. The ledger `promises` keeps all of them. One act may promise for many lines: `act_id`.
create table hand_promises (
  org_id uuid not null,
  line_id uuid not null,
  act_id uuid not null,
  low bigint not null,
  high bigint not null,
  note text not null,
  stage text not null references stages (code),
  until_day bigint not null,
  desk text not null references desks (code),
  given_by uuid not null,
  given_at bigint not null,
  model_low bigint not null,
  model_mid bigint not null,
  model_high bigint not null,
  ended_at bigint,
  primary key (org_id, line_id),
  foreign key (org_id, line_id) references order_lines (org_id, id),
  check (low <= high),
  check (model_low <= model_mid and model_mid <= model_high)
);
create index hand_promises_act on hand_promises (act_id);

-- The range that the customer was told last: a new one is told when it has moved away from it. Nothing before the first look.
alter table arrivals add column told_low bigint;
alter table arrivals add column told_high bigint;

-- What a person had promised for a line that arrived, and what the model said when they did.
alter table outcomes add column hand_low bigint;
alter table outcomes add column hand_high bigint;
alter table outcomes add column beside_low bigint;
alter table outcomes add column beside_high bigint;

-- Lines of one order whose dates moved in one look: what an outbox row of the kind 'redated' tells. The ranges are those of
-- the last of these lines.
create table redatings (
  id uuid not null primary key,
  org_id uuid not null,
  order_id uuid not null,
  at bigint not null,
  by_id uuid,
  lines bigint not null check (lines > 0),
  copies bigint not null,
  title text not null,
  old_low bigint not null,
  old_high bigint not null,
  new_low bigint not null,
  new_high bigint not null,
  foreign key (org_id, order_id) references orders (org_id, id)
);
create index redatings_at on redatings (at);

alter table notices add column old_low bigint;
alter table notices add column old_high bigint;
alter table notices add column new_low bigint;
alter table notices add column new_high bigint;

-- A link with an order shows every line of it; `line_id` is then any of them.
alter table track_links add column order_id uuid;
create index track_links_order on track_links (org_id, order_id) where order_id is not null;
