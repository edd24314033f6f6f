// Books for this reader, each with a reason; and books that anybody looks for.
import { axe } from '../support/axe.ts';
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
  await page.goto('/books?q=zzzzzz');
  await axe(page);
});
