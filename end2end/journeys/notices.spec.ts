// Customs holds a batch: the desk says so once, and everybody whom it touches hears of it once: on the order, in the
// portal, by mail, and before asking.
import { axe } from '../support/axe.ts';
import { gather, publisherOn } from '../support/batches.ts';
import { lettersTo, letterTo } from '../support/mail.ts';
import { alive, freshRef, placeOrder } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

const BOOK = '9780590920681';

test('a customs hold is told once', { tag: '@postgres' }, async ({ visit, say }) => {
  test.slow();
  const why = freshRef('Spot check');
  const mei = await visit(people.mei);
  const no = await placeOrder(mei, say, [`${BOOK} 2`], freshRef('HOLD'));
  const other = await placeOrder(mei, say, [`${BOOK} 1`], freshRef('HOLD'));

  // The desk gathers the publisher's lines, and posts what holds the batch.
  const zhao = await visit(people.zhao);
  const batch = await gather(zhao, say, await publisherOn(mei, BOOK), [no, other]);
  await zhao.goto(`/desk/batches/${batch}/causes`);
  await axe(zhao);
  await zhao.getByLabel(say('causes.CAUSE_KIND'), { exact: false }).selectOption('customs');
  await zhao.getByLabel(say('causes.EXTRA_DAYS'), { exact: false }).fill('10');
  await zhao.getByLabel(say('causes.CAUSE_ZH'), { exact: false }).fill(`海关抽查 ${why}`);
  await zhao.getByLabel(say('causes.CAUSE_EN'), { exact: false }).fill(why);
  await zhao.getByRole('button', { name: say('causes.POST_CAUSE'), exact: true }).click();
  await expect(zhao.getByRole('button', { name: say('causes.CLOSE_CAUSE'), exact: true })).toBeVisible();
  await axe(zhao);

  // Mei reads it beside the line, in one notice for both orders, and before she asks.
  await mei.goto(`/orders/${no}`);
  await expect(mei.getByRole('main')).toContainText(why);
  await mei.goto(`/complaints/new?order=${no}`);
  await expect(mei.getByRole('main')).toContainText(say('causes.HELD_FIRST'));
  await expect(async () => {
    await mei.goto('/notices');
    await expect(mei.getByRole('row').filter({ hasText: why })).toHaveCount(1, { timeout: 500 });
  }).toPass();
  const row = mei.getByRole('row').filter({ hasText: why });
  await expect(row).toContainText(no);
  await expect(row).toContainText(other);
  await axe(mei);
  await row.getByRole('button', { name: say('notices.READ'), exact: true }).click();
  await expect(mei.getByRole('row').filter({ hasText: why }).getByRole('button')).toHaveCount(0);

  // The digest, asked for by hand: both languages of the house, one letter, one mention.
  await mei.goto('/notices/settings');
  await axe(mei);
  await mei.getByRole('button', { name: say('notices.SEND_NOW'), exact: true }).click();
  const letter = await letterTo(people.mei.email, why);
  expect(letter.text.split(why)).toHaveLength(2);
  expect(letter.text).toContain(`/orders/${no}`);
  expect(letter.html).not.toMatch(/<img|<script|style=/);
  expect(letter.heads).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');

  // It is over: told again in the portal, but not twice by mail on one day.
  await zhao.getByRole('button', { name: say('causes.CLOSE_CAUSE'), exact: true }).click();
  await expect(zhao.getByRole('button', { name: say('causes.POST_CAUSE'), exact: true })).toBeVisible();
  await mei.goto(`/orders/${no}`);
  await expect(mei.getByRole('main')).not.toContainText(why);
  await mei.goto('/notices/settings');
  await mei.getByRole('button', { name: say('notices.SEND_NOW'), exact: true }).click();
  await expect(mei.getByRole('main')).toContainText(say('notices.SENDING'));
  expect(lettersTo(people.mei.email).filter((one) => one.text.includes(why))).toHaveLength(1);

  // The link in the letter leads to a page that asks before it ends anything.
  const end = /https?:\/\/[^\s]+\/unsubscribe\/[0-9a-f]{64}/.exec(letter.text)?.[0] ?? '';
  const stranger = await visit();
  await stranger.goto(end);
  await axe(stranger);
  await expect(stranger.getByRole('button', { name: say('notices.UNSUBSCRIBE_YES'), exact: true })).toBeVisible();
  await alive(stranger);
});
