-- The desk's day: rounds (one wish about many batches, carried out one batch after the other) and prompts that a person has
-- put off. The two files of this migration are the same text but for the names of types.

-- `act` is what is done with each batch; `day` (as it was typed, 2026-11-28, and checked then) and `note` go with it. `done`
-- and `refused` count the items that are over; `ended_at` is set with the last of them.
create table rounds (
  id uuid not null primary key,
  act text not null check (act in ('forward', 'expect', 'release')),
  day text not null,
  note text not null,
  org_id uuid not null,
  by_id uuid not null,
  begun_at bigint not null,
  ended_at bigint,
  items bigint not null check (items > 0),
  done bigint not null check (done >= 0),
  refused bigint not null check (refused >= 0),
  foreign key (org_id, by_id) references users (org_id, id),
  check (done + refused <= items),
  check ((ended_at is not null) = (done + refused = items))
);
create index rounds_begun on rounds (begun_at, id);
create index rounds_by on rounds (by_id, begun_at);
create index rounds_running on rounds (begun_at, id) where ended_at is null;

-- One batch of a round, as the page that chose it showed it (`version`), with the lines and copies that it held then.
-- `into_no` is where its copies went; `refusal` says, as JSON, why nothing was done; `tries` counts accidents on our side.
create table round_items (
  round_id uuid not null references rounds (id),
  position bigint not null check (position > 0),
  batch_id uuid not null references batches (id),
  version bigint not null,
  lines bigint not null check (lines >= 0),
  copies bigint not null check (copies >= 0),
  state text not null check (state in ('waiting', 'done', 'refused')),
  into_no text,
  refusal text,
  tries bigint not null check (tries >= 0),
  over_at bigint,
  primary key (round_id, position),
  unique (round_id, batch_id),
  check ((state = 'waiting') = (over_at is null)),
  check ((state = 'refused') = (refusal is not null))
);
create index round_items_waiting on round_items (round_id, position) where state = 'waiting';

-- A prompt of the work list that a person does not want to see before an instant.
create table snoozes (
  org_id uuid not null,
  user_id uuid not null,
  prompt text not null,
  until bigint not null,
  primary key (org_id, user_id, prompt),
  foreign key (org_id, user_id) references users (org_id, id)
);

-- What a desk's work list asks every day: batches by the day on which they should go on, and those that hold copies back.
create index batches_expected on batches (stage, expected_at) where moved_at is null;
create index batches_held on batches (created_at, id) where moved_at is null and held_reason is not null;
create index receipts_begun on receipts (opened_at) where closed_at is null;
