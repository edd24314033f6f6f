// The desks receive a batch: fewer copies came than were ordered, the stated rule shares them out, and both customers see
// what became of theirs. Before that a part of it was held back and released.
import { axe } from '../support/axe.ts';
import { forward, gather, numberIn, publisherOn } from '../support/batches.ts';
import { inDays } from '../support/days.ts';
import { alive, freshRef, placeOrder, writeOrder } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

const BOOK = '9780739461198';

test('Wu receives short, the rule shares out, and both customers see it', async ({ visit, say }) => {
  test.slow();
  const mei = await visit(people.mei);
  const patient = await placeOrder(mei, say, [`${BOOK} 3`], freshRef('RECV'));
  const publisher = await publisherOn(mei, BOOK);
  const tang = await visit(people.tang);
  await tang.goto('/orders/new');
  await alive(tang);
  await tang.getByLabel(say('orders.NEEDED_BY')).fill(inDays(190));
  const hurried = await writeOrder(tang, say, [`${BOOK} 2`], freshRef('RECV'));

  const zhao = await visit(people.zhao);
  const purchase = await gather(zhao, say, publisher, [patient, hurried]);

  // One of Mei's copies waits for a reprint: she reads why, and it joins the others again.
  await zhao.goto(`/desk/batches/${purchase}/part`);
  await axe(zhao);
  await zhao.getByRole('row').filter({ hasText: patient }).getByRole('spinbutton').fill('1');
  await zhao.getByLabel(say('desk.REASON')).selectOption('reprint');
  await zhao.getByRole('button', { name: say('batching.HOLD_NOW'), exact: true }).click();
  await expect(zhao).not.toHaveURL(new RegExp(purchase));
  await expect(zhao.getByText(say('batching.IS_HELD', { reason: 'Reprinting' }))).toBeVisible();
  const held = numberIn(zhao);
  // Who comes with a scanner is told at once why not, and can release it there.
  await zhao.goto(`/desk/batches/${held}/receive`);
  await expect(zhao.getByText(say('batching.STOP_HELD_HINT'))).toBeVisible();
  await expect(zhao.getByRole('button', { name: say('batching.RELEASE_RECEIVE') })).toBeVisible();
  await axe(zhao);
  await mei.goto(`/orders/${patient}`);
  await expect(mei.getByText(say('batching.HELD', { reason: 'Reprinting' })).first()).toBeVisible();
  await zhao.goto(`/desk/batches/${held}/part`);
  await zhao.getByLabel(say('batching.RELEASE_INTO')).selectOption(purchase);
  await zhao.getByLabel(say('batching.RELEASE_NOTE')).fill('It was printed');
  await zhao.getByRole('button', { name: say('batching.RELEASE'), exact: true }).click();
  await expect(zhao).toHaveURL(new RegExp(purchase));

  const customs = await forward(zhao, say, purchase, 5, 'Customs');
  const inspection = await forward(zhao, say, customs, 5, 'Inspection');

  // A hand scanner is a keyboard that ends with Enter.
  const wu = await visit(people.wu);
  await wu.goto(`/desk/batches/${inspection}/receive`);
  await axe(wu);
  const field = wu.getByRole('textbox', { name: say('batching.SCAN') });
  for (let copy = 1; copy <= 3; copy += 1) {
    await expect(field).toBeFocused();
    await field.fill(BOOK);
    await field.press('Enter');
    const counted = wu.getByRole('region', { name: say('batching.COUNTED') }).getByRole('row').filter({ hasText: BOOK });
    await expect(counted.getByRole('cell').nth(1)).toHaveText(`${copy}`);
  }
  await wu.getByRole('radio', { name: say('batching.AS_DAMAGED') }).check();
  await field.fill(BOOK);
  await field.press('Enter');
  await expect(wu.getByRole('status').filter({ hasText: 'Damaged' })).toBeVisible();
  await expect(wu.getByRole('radio', { name: say('batching.AS_DAMAGED') })).toBeChecked();
  await wu.getByRole('radio', { name: say('batching.AS_SOUND') }).check();
  await field.fill('9780439023481');
  await field.press('Enter');
  await expect(wu.getByRole('status').filter({ hasText: 'Not in this batch' })).toBeVisible();

  // The trial: Tang's deadline comes first, Mei gets what is left.
  const trial = wu.getByRole('region', { name: say('batching.TRIAL') });
  await expect(trial.getByRole('row').filter({ hasText: hurried }).getByRole('cell').nth(6)).toHaveText('2');
  await expect(trial.getByRole('row').filter({ hasText: patient }).getByRole('cell').nth(6)).toHaveText('1');
  await axe(wu);
  await wu.getByRole('button', { name: say('batching.FINISH'), exact: true }).click();
  await expect(wu).toHaveURL(/\/desk\/batches\/W\d\d-/);

  await mei.goto(`/orders/${patient}`);
  await expect(mei.getByText(say('batching.HELD', { reason: 'Short, the rest is awaited' })).first()).toBeVisible();
  await expect(mei.getByRole('main')).toContainText('Warehouse in');
  await tang.goto(`/orders/${hurried}`);
  await expect(tang.getByRole('main')).toContainText('Warehouse in');

  // What came too many has a place, and the desk decides.
  const next = numberIn(wu);
  await wu.goto(`/desk/batches/${inspection}`);
  await alive(wu);
  const extra = wu.getByRole('region', { name: say('extras.TITLE') }).getByRole('row').filter({ hasText: '9780439023481' });
  await expect(extra).toContainText('To be decided');
  await extra.locator('summary').click();
  await extra.getByRole('textbox').fill('By post, with the invoice');
  await extra.getByRole('button', { name: say('extras.SEND_BACK') }).click();
  await expect(extra).toContainText('By post, with the invoice');
  await axe(wu);

  // The papers of the batch that went on.
  await wu.goto(`/desk/batches/${next}/papers?list=pack`);
  await expect(wu.getByRole('heading', { level: 1 })).toContainText(say('batching.PACKING_LIST'));
  await axe(wu);
});

for (const lang of ['zh', 'en'] as const) {
  test.describe(`on a phone, in ${lang}`, () => {
    test.use({ lang, viewport: { width: 390, height: 844 } });

    test('every page about one batch', async ({ visit }) => {
      const page = await visit(people.gu);
      await page.goto('/desk/batches?stage=inspection');
      await axe(page);
      const links = page.getByRole('main').getByRole('link', { name: /^I\d\d-/ });
      const batch = `/desk/batches/${await links.last().innerText()}`;
      for (const path of ['', '/part', '/receive', '/papers', '/papers?list=pack']) {
        await page.goto(`${batch}${path}`);
        await alive(page);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, `${page.url()} is as wide as the phone`).toBeLessThanOrEqual(390);
        await axe(page);
      }
      await page.goto('/desk/reasons');
      await expect(page.getByRole('row')).not.toHaveCount(0);
      await axe(page);
    });
  });
}
