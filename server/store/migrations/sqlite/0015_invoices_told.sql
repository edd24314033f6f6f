-- Who pays is told of an invoice: one more kind of what waits in the outbox. A check cannot be altered in place here, so the
-- table is made anew; nothing stands in `outbox_orders` between two transactions.
drop view audience;
create table outbox_anew (
  id blob not null primary key,
  at integer not null,
  kind text not null check (kind in ('move', 'answer', 'cause', 'cause_over', 'parcel', 'acceptance', 'invoice', 'alert', 'redated', 'letter')),
  subject_id blob not null,
  due_at integer not null,
  tries integer not null check (tries >= 0),
  done_at integer,
  dead_at integer,
  fault text not null,
  unique (kind, subject_id)
) strict;
insert into outbox_anew (id, at, kind, subject_id, due_at, tries, done_at, dead_at, fault)
select id, at, kind, subject_id, due_at, tries, done_at, dead_at, fault from outbox;
drop table outbox;
alter table outbox_anew rename to outbox;
create index outbox_due on outbox (due_at) where done_at is null and dead_at is null;
create index outbox_dead on outbox (dead_at) where dead_at is not null;
create index outbox_at on outbox (at);
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

-- A row of the outbox knows an invoice by its id alone.
create unique index invoices_id on invoices (id);

-- What was issued before is not told any more.
insert into outbox (id, at, kind, subject_id, due_at, tries, done_at, dead_at, fault)
select i.id, i.issued_at, 'invoice', i.id, i.issued_at, 0, i.issued_at, null, '' from invoices i
where i.issued_at >= (select min(at) from outbox);
