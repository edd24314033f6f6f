// A desk knows better than the calculation: it promises days by hand, the customer reads them with the reason, and when the
// promise is taken back what was worked out is shown again.
import { axe } from '../support/axe.ts';
import { gather, publisherOn } from '../support/batches.ts';
import { inDays } from '../support/days.ts';
import { freshRef, placeOrder } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

const BOOK = '9780590920681';

test('a desk promises a date by hand and takes it back', async ({ visit, say }) => {
  test.slow();
  const why = freshRef('Reprint ships in spring');
  const mei = await visit(people.mei);
  const no = await placeOrder(mei, say, [`${BOOK} 2`], freshRef('HAND'));
  const zhao = await visit(people.zhao);
  const batch = await gather(zhao, say, await publisherOn(mei, BOOK), [no]);

  // From the batch, in the terms of the desk: between which days, why, and how long that holds.
  await zhao.getByRole('link', { name: say('promises.TITLE'), exact: true }).click();
  await expect(zhao.getByRole('row').filter({ hasText: no })).toHaveCount(1);
  await axe(zhao);
  await zhao.getByLabel(say('promises.FROM'), { exact: false }).fill(inDays(200));
  await zhao.getByLabel(say('promises.UNTIL'), { exact: false }).fill(inDays(190));
  await zhao.getByLabel(say('promises.NOTE'), { exact: false }).fill(why);
  await zhao.getByRole('button', { name: say('promises.GIVE'), exact: true }).click();
  await expect(zhao.getByLabel(say('promises.NOTE'), { exact: false })).toHaveValue(why);
  await zhao.getByLabel(say('promises.UNTIL'), { exact: false }).fill(inDays(210));
  await zhao.getByRole('button', { name: say('promises.GIVE'), exact: true }).click();
  await expect(zhao.getByRole('main')).toContainText(say('promises.DONE'));
  await expect(zhao.getByRole('row').filter({ hasText: no })).toContainText(why);
  await axe(zhao);

  // The customer reads it at the line, and in one notice.
  await mei.goto(`/orders/${no}`);
  await expect(mei.getByRole('main')).toContainText(why);
  await expect(async () => {
    await mei.goto('/notices');
    const row = mei.getByRole('row').filter({ hasText: no }).filter({ hasText: say('notices.REDATED') });
    await expect(row).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await axe(mei);

  // It was another book.
  await zhao.goto(`/desk/batches/${batch}/promise`);
  await zhao.getByLabel(say('promises.TAKE_BACK_NOTE'), { exact: false }).fill('Another book');
  await zhao.getByRole('button', { name: say('promises.TAKE_BACK'), exact: true }).click();
  await expect(zhao.getByRole('row').filter({ hasText: no })).not.toContainText(why);
  await mei.goto(`/orders/${no}`);
  await expect(mei.getByRole('main')).toContainText('Another book');
});
