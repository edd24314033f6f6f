// What was billed: a librarian finds the books behind a number that finance sent her, a bookstore sees what it owes, and the
// order desk writes down what was paid.
import { axe } from '../support/axe.ts';
import { scripted } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

/** The number of an invoice, alone in its link. */
const NUMBER = /^F\d\d-\d{6}$/;

test('Mei finds the books of an invoice, Gu writes its payment down and takes that back', async ({ visit, say, noise }) => {
  noise.expect(/status of 404/);
  const mei = await visit(people.mei);
  await mei.goto('/invoices');
  await expect(mei.getByRole('heading', { name: say('invoices.OWED') })).toBeVisible();
  await axe(mei);
  // The windows with scripts and those without act at once, on one invoice each.
  const all = mei.getByRole('main').getByRole('link', { name: NUMBER });
  const no = (await (scripted() ? all.last() : all.first()).innerText()).trim();

  await mei.goto('/where');
  await mei.getByRole('searchbox', { name: say('where_.NUMBER') }).fill(no.toLowerCase());
  await mei.getByRole('main').getByRole('button', { name: say('where_.FIND'), exact: true }).click();
  await expect(mei.getByText(/^\d+ lines? found$/)).toBeVisible();
  await axe(mei);
  await mei.getByRole('link', { name: say('invoices.INVOICE_NO', { no }) }).click();
  await expect(mei).toHaveURL(new RegExp(`/invoices/${no}$`));
  await expect(mei.getByRole('heading', { level: 1 })).toContainText(no);
  await axe(mei);
  const billed = mei.getByRole('region', { name: say('invoices.LINES') });
  await expect(billed.getByRole('row').last()).toContainText('¥');
  const order = billed.getByRole('link', { name: /^S\d\d-\d{6}$/ }).first();
  const orderNo = (await order.innerText()).trim();
  await order.click();
  await expect(mei.getByRole('heading', { level: 1 })).toContainText(orderNo);
  await expect(mei.getByRole('link', { name: say('invoices.INVOICE_NO', { no }) })).toBeVisible();
  const tang = await visit(people.tang);
  expect((await tang.goto(`/invoices/${no}`))?.status()).toBe(404);

  const gu = await visit(people.gu);
  await gu.goto(`/invoices/${no}`);
  await axe(gu);
  await gu.getByRole('textbox', { name: say('invoices.REFERENCE') }).fill('ICBC 4711');
  await gu.getByRole('button', { name: say('invoices.PAY_NOW'), exact: true }).click();
  await expect(gu.getByRole('region', { name: say('invoices.PAYMENTS') })).toContainText('ICBC 4711');
  await axe(gu);
  await mei.goto(`/invoices/${no}`);
  await expect(mei.getByRole('main')).toContainText('ICBC 4711');
  await axe(mei);

  // It was another's money: the invoice is owed again, the house keeps the record of both.
  await gu.getByRole('textbox', { name: say('invoices.UNDO_NOTE') }).fill('It was for another invoice');
  await gu.getByRole('button', { name: say('invoices.UNDO_NOW'), exact: true }).click();
  await expect(gu.getByRole('region', { name: say('invoices.PAYMENTS') })).toContainText('It was for another invoice');
  await axe(gu);
  await mei.goto(`/invoices/${no}`);
  await expect(mei.getByRole('main')).not.toContainText('ICBC 4711');
});

test('Lin sees what his store owes, his customer does not', async ({ visit, say, noise }) => {
  noise.expect(/status of 404/);
  const lin = await visit(people.lin);
  await lin.goto('/partner');
  await expect(lin.getByText(say('invoices.OPEN_ORDERS'))).toBeVisible();
  await axe(lin);
  await lin.getByRole('main').getByRole('link', { name: say('invoices.TITLE'), exact: true }).click();
  await expect(lin).toHaveURL(/\/invoices$/);
  await lin.getByRole('link', { name: say('invoices.PAID'), exact: true }).click();
  const mine = lin.getByRole('main').getByRole('link', { name: NUMBER }).first();
  const no = (await mine.innerText()).trim();
  await axe(lin);
  const sun = await visit(people.sun);
  await sun.goto('/invoices');
  await axe(sun);
  expect((await sun.goto(`/invoices/${no}`))?.status()).toBe(404);
});

for (const lang of ['zh', 'en'] as const) {
  test.describe(`on a phone, in ${lang}`, () => {
    test.use({ lang, viewport: { width: 390, height: 844 } });

    test('every page about invoices', async ({ visit }) => {
      for (const person of [people.mei, people.gu]) {
        const page = await visit(person);
        await page.goto('/invoices?state=paid');
        const no = (await page.getByRole('main').getByRole('link', { name: NUMBER }).first().innerText()).trim();
        for (const path of ['/invoices', '/invoices?state=overdue', '/invoices?state=paid', `/invoices/${no}`]) {
          await page.goto(path);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(wide, `${page.url()} is as wide as the phone`).toBeLessThanOrEqual(390);
          await axe(page);
        }
      }
    });
  });
}
