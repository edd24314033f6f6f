// The professor who asked for books has no account: Mei sends a link, to one book or to the whole order; it shows where they
// are, and a letter says so when they come.
import { axe } from '../support/axe.ts';
import { letterTo } from '../support/mail.ts';
import { freshRef, placeOrder } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

test('a link for the requester shows one book and nothing else, until it is taken back', async ({ noise, visit, say }) => {
  test.slow();
  const mei = await visit(people.mei);
  const no = await placeOrder(mei, say, ['9780142437247 2', '9780743477543 1'], freshRef('TRACK'));
  await mei.goto(`/orders/${no}/share`);
  await axe(mei);
  await mei.getByRole('combobox', { name: say('tracking.LINK_BOOK') }).selectOption({ index: 1 });
  await mei.getByRole('button', { name: say('tracking.MAKE_LINK'), exact: true }).click();
  await expect(mei).toHaveURL(/\/track\/[0-9a-f]{64}\?made=1/);
  await expect(mei.getByRole('main')).toContainText(say('tracking.TRACK_MADE'));
  const link = mei.url().split('?')[0] ?? '';

  const wang = await visit();
  const answer = await wang.goto(link);
  expect(answer?.headers()).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' });
  await axe(wang);
  await expect(wang.getByRole('main')).not.toContainText(no);
  await expect(wang.getByRole('main')).not.toContainText('¥');
  const title = (await wang.getByRole('heading', { level: 1 }).textContent()) ?? '';

  // A slip of the keyboard comes back with what was typed.
  const address = `${freshRef('wang').toLowerCase()}@pku.example`;
  const email = wang.getByRole('textbox', { name: say('tracking.WATCH_EMAIL') });
  await email.fill('wang@pku');
  await wang.getByRole('button', { name: say('tracking.WATCH_SEND'), exact: true }).click();
  await expect(wang.getByRole('textbox', { name: say('tracking.WATCH_EMAIL') })).toHaveValue('wang@pku');
  await wang.getByRole('textbox', { name: say('tracking.WATCH_EMAIL') }).fill(address);
  await wang.getByRole('button', { name: say('tracking.WATCH_SEND'), exact: true }).click();
  await expect(wang.getByRole('main')).toContainText(say('tracking.WATCH_ASKED'));

  // The letter asks first; opening its link answers nothing yet.
  const letter = await letterTo(address, title);
  const question = /https?:\/\/[^\s]+\/track\/confirm\/[0-9a-f]{64}/.exec(letter.text)?.[0] ?? '';
  await wang.goto(question);
  await axe(wang);
  await wang.getByRole('button', { name: say('tracking.CONFIRM_YES'), exact: true }).click();
  await expect(wang.getByRole('main')).toContainText(say('tracking.CONFIRMED'));

  await mei.goto(`/orders/${no}/share`);
  const row = mei.getByRole('row').filter({ hasText: title });
  await expect(row.getByRole('cell', { name: '1', exact: true })).toBeVisible();
  await row.getByRole('button', { name: say('tracking.REVOKE') }).click();
  await expect(mei.getByRole('main')).toContainText(say('tracking.NO_LINKS'));
  noise.expect(/404/);
  const gone = await wang.goto(link);
  expect(gone?.status()).toBe(404);
  await expect(wang.getByRole('main')).toContainText(say('tracking.TRACK_GONE'));
});

test('a link to the whole order shows its titles and no price', async ({ visit, say }) => {
  const mei = await visit(people.mei);
  const no = await placeOrder(mei, say, ['9780142437247 2', '9780743477543 1'], freshRef('TRACKALL'));
  await mei.getByRole('link', { name: say('tracking.SHARE'), exact: true }).first().click();
  await mei.getByRole('combobox', { name: say('tracking.LINK_BOOK') }).selectOption({ index: 0 });
  await mei.getByRole('button', { name: say('tracking.MAKE_LINK'), exact: true }).click();
  await expect(mei.getByRole('main')).toContainText(say('tracking.TRACK_MADE'));
  const link = mei.url().split('?')[0] ?? '';

  const wang = await visit();
  await wang.goto(link);
  await axe(wang);
  await expect(wang.getByRole('heading', { level: 1 })).toContainText(say('tracking.TRACK_ALL'));
  for (const isbn of ['9780142437247', '9780743477543']) {
    await expect(wang.getByRole('row').filter({ hasText: isbn })).toHaveCount(1);
  }
  await expect(wang.getByRole('main')).not.toContainText(no);
  await expect(wang.getByRole('main')).not.toContainText('¥');
  await expect(wang.getByRole('main')).toContainText(say('tracking.WATCH_ALL_HINT'));

  await mei.goto(`/orders/${no}/share`);
  const row = mei.getByRole('row').filter({ hasText: say('tracking.WHOLE_ORDER') });
  await row.getByRole('button', { name: say('tracking.REVOKE') }).click();
  await expect(mei.getByRole('main')).toContainText(say('tracking.NO_LINKS'));
});
