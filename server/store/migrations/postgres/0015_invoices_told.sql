-- Who pays is told of an invoice: one more kind of what waits in the outbox.
alter table outbox drop constraint outbox_kind_check;
alter table outbox add constraint outbox_kind_check
  check (kind in ('move', 'answer', 'cause', 'cause_over', 'parcel', 'acceptance', 'invoice', 'alert', 'redated', 'letter'));

-- A row of the outbox knows an invoice by its id alone.
create unique index invoices_id on invoices (id);

-- What was issued before is not told any more.
insert into outbox (id, at, kind, subject_id, due_at, tries, done_at, dead_at, fault)
select i.id, i.issued_at, 'invoice', i.id, i.issued_at, 0, i.issued_at, null, '' from invoices i
where i.issued_at >= (select min(at) from outbox);
