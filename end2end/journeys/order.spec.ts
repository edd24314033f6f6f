// From a pasted list to an order: what was understood, what was not and why, and nothing typed is ever lost.
import { axe } from '../support/axe.ts';
import { yearIn } from '../support/days.ts';
import { alive, checkList, freshRef, LIST_OF_FORTY } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

test('Mei pastes forty lines, mends what is wrong and submits', { tag: '@postgres' }, async ({ visit, say }) => {
  const page = await visit(people.mei);
  await page.goto('/orders/new');
  await alive(page);
  await axe(page);
  const list = page.getByRole('textbox', { name: say('orders.TEXT') });
  await list.fill(LIST_OF_FORTY.join('\n'));
  await checkList(page, say);

  const rows = page.getByRole('region', { name: say('orders.CHECKED') }).getByRole('row');
  await expect(page.getByText('37 of 40 lines understood', { exact: false })).toBeVisible();
  await expect(rows.filter({ hasText: LIST_OF_FORTY[38] })).toContainText('check digit');
  await expect(rows.filter({ hasText: '9780000000002' })).toContainText('catalogue');
  await expect(rows.filter({ hasText: 'same book as line 1' })).toBeVisible();
  await axe(page);

  // The three lines in question are taken out; a reference and a day are given.
  await list.fill(LIST_OF_FORTY.slice(0, 37).join('\n'));
  const reference = freshRef('PKU');
  const year = yearIn(0) + 1;
  await page.getByRole('textbox', { name: say('orders.OWN_REF') }).fill(reference);
  await page.getByLabel(say('orders.NEEDED_BY')).fill(`${year}-09-01`);
  await page.getByRole('button', { name: say('orders.PLACE'), exact: true }).click();

  await expect(page).toHaveURL(/\/orders\/S\d\d-\d{6}/);
  await expect(page.getByRole('main')).toContainText(reference);
  await expect(page.getByText(`1 Sep ${year}`, { exact: true })).toBeVisible();
  await axe(page);

  // It is found again by her own reference.
  await page.goto(`/where?q=${reference}`);
  await expect(page.getByRole('main')).toContainText(reference);
});

test.describe('in Chinese', () => {
  test.use({ lang: 'zh' });

  test('a refused order comes back with everything that was typed', async ({ visit, say, noise }) => {
    noise.expect(/status of 422/);
    const page = await visit(people.mei);
    await page.goto('/orders/new');
    await alive(page);
    const text = '9780439023481 -1\n9780439554930 1000000000000\n<script>alert(1)</script>';
    await page.getByRole('textbox', { name: say('orders.TEXT') }).fill(text);
    await page.getByRole('textbox', { name: say('orders.NOTE_LABEL') }).fill('"><img src=x onerror=alert(1)>');
    await page.getByLabel(say('orders.NEEDED_BY')).fill('2020-01-01');
    await page.getByRole('button', { name: say('orders.PLACE'), exact: true }).click();
    await expect(page.getByText('这一天已经过去。')).toBeVisible();
    await expect(page.getByText(say('orders.BAD_COPIES'))).toBeVisible();
    await expect(page.getByRole('textbox', { name: say('orders.TEXT') })).toHaveValue(text);
    await expect(page.getByRole('textbox', { name: say('orders.NOTE_LABEL') })).toHaveValue(/onerror/);
    await axe(page);
  });
});
