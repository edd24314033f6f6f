// A deadline in danger: customs holds a batch so long that Mei's book would miss the first day of term. She is told, sees her
// course, orders something else instead, and the board says what became of it. What still waits for a batch she hurries.
import { type Page } from '@playwright/test';
import { axe } from '../support/axe.ts';
import { gather, publisherOn } from '../support/batches.ts';
import { inDays } from '../support/days.ts';
import { alive, freshRef, sendOrder } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';
import type { Say } from '../support/words.ts';

const HELD = '9780450417399';
const WAITS = '9780743477543';
/** A day so far ahead that both books come in time unless something happens. */
const FIRST_OF_TERM = 170;

/** Orders for a course and waits until the house has said when each line arrives. */
async function orderFor(page: Page, say: Say, course: string, lines: string[]): Promise<string> {
  await page.goto('/orders/new');
  await alive(page);
  await page.getByRole('textbox', { name: say('orders.TEXT') }).fill(lines.join('\n'));
  await page.getByLabel(say('orders.NEEDED_BY')).fill(inDays(FIRST_OF_TERM));
  await page.getByLabel(say('orders.COURSE')).fill(course);
  const no = await sendOrder(page, say, freshRef('TERM'));
  await expect(async () => {
    await page.goto(`/orders/${no}`);
    for (const line of lines) {
      const row = page.getByRole('row').filter({ hasText: line.split(' ')[0] ?? '' });
      await expect(row.first()).toContainText(/arrives \d/, { timeout: 1_000 });
    }
  }).toPass({ timeout: 90_000 });
  return no;
}

/** The row of a book on a board. */
function rowOf(page: Page, say: Say, text: string) {
  return page.getByRole('table', { name: say('terms.LINES') }).getByRole('row').filter({ hasText: text });
}

test('a deadline alert is acted upon', { tag: '@postgres' }, async ({ visit, say }) => {
  test.slow();
  const mei = await visit(people.mei);
  const course = freshRef('Algorithms');
  const no = await orderFor(mei, say, course, [`${HELD} 2`]);

  // The desk gathers the line, and customs holds the batch for half a year.
  const publisher = await publisherOn(mei, HELD);
  const zhao = await visit(people.zhao);
  const batch = await gather(zhao, say, publisher, [no]);
  await zhao.goto(`/desk/batches/${batch}/causes`);
  await zhao.getByLabel(say('causes.CAUSE_KIND'), { exact: false }).selectOption('customs');
  await zhao.getByLabel(say('causes.EXTRA_DAYS'), { exact: false }).fill('160');
  await zhao.getByLabel(say('causes.CAUSE_ZH'), { exact: false }).fill('海关长期查验');
  await zhao.getByLabel(say('causes.CAUSE_EN'), { exact: false }).fill('A long check');
  await zhao.getByRole('button', { name: say('causes.POST_CAUSE'), exact: true }).click();
  await expect(zhao.getByRole('button', { name: say('causes.CLOSE_CAUSE'), exact: true })).toBeVisible();

  // Mei is told, with what can still be done.
  const warning = mei.getByRole('row').filter({ hasText: say('notices.ALERT') }).filter({ hasText: no });
  await expect(async () => {
    await mei.goto('/notices');
    await expect(warning).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await expect(warning).toContainText('30%');
  await axe(mei);
  await warning.getByRole('link', { name: say('notices.SEE_TERM'), exact: true }).click();

  // The board of her course: what was bought can neither be hurried nor cancelled, but asked about and replaced.
  await expect(mei.getByRole('heading', { level: 1, name: course })).toBeVisible();
  await axe(mei);
  const held = rowOf(mei, say, no);
  await expect(held.getByRole('button', { name: /^Urgent/ })).toHaveCount(0);
  await held.getByRole('button', { name: new RegExp(`^${say('terms.ASK')}`) }).click();
  await expect(mei.getByText(say('terms.ASKED_ONE'))).toBeVisible();
  await rowOf(mei, say, no).getByRole('link', { name: say('terms.SUBSTITUTE'), exact: true }).click();
  await axe(mei);
  await expect(mei.getByText(/were bought already/)).toBeVisible();
  const anew = mei.getByRole('row').filter({ hasText: say('terms.SAME') });
  await anew.getByRole('button', { name: /^Order urgently/ }).click();

  // The board says what became of it: the old line is replaced, the new one is urgent and in the same course.
  await expect(mei.getByText(say('terms.ORDERED_INSTEAD'))).toBeVisible();
  const old = rowOf(mei, say, say('terms.INSTEAD'));
  await expect(old).toContainText(no);
  const fresh = rowOf(mei, say, say('terms.INSTEAD_OF'));
  await expect(fresh).toContainText(say('terms.URGENT'));
  await expect(fresh.getByRole('link', { name: new RegExp(no) })).toBeVisible();
  await axe(mei);
});

test('what waits for a batch is hurried, and something else is cancelled', async ({ visit, say }) => {
  const mei = await visit(people.mei);
  const course = freshRef('Poetry');
  const no = await orderFor(mei, say, course, [`${WAITS} 3`, `${HELD} 1`]);
  await mei.goto('/terms');
  await axe(mei);
  await mei.getByRole('link', { name: course, exact: true }).click();

  const urgent = mei.getByRole('button', { name: /^Urgent \+¥/ });
  await expect(urgent).toHaveCount(2);
  await rowOf(mei, say, `${no}, line 1`).getByRole('button', { name: /^Urgent \+¥/ }).click();
  await expect(mei.getByText(/1 line is urgent now, for ¥/)).toBeVisible();
  await expect(rowOf(mei, say, `${no}, line 1`)).toContainText(say('terms.URGENT'));
  await expect(urgent).toHaveCount(1);

  // Several at once need a choice; what is chosen is cancelled.
  const cancel = mei.getByRole('button', { name: say('terms.CANCEL_ALL'), exact: true });
  await cancel.click();
  await expect(mei.getByText(say('terms.TICK_SOME'))).toBeVisible();
  await rowOf(mei, say, `${no}, line 2`).getByRole('checkbox').check();
  await cancel.click();
  await expect(mei.getByText(say('terms.CANCELLED_ONE'))).toBeVisible();
  await mei.goto(`/orders/${no}`);
  await expect(mei.getByRole('main')).toContainText(course);
  await expect(mei.getByRole('main')).toContainText(say('orders.URGENT'));
});
