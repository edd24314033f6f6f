// Without scripts alone: with them a list that is too large is refused before it is sent (badinput.spec.ts).
import { axe } from '../support/axe.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

test('a form that is too large is answered with a page', async ({ visit, say, noise }) => {
  noise.expect(/status of 413/);
  const page = await visit(people.mei);
  await page.goto('/orders/new');
  const address = page.url();
  const list = page.getByRole('textbox', { name: say('orders.TEXT') });
  await list.fill('9780316017923 1');
  // In a field that is not drawn: a text area of this size would take a browser minutes.
  await list.evaluate((area: HTMLTextAreaElement) => {
    (area.form?.elements.namedItem('form[id]') as HTMLInputElement).value = '9'.repeat(6_000_000);
  });
  await page.getByRole('button', { name: say('orders.PLACE'), exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('refusals.TOO_LARGE_TITLE'));
  await expect(page.getByText(say('refusals.TOO_LARGE_HINT', { lines: '5,000' }))).toBeVisible();
  await axe(page);
  await page.getByRole('link', { name: say('refusals.TOO_LARGE_AGAIN') }).click();
  await expect(page).toHaveURL(address);
});
