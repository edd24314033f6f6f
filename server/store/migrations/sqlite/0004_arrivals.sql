-- When lines will arrive: the range that is shown for each line on its way, and every range that was ever shown.
-- The two files of this migration are the same text but for the names of types.
-- Days are days since 1970 in Beijing, instants milliseconds of UTC since 1970, shares and chances thousandths.

-- What is shown of a line, as it was worked out at `made_at` for its rearmost copies in `stage`. `late` is the chance that it
-- comes after the customer's deadline; `silent_at` is when its copies were found to have stayed longer than nineteen in twenty
-- do; `parts` says, as JSON, what the range is made of.
create table arrivals (
  org_id blob not null,
  line_id blob not null,
  low integer not null,
  mid integer not null,
  high integer not null,
  sure integer not null check (sure between 1 and 999),
  late integer check (late between 0 and 1000),
  stage text not null references stages (code),
  extra_days integer not null check (extra_days >= 0),
  silent_at integer,
  parts text not null,
  made_at integer not null,
  primary key (org_id, line_id),
  foreign key (org_id, line_id) references order_lines (org_id, id),
  check (low <= mid and mid <= high)
) strict;
create index arrivals_late on arrivals (late, org_id, line_id) where late is not null;
create index arrivals_silent on arrivals (silent_at, org_id, line_id) where silent_at is not null;

-- Append-only: the ledger of promises.
create table promises (
  org_id blob not null,
  id blob not null,
  line_id blob not null,
  low integer not null,
  high integer not null,
  sure integer not null,
  reason text not null check (reason in ('ordered', 'moved', 'time', 'cause', 'house')),
  note text not null,
  author_id blob,
  at integer not null,
  primary key (org_id, id),
  foreign key (org_id, line_id) references order_lines (org_id, id),
  check (low <= high)
) strict;
create index promises_line on promises (org_id, line_id, at, id);

-- What became of the promises of a line that has arrived.
create table outcomes (
  org_id blob not null,
  line_id blob not null,
  publisher_id blob not null references publishers (id),
  urgent integer not null,
  first_low integer not null,
  first_high integer not null,
  last_low integer not null,
  last_high integer not null,
  arrived_on integer not null,
  primary key (org_id, line_id),
  foreign key (org_id, line_id) references order_lines (org_id, id)
) strict;
create index outcomes_arrived on outcomes (arrived_on, org_id, line_id);
create index outcomes_publisher on outcomes (publisher_id, arrived_on);

-- How full each stage was: the latest measure of each day. Of days before the first measure only the copies are known, from
-- the ledger.
create table stage_loads (
  stage text not null references stages (code),
  day integer not null,
  copies integer not null check (copies >= 0),
  batches integer,
  late integer,
  primary key (stage, day)
) strict;
create index stage_loads_day on stage_loads (day);

-- The batches under way, oldest first: a desk's board, however long the house has been at work.
create index batches_open on batches (created_at, id) where moved_at is null;

-- What moved lately, in the house as a whole: the forecaster reads the ledger in the order of time.
create index movements_at on movements (at, id);
