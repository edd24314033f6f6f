// Books for this reader, each with a reason; and books that anybody looks for.
import { axe } from '../support/axe.ts';
import { alive, freshRef, sendOrder } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

test('books for Mei, each with a reason', async ({ visit, say }) => {
  const page = await visit(people.mei);
  await page.goto('/for-you');
  await expect(page.getByRole('main').getByText(/because you ordered|ordered by/i).first()).toBeVisible();
  await axe(page);
  await page.goto('/books?q=agatha+christie');
  await expect(page.getByRole('main')).toContainText('Agatha Christie');
  await axe(page);
  await page.goto('/books/9780439023481');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hunger Games');
  await axe(page);
});

test('a recommended book is ordered and not recommended again', { tag: '@postgres' }, async ({ visit, say }) => {
  const page = await visit(people.chen);
  await page.goto('/for-you');
  const order = page.getByRole('main').getByRole('link', { name: /^Order “/ }).first();
  const href = (await order.getAttribute('href')) ?? '';
  const isbn = new URL(href, page.url()).searchParams.get('isbn') ?? '';
  expect(isbn).toMatch(/^97[89]\d{10}$/);
  await order.click();
  await alive(page);
  await expect(page.getByRole('textbox', { name: say('orders.TEXT') })).toHaveValue(new RegExp(isbn));
  await sendOrder(page, say, freshRef('PICK'));
  await expect(page.getByRole('main')).toContainText(isbn);
  await page.goto('/for-you');
  await expect(page.getByRole('link', { name: /^Order “/ }).first()).toBeVisible();
  await expect(page.locator(`a[href="${href}"]`)).toHaveCount(0);
});
