-- What supervisors set themselves, and copies that came beyond what was ordered.
-- The two files of this migration are the same text but for the names of types.

-- What a lane costs on top of the price, in basis points of it, for orders placed on that day or later.
create table surcharge_steps (
  lane text not null check (lane in ('urgent')),
  from_day integer not null,
  basis_points integer not null check (basis_points between 0 and 100000),
  primary key (lane, from_day)
) strict;
insert into surcharge_steps (lane, from_day, basis_points) select lane, 0, basis_points from surcharges;
drop table surcharges;

-- Ranks of contracts, for the page on which they are set.
create index orgs_priority on orgs (priority, id);

-- Who changed which setting: the newest of each kind, however long the house's chain is.
create index audit_settings on audit (org_id, verb, seq)
  where verb in ('setting.calendar', 'setting.surcharge', 'setting.contract', 'setting.wait');

-- Copies that a finished count found beyond what was ordered. They lie where the batch was counted, belong to no line, and
-- wait for a decision; those that were given to lines name the act of the ledger by which those lines got them.
create table extras (
  id blob not null primary key,
  batch_id blob not null references batches (id),
  stage text not null references stages (code),
  isbn text not null,
  title_id blob references titles (id),
  copies integer not null check (copies > 0),
  damaged integer not null,
  state text not null check (state in ('found', 'returned', 'kept', 'given', 'recounted')),
  note text not null,
  move_id blob references moves (id),
  found_at integer not null,
  by_id blob,
  changed_at integer not null,
  version integer not null
) strict;
create index extras_batch on extras (batch_id, found_at);
create index extras_state on extras (state, found_at, id);
create index extras_move on extras (move_id) where move_id is not null;
