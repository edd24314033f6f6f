// "When will it arrive?": a range and how sure it is, before ordering, on the order, wherever a copy is looked for.
import { axe } from '../support/axe.ts';
import { alive, checkList, freshRef, sendOrder } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

const SURE = /\d in 10/;
const RANGE = /arrives \d/;

test('Mei knows when a list would arrive before she orders it, and afterwards for each line', { tag: '@postgres' }, async ({
  visit,
  say,
}) => {
  const page = await visit(people.mei);
  // A portal that has just started is still reading its past.
  await expect(async () => {
    await page.goto('/books/9780739461198');
    await expect(page.getByRole('main')).toContainText(/Ordered today, the last copy arrives/, { timeout: 1_000 });
  }).toPass({ timeout: 90_000 });

  await page.goto('/orders/new');
  await alive(page);
  await page.getByRole('textbox', { name: say('orders.TEXT') }).fill('9780739461198 2\n9780192802637 1');
  await checkList(page, say);
  await expect(page.getByText(/Ordered today, the last copy arrives .*in 10/)).toBeVisible();
  await expect(page.getByText(/Urgent/).first()).toBeVisible();

  const no = await sendOrder(page, say, freshRef('WHEN'));
  const line = page.getByRole('row').filter({ hasText: '9780739461198' });
  await expect(line).toContainText(RANGE);
  await expect(line).toContainText(SURE);
  await expect(page.getByRole('table', { name: say('arrivals.MADE_OF', { line: 1 }) })).toContainText('Customs');
  await axe(page);

  await page.goto(`/where?q=${no}`);
  await expect(page.getByRole('article').first()).toContainText(RANGE);
  await axe(page);
});

test('a desk sees how full its stages are and were', async ({ visit, say }) => {
  const page = await visit(people.zhao);
  await page.goto('/desk');
  await page.getByText(say('desk.LOADS')).first().click();
  const loads = page.getByRole('table', { name: say('desk.LOADS') });
  await expect(loads.getByRole('row', { name: /Customs/ }).getByRole('img', { name: /half year/ })).toBeVisible();
  await axe(page);
});
