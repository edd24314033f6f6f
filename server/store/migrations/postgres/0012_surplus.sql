-- Copies that came beyond what was ordered and are given to lines that wait: the act says so in its reason, which their
-- customers read. The two files of this migration are the same text.

insert into reasons (code, position, exit_stage, effect, name_zh, name_en, onix65, onix54, edifact4221) values
  ('surplus', 95, null, 'note', '同种书有多到的，分给了本订单', 'Copies that had come beyond what was ordered', null, null, null);

update moves set reason = 'surplus' where id in (select move_id from extras where state = 'given');

-- Chinese has commas of its own.
update reasons set name_zh = '破损，重新采购' where code = 'damaged';
update reasons set name_zh = '错发，重新采购' where code = 'wrong_book';
update reasons set name_zh = '短少，重新采购' where code = 'short';
update reasons set name_zh = '破损，客户退回' where code = 'returned_damaged';
