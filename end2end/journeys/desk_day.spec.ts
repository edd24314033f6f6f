// A desk's morning: the work list says what wants to be done, and many batches are seen to in one round.
import { type Page } from '@playwright/test';
import { axe } from '../support/axe.ts';
import { gather, publisherOn } from '../support/batches.ts';
import { inDays } from '../support/days.ts';
import { alive, freshRef, placeOrder, scripted } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';
import type { Say } from '../support/words.ts';

const BOOK = '9780141310886';

/** Waits for the report; a page without scripts asks for itself. */
async function report(page: Page, say: Say): Promise<void> {
  await expect(page).toHaveURL(/\/desk\/rounds\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { name: say('rounds.REPORT') })).toBeFocused({ timeout: 20_000 });
}

test('the first thing on the list is done for today, and taken up again', async ({ visit, say }) => {
  // Each project has somebody's list for itself.
  const page = await visit(scripted() ? people.zhao : people.gu);
  await page.goto('/desk');
  const list = page.getByRole('main').getByRole('list').filter({ has: page.getByRole('button', { name: /^(Done for today|Remind in a week)/ }) });
  const first = list.getByRole('button', { name: /^Done for today: / }).first();
  const what = (await first.getAttribute('aria-label'))?.replace('Done for today: ', '') ?? '';
  expect(what).not.toBe('');
  await axe(page);
  await first.click();
  await expect(page.getByRole('button', { name: say('worklist.DONE_TODAY_OF', { what }), exact: true })).toHaveCount(0);
  await page.getByText(/^\d+ put off$/).click();
  await page.getByRole('button', { name: say('worklist.TAKE_UP_OF', { what }), exact: true }).click();
  await expect(page.getByRole('button', { name: say('worklist.DONE_TODAY_OF', { what }), exact: true })).toBeVisible();
});

test('a supervisor looks at one desk', async ({ visit, say }) => {
  const page = await visit(people.gu);
  await page.goto('/desk');
  const desks = page.getByRole('navigation', { name: say('worklist.BY_DESK') });
  await desks.getByRole('link', { name: 'Distribution desk' }).click();
  await expect(page.getByText('Distribution desk').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: say('worklist.WORK') })).toBeVisible();
  await page.goto('/desk/silent');
  await expect(page.getByRole('heading', { level: 1, name: say('worklist.SILENT') })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: /^[A-Z]\d\d-\d{6}$/ }).first()).toHaveAttribute('href', /^\/desk\/batches\//);
  await axe(page);
});

test('three batches in one round, of which one was moved meanwhile', async ({ visit, say, noise }) => {
  test.slow();
  const mei = await visit(people.mei);
  const orders: string[] = [];
  for (let order = 0; order < 3; order += 1) {
    orders.push(await placeOrder(mei, say, [`${BOOK} 1`], freshRef(`ROUND${order}`)));
  }
  const publisher = await publisherOn(mei, BOOK);
  const zhao = await visit(people.zhao);
  const batches: string[] = [];
  for (const order of orders) {
    batches.push(await gather(zhao, say, publisher, [order]));
  }

  // Nothing is said, nothing is chosen: both are named, and what was typed is kept.
  await zhao.goto('/desk/batches?stage=purchase&more=batches');
  await axe(zhao);
  await zhao.getByLabel(say('rounds.NOTE')).fill('kept');
  await zhao.getByRole('button', { name: say('rounds.GO'), exact: true }).click();
  await expect(zhao.getByLabel(say('rounds.NOTE'))).toHaveValue('kept');
  await expect(zhao.getByText('Please choose one of those offered.')).toBeVisible();
  await expect(zhao.getByText('Choose at least one.')).toBeVisible();

  for (const no of batches) {
    await zhao.getByRole('checkbox', { name: say('batching.TICK_BATCH', { no }) }).check();
  }
  await zhao.getByLabel(say('rounds.WHAT')).selectOption('forward');
  // Gu is quicker with one of them.
  const gu = await visit(people.gu);
  await gu.goto(`/desk/batches/${batches[1]}`);
  await alive(gu);
  await gu.getByRole('button', { name: say('desk.MOVE_ONE', { n: 1, stage: 'Customs' }) }).click();
  await expect(gu).not.toHaveURL(new RegExp(`${batches[1]}`));

  await zhao.getByRole('button', { name: say('rounds.GO'), exact: true }).click();
  await report(zhao, say);
  await expect(zhao.getByText(say('rounds.SOME_REFUSED', { done: 2, refused: 1 }))).toBeVisible();
  const refused = zhao.getByRole('table', { name: say('rounds.REFUSED_LIST') });
  await expect(refused.getByRole('row').filter({ hasText: batches[1] ?? '' })).toContainText(
    'Somebody changed it or moved it on after it was chosen.',
  );
  const done = zhao.getByRole('table', { name: say('rounds.DONE_LIST') });
  for (const no of [batches[0] ?? '', batches[2] ?? '']) {
    await expect(done.getByRole('row').filter({ hasText: no }).getByRole('link', { name: /^C\d\d-/ })).toBeVisible();
  }
  await axe(zhao);

  // It is kept, for Zhao and for the supervisor; the work list speaks of it.
  await gu.goto(new URL(zhao.url()).pathname);
  await expect(gu.getByRole('heading', { name: say('rounds.REPORT') })).toBeVisible();
  await gu.goto('/desk/rounds');
  await expect(gu.getByRole('row').filter({ hasText: 'Zhao' }).first()).toBeVisible();
  await axe(gu);
  // To Wu it is absent.
  noise.expect(/status of 404/);
  const wu = await visit(people.wu);
  await wu.goto(new URL(zhao.url()).pathname);
  await expect(wu.getByRole('heading', { level: 1 })).toHaveText('Not found');
});

test('what was refused is tried again', async ({ visit, say }) => {
  const mei = await visit(people.mei);
  const order = await placeOrder(mei, say, [`${BOOK} 1`], freshRef('AGAIN'));
  const zhao = await visit(people.zhao);
  const no = await gather(zhao, say, await publisherOn(mei, BOOK), [order]);
  await zhao.goto('/desk/batches?stage=purchase&more=batches');
  await zhao.getByRole('checkbox', { name: say('batching.TICK_BATCH', { no }) }).check();
  await zhao.getByLabel(say('rounds.WHAT')).selectOption('forward');
  // Another expected day makes the page stale.
  const gu = await visit(people.gu);
  await gu.goto(`/desk/batches/${no}/part`);
  await gu.getByLabel(say('batching.EXPECT_DAY')).fill(inDays(100));
  await gu.getByLabel(say('batching.EXPECT_NOTE')).fill('the carrier is late');
  await gu.getByRole('button', { name: say('batching.EXPECT_NOW'), exact: true }).click();
  await expect(gu.getByText('the carrier is late').first()).toBeVisible();

  await zhao.getByRole('button', { name: say('rounds.GO'), exact: true }).click();
  await report(zhao, say);
  await expect(zhao.getByRole('checkbox', { name: say('batching.TICK_BATCH', { no }) })).toBeChecked();
  const first = zhao.url();
  await zhao.getByRole('button', { name: say('rounds.AGAIN'), exact: true }).click();
  await expect(zhao).not.toHaveURL(first);
  await report(zhao, say);
  await expect(zhao.getByText(say('rounds.ALL_DONE_ONE', { n: 1 }))).toBeVisible();
});
