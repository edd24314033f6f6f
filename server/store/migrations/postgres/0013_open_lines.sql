-- The desks in a house of a million lines: what waits to be bought, by publisher; days of the past that are counted once; which
-- lines an act promised for; and how promises were kept, by day.
-- The two files of this migration are the same text but for the names of types.

-- What waits of each line in open stages, beside what a buyers' board tells of it: a copy of what slices, lines and orders say,
-- written in the same transaction.
create table open_lines (
  org_id uuid not null,
  line_id uuid not null,
  publisher_id uuid not null references publishers (id),
  copies bigint not null check (copies > 0),
  since bigint not null,
  urgent_at bigint,
  needed_by bigint,
  primary key (org_id, line_id),
  foreign key (org_id, line_id) references order_lines (org_id, id)
);
insert into open_lines (org_id, line_id, publisher_id, copies, since, urgent_at, needed_by)
select l.org_id, l.id, l.publisher_id, cast(sum(s.copies) as bigint), min(s.since), l.urgent_at, o.needed_by
from stages g cross join slices s cross join order_lines l cross join orders o
where g.kind = 'open' and s.stage = g.code and l.org_id = s.org_id and l.id = s.line_id
  and o.org_id = l.org_id and o.id = l.order_id
group by l.org_id, l.id, l.publisher_id, l.urgent_at, o.needed_by;
-- It alone answers the board.
create index open_lines_publisher on open_lines (publisher_id, since, copies, urgent_at, needed_by);

-- When `copies` was counted from the ledger, as of the end of that day; until then it is the last measure of the day.
alter table stage_loads add column settled_at bigint;
create index stage_loads_settled on stage_loads (day) where settled_at is not null;

-- The act of a person by which a range was promised or taken back: it may be about many lines.
alter table promises add column act_id uuid;
create index promises_act on promises (act_id) where act_id is not null;

-- What became of the promises of a publisher's lines that arrived on a day: sums of `outcomes`. `in_time` and `late_days` go by
-- the first promise, `last_in_time` and `last_held` by the last one.
create table kept_days (
  day bigint not null,
  publisher_id uuid not null references publishers (id),
  lines bigint not null check (lines > 0),
  in_time bigint not null,
  last_in_time bigint not null,
  last_held bigint not null,
  late_days bigint not null,
  primary key (day, publisher_id)
);
insert into kept_days (day, publisher_id, lines, in_time, last_in_time, last_held, late_days)
select arrived_on, publisher_id, count(*), sum(case when arrived_on <= first_high then 1 else 0 end),
  sum(case when arrived_on <= last_high then 1 else 0 end),
  sum(case when arrived_on between last_low and last_high then 1 else 0 end),
  sum(case when arrived_on > first_high then arrived_on - first_high else 0 end)
from outcomes group by arrived_on, publisher_id;
-- It alone answers the report.
create index kept_days_sums on kept_days (day, publisher_id, lines, in_time, last_in_time, last_held, late_days);
create index outcomes_by_hand on outcomes (arrived_on) where hand_low is not null;
