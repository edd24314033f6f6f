-- Who is told what, when and how: the outbox, notices in the portal, letters by mail, one cause for many lines, links for
-- those who have no account.
-- Instants are milliseconds of UTC since 1970, days are days since 1970 in Beijing, keys are made by the application. Of a
-- token only the SHA-256 is kept.

-- The outbox: one row for each thing that must be told or sent, written in the transaction of the act ----------------------

create table outbox (
  id uuid not null primary key,
  at bigint not null,
  kind text not null check (kind in ('move', 'answer', 'cause', 'cause_over', 'parcel', 'acceptance', 'alert', 'redated', 'letter')),
  subject_id uuid not null,
  due_at bigint not null,
  tries bigint not null check (tries >= 0),
  done_at bigint,
  dead_at bigint,
  fault text not null,
  unique (kind, subject_id)
);
create index outbox_due on outbox (due_at) where done_at is null and dead_at is null;
create index outbox_dead on outbox (dead_at) where dead_at is not null;
create index outbox_at on outbox (at);

-- The orders that an outbox row is about, while it is being told to people.
create table outbox_orders (
  outbox_id uuid not null references outbox (id),
  org_id uuid not null,
  order_id uuid not null,
  lines bigint not null,
  copies bigint not null,
  title text not null,
  primary key (outbox_id, org_id, order_id),
  foreign key (org_id, order_id) references orders (org_id, id)
);

-- One cause, told once ----------------------------------------------------------------------------------------------------

create table causes (
  id uuid not null primary key,
  batch_id uuid not null references batches (id),
  kind text not null check (kind in ('customs', 'reprint', 'review', 'other')),
  text_zh text not null,
  text_en text not null,
  extra_days bigint not null check (extra_days >= 0),
  posted_by uuid,
  posted_at bigint not null,
  closed_by uuid,
  closed_at bigint,
  version bigint not null
);
create unique index causes_open on causes (batch_id) where closed_at is null;
create index causes_batch on causes (batch_id, posted_at);

-- The lines that it held: those that stood in the batch when it was posted, and those that joined while it was open.
create table cause_lines (
  org_id uuid not null,
  line_id uuid not null,
  cause_id uuid not null references causes (id),
  at bigint not null,
  primary key (org_id, line_id, cause_id),
  foreign key (org_id, line_id) references order_lines (org_id, id)
);
create index cause_lines_cause on cause_lines (cause_id, at);

-- Notices -----------------------------------------------------------------------------------------------------------------

-- What one person is told of one cause on one day. `org_id` is the person's own organisation. `due_at` is when a letter
-- with it is to be made; nothing when it was told by mail or is not to be.
create table notices (
  org_id uuid not null,
  user_id uuid not null,
  cause text not null,
  day bigint not null,
  topic text not null,
  stage text references stages (code),
  batch_id uuid references batches (id),
  reason text references reasons (code),
  complaint_no text references complaints (no),
  cause_id uuid references causes (id),
  at bigint not null,
  read_at bigint,
  due_at bigint,
  letter_id uuid,
  primary key (org_id, user_id, cause, day),
  foreign key (org_id, user_id) references users (org_id, id)
);
create index notices_newest on notices (org_id, user_id, at, cause);
create index notices_unread on notices (org_id, user_id) where read_at is null;
create index notices_due on notices (due_at) where due_at is not null;
create index notices_letter on notices (letter_id) where letter_id is not null;
create index notices_day on notices (day);

-- The orders that a notice is about. Lines that were taken back count as fewer.
create table notice_orders (
  org_id uuid not null,
  user_id uuid not null,
  cause text not null,
  day bigint not null,
  about_id uuid not null,
  order_id uuid not null,
  lines bigint not null,
  copies bigint not null,
  title text not null,
  primary key (org_id, user_id, cause, day, about_id, order_id),
  foreign key (org_id, user_id, cause, day) references notices (org_id, user_id, cause, day),
  foreign key (about_id, order_id) references orders (org_id, id)
);
create index notice_orders_day on notice_orders (day);

-- By its key, nobody gets two letters about one cause on one day.
create table tellings (
  org_id uuid not null,
  user_id uuid not null,
  cause text not null,
  day bigint not null,
  letter_id uuid not null,
  primary key (org_id, user_id, cause, day),
  foreign key (org_id, user_id) references users (org_id, id)
);
create index tellings_day on tellings (day);

