-- Courses and terms: for which course an order is, the urgent lane line by line, what was ordered instead of what, and who was
-- told that something may be late.
-- The two files of this migration are the same text but for the names of types.
-- Instants are milliseconds of UTC since 1970, days are days since 1970 in Beijing, chances thousandths.

-- For which course or term; empty when nobody said so.
alter table orders add column course text not null default '';
create index orders_terms on orders (org_id, needed_by, course) where needed_by is not null or course <> '';

-- Since when a line skips batching; nothing while it waits for its publisher's batch like all others. An order is urgent
-- when all its lines are.
alter table order_lines add column urgent_at bigint;
update order_lines set urgent_at = (
  select o.placed_at from orders o where o.org_id = order_lines.org_id and o.id = order_lines.order_id and o.urgent);

-- The line of the same customer of which this one takes the place.
alter table order_lines add column instead_of uuid;
create index order_lines_instead on order_lines (org_id, instead_of) where instead_of is not null;

-- A range may also be said anew because the line has changed its lane. A check cannot be altered in place everywhere.
create table promises_anew (
  org_id uuid not null,
  id uuid not null,
  line_id uuid not null,
  low bigint not null,
  high bigint not null,
  sure bigint not null,
  reason text not null check (reason in ('ordered', 'moved', 'time', 'cause', 'house', 'lane')),
  note text not null,
  author_id uuid,
  at bigint not null,
  primary key (org_id, id),
  foreign key (org_id, line_id) references order_lines (org_id, id),
  check (low <= high)
);
insert into promises_anew (org_id, id, line_id, low, high, sure, reason, note, author_id, at)
select org_id, id, line_id, low, high, sure, reason, note, author_id, at from promises;
drop table promises;
alter table promises_anew rename to promises;
create index promises_line on promises (org_id, line_id, at, id);

-- Each chance of being late over which a line has risen. `alert_id` is the telling that it was part of; nothing when a higher
-- one was told in its place, or when it had risen before anybody was told of such things. `left_at` is when it fell below.
create table alerts (
  org_id uuid not null,
  line_id uuid not null,
  band bigint not null check (band in (50, 150, 300)),
  alert_id uuid,
  act_by bigint,
  told_at bigint not null,
  left_at bigint,
  primary key (org_id, line_id, band),
  foreign key (org_id, line_id) references order_lines (org_id, id)
);
create index alerts_alert on alerts (alert_id) where alert_id is not null;
insert into alerts (org_id, line_id, band, told_at)
select a.org_id, a.line_id, b.band, a.made_at
from (select 50 as band union all select 150 union all select 300) b join arrivals a on a.late >= b.band;

-- The chance over which a notice tells that lines have risen, and the last day on which an urgent order would be in time.
alter table notices add column band bigint;
alter table notices add column act_by bigint;
