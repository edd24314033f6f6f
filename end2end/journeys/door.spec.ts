// From the desk to the door: Zhao gathers what Mei ordered and moves it on, Wu finds two copies damaged, one move is taken
// back; Mei's open page follows each step.
import { type Page } from '@playwright/test';
import { axe } from '../support/axe.ts';
import { alive, freshRef, placeOrder, scripted } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';
import type { Say } from '../support/words.ts';

/** A small publisher of its own for each project, so that journeys at the same moment do not gather each other's lines. */
const SMALL = { 'scripts-off': ['dtv', '9783423124171'], wasm: ['Suhrkamp', '9783518367063'] } as const;

/** Moves all of the open batch on to `stage`; gives the address of the batch in which the copies are then. */
async function moveOn(page: Page, stage: string): Promise<void> {
  const before = page.url();
  await page.getByRole('button', { name: new RegExp(`^Move all .* on to ${stage}$`) }).click();
  await expect(page).not.toHaveURL(before);
  await alive(page);
}

/** Mei's page shows so many copies at a stage: by itself where scripts run, after a reload where they do not. */
async function seesAt(mei: Page, text: RegExp): Promise<void> {
  if (!scripted()) {
    await mei.reload();
  }
  await expect(mei.getByRole('main')).toContainText(text);
}

async function takeOutTwo(page: Page, say: Say, order: string): Promise<void> {
  const line = page.getByRole('row').filter({ hasText: order });
  await line.getByRole('link', { name: /^Take out: / }).click();
  await page.getByLabel(say('desk.OUT_COPIES', { n: 5 })).fill('2');
  await page.getByLabel(say('desk.REASON'), { exact: false }).selectOption({ label: 'Damaged, bought again → Waiting for a batch' });
  await page.getByRole('button', { name: say('desk.TAKE_OUT_NOW'), exact: true }).click();
  await expect(page.getByRole('region', { name: say('desk.HISTORY') })).toContainText('2 copies taken out');
}

test('a list travels to the door', { tag: '@postgres' }, async ({ visit, say }) => {
  test.slow();
  const [publisher, isbn] = SMALL[test.info().project.name as keyof typeof SMALL];
  const mei = await visit(people.mei);
  const no = await placeOrder(mei, say, [`${isbn} 5`], freshRef('DOOR'));
  await alive(mei);
  await expect(mei.getByRole('main')).toContainText('Waiting for a batch');

  const zhao = await visit(people.zhao);
  await zhao.goto(`/desk/batches?publisher=${encodeURIComponent(publisher)}`);
  await axe(zhao);
  await zhao.getByRole('button', { name: say('desk.GATHER_OF', { publisher }) }).click();
  await expect(zhao).toHaveURL(/\/desk\/batches\/P\d\d-\d{6}/);
  await alive(zhao);
  await axe(zhao);
  await expect(zhao.getByRole('main')).toContainText(no);
  await seesAt(mei, /P\d\d-\d{6}/);

  await moveOn(zhao, 'Customs');
  await seesAt(mei, /C\d\d-\d{6}/);
  // Too early: the move is taken back with a reason, and made again.
  await zhao.getByText(say('desk.UNDO')).first().click();
  await zhao.getByLabel(say('desk.UNDO_REASON')).first().fill('the papers are not here yet');
  await zhao.getByRole('button', { name: /^Take back: / }).first().click();
  await expect(zhao).toHaveURL(/\/desk\/batches\/P/);
  await alive(zhao);
  await seesAt(mei, /Purchase/);
  await moveOn(zhao, 'Customs');
  await moveOn(zhao, 'Inspection');
  const inspection = zhao.url();

  const wu = await visit(people.wu);
  await wu.goto(new URL(inspection).pathname);
  await alive(wu);
  await takeOutTwo(wu, say, no);
  await axe(wu);
  await seesAt(mei, /Damaged, bought again/);
  for (const stage of ['Warehouse in', 'Warehouse out', 'Dispatch']) {
    await moveOn(wu, stage);
  }
  const dispatch = wu.url();
  await wu.getByRole('button', { name: /^Move all .* on to Delivered$/ }).click();
  await expect(wu.getByRole('main')).toContainText(say('desk.BATCH_EMPTY'));
  await seesAt(mei, /3 of 5/);
  await axe(mei);

  // Every copy is found by the number of a batch that it was in.
  await mei.goto(`/where?q=${new URL(dispatch).pathname.split('/').pop()}`);
  await expect(mei.getByRole('main')).toContainText(no);
});

test('a stranger finds nothing, a colleague everything', async ({ visit, say, noise }) => {
  const mei = await visit(people.mei);
  const reference = freshRef('OURS');
  const no = await placeOrder(mei, say, ['9780316017923 2'], reference);

  const chen = await visit(people.chen);
  await chen.goto(`/orders/${no}`);
  await expect(chen.getByRole('heading', { level: 1 })).toContainText(no);
  for (const question of ['9780316017923', no, reference]) {
    await chen.goto(`/where?q=${question}`);
    await expect(chen.getByRole('main')).toContainText(no);
  }

  const tang = await visit(people.tang);
  noise.expect(/status of 404/);
  const answer = await tang.goto(`/orders/${no}`);
  expect(answer?.status()).toBe(404);
  await axe(tang);
  for (const question of [no, reference]) {
    await tang.goto(`/where?q=${question}`);
    await expect(tang.getByRole('main')).not.toContainText('9780316017923');
  }
});
