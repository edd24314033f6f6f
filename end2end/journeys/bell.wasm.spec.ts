// What is new shows at the bell of an open page. Without scripts the next page shows it.
import { alive, freshRef, placeOrder } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

test('the bell shows what is new without a reload', async ({ visit, say }) => {
  const tang = await visit(people.tang);
  await tang.goto('/books');
  const bell = tang.getByRole('link', { name: new RegExp(`^${say('parts.NOTICES')}`) }).first();
  const before = await bell.textContent();
  const tangs = await visit(people.tang);
  const no = await placeOrder(tangs, say, ['9780099446781 1'], freshRef('BELL'));
  await tangs.goto(`/complaints/new?order=${no}`);
  const subject = freshRef('Where is it');
  await tangs.getByLabel(say('complaints.WHICH_KIND'), { exact: false }).selectOption({ index: 1 });
  await tangs.getByLabel(say('complaints.SUBJECT'), { exact: false }).fill(subject);
  await tangs.getByLabel(say('complaints.BODY'), { exact: false }).fill('Soon?');
  await tangs.getByRole('button', { name: say('complaints.SEND'), exact: true }).click();
  await expect(tangs).toHaveURL(/\/complaints\/T\d\d-\d{6}/);
  const complaint = new URL(tangs.url()).pathname.split('/').pop() ?? '';
  const zhao = await visit(people.zhao);
  await zhao.goto(`/desk/tickets/${complaint}`);
  await alive(zhao);
  await zhao.getByRole('textbox', { name: say('desk.REPLY_TEXT') }).fill('On Friday.');
  await zhao.getByRole('button', { name: say('desk.ANSWER'), exact: true }).click();
  await expect(zhao.getByRole('main')).toContainText('On Friday.');
  await tang.bringToFront();
  await expect(bell).not.toHaveText(before ?? '');
});