-- A topic without a row has the house's pace.
create table notice_paces (
  org_id uuid not null,
  user_id uuid not null,
  topic text not null,
  pace text not null check (pace in ('now', 'daily', 'weekly', 'never')),
  primary key (org_id, user_id, topic),
  foreign key (org_id, user_id) references users (org_id, id)
);

-- Hours of the day in Beijing in which no letter is sent; the same hour twice means none.
create table quiet_hours (
  org_id uuid not null,
  user_id uuid not null,
  from_hour bigint not null check (from_hour between 0 and 23),
  to_hour bigint not null check (to_hour between 0 and 23),
  primary key (org_id, user_id),
  foreign key (org_id, user_id) references users (org_id, id)
);

-- People who want to hear of an order that somebody else placed.
create table follows (
  org_id uuid not null,
  order_id uuid not null,
  user_id uuid not null,
  user_org uuid not null,
  at bigint not null,
  primary key (org_id, order_id, user_id),
  foreign key (org_id, order_id) references orders (org_id, id),
  foreign key (user_org, user_id) references users (org_id, id)
);

-- Links for those who have no account ----------------------------------------------------------------------------------------

create table track_links (
  token_hash text not null primary key,
  id uuid not null unique,
  org_id uuid not null,
  line_id uuid not null,
  made_by uuid not null,
  made_at bigint not null,
  expires_at bigint not null,
  revoked_at bigint,
  foreign key (org_id, line_id) references order_lines (org_id, id)
);
create index track_links_line on track_links (org_id, line_id);

-- Who left an address to be told of the arrival. Nothing but the question is sent before it was confirmed.
create table watchers (
  id uuid not null primary key,
  link_id uuid not null references track_links (id),
  email text not null,
  lang text not null check (lang in ('zh', 'en')),
  asked_at bigint not null,
  token_hash text unique,
  confirmed_at bigint,
  told_at bigint,
  unique (link_id, email)
);

-- Letters -------------------------------------------------------------------------------------------------------------------

create table letters (
  id uuid not null primary key,
  kind text not null check (kind in ('notices', 'confirm', 'arrived')),
  org_id uuid,
  user_id uuid,
  watcher_id uuid references watchers (id),
  made_at bigint not null,
  foreign key (org_id, user_id) references users (org_id, id)
);
create index letters_made on letters (made_at);

-- What the link in a letter opens: the settings of its reader, nothing else.
create table mail_keys (
  token_hash text not null primary key,
  org_id uuid not null,
  user_id uuid not null,
  expires_at bigint not null,
  foreign key (org_id, user_id) references users (org_id, id)
);
create index mail_keys_user on mail_keys (org_id, user_id);
create index mail_keys_expires on mail_keys (expires_at);

-- Who is told of an outbox row: who placed the order; for an order that a partner placed, the customer's own buyers too; who
-- follows it; who filed the complaint that was answered. Nobody who may not see the order any more, and nobody who was
-- disabled. It begins with the orders of rows that are being told just now, which are few.
create view audience (outbox_id, about_id, order_id, org_id, user_id) as
select a.outbox_id, a.about_id, a.order_id, a.org_id, a.user_id from (
  select x.outbox_id, x.org_id as about_id, x.order_id, o.payer_id as org_id, o.placed_by as user_id
  from outbox_orders x join orders o on o.org_id = x.org_id and o.id = x.order_id
  union
  select x.outbox_id, x.org_id, x.order_id, u.org_id, u.id
  from outbox_orders x join orders o on o.org_id = x.org_id and o.id = x.order_id
  join users u on u.org_id = o.org_id and u.role in ('buyer', 'admin') where o.payer_id <> o.org_id
  union
  select x.outbox_id, x.org_id, x.order_id, f.user_org, f.user_id
  from outbox_orders x join follows f on f.org_id = x.org_id and f.order_id = x.order_id
  union
  select x.outbox_id, x.org_id, x.order_id, u.org_id, u.id
  from outbox_orders x join outbox b on b.id = x.outbox_id and b.kind = 'answer'
  join messages m on m.org_id = x.org_id and m.id = b.subject_id
  join complaints c on c.org_id = m.org_id and c.id = m.complaint_id join users u on u.id = c.filed_by) a
join users u on u.org_id = a.org_id and u.id = a.user_id and u.disabled_at is null
join org_tree t on t.above_id = a.org_id and t.org_id = a.about_id;
