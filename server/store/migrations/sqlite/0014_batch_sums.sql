-- The desks' boards cost what they draw: what stands in a batch is written beside it, and what is counted is counted from an index.
-- The two files of this migration are the same text but for the names of types.

-- The lines and copies that stand in a batch: what its slices say together, written in the same transaction.
alter table batches add column lines integer not null default 0 check (lines >= 0);
alter table batches add column copies integer not null default 0 check (copies >= lines);
update batches set lines = s.lines, copies = s.copies
from (select batch_id, count(*) as lines, cast(sum(copies) as bigint) as copies from slices
      where batch_id is not null group by batch_id) s
where s.batch_id = batches.id;

-- Each alone answers what a desk's start page or board counts or puts in order: batches that stand, batches that are due, copies
-- that came since an instant, lines at risk, silent lines.
drop index batches_open;
create index batches_open on batches (created_at, id, stage) where moved_at is null;
-- Made anew after `batches_open`: of two that serve, SQLite takes the younger.
drop index batches_held;
create index batches_held on batches (created_at, id) where moved_at is null and held_reason is not null;
drop index batches_expected;
create index batches_due on batches (stage, expected_at, id) where moved_at is null and held_reason is null;
drop index slices_stage;
create index slices_stage on slices (stage, since, copies);
drop index arrivals_late;
create index arrivals_late on arrivals (late, org_id, line_id, stage) where late is not null;
drop index arrivals_silent;
create index arrivals_silent on arrivals (silent_at, org_id, line_id, stage) where silent_at is not null;
