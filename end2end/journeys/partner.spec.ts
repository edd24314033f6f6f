// A bookstore orders for customers of its own: it sees its tree and nothing beside it, they see their orders without the
// amounts that the bookstore pays.
import { axe } from '../support/axe.ts';
import { alive, freshRef, writeOrder } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

const CUSTOMERS = ['Suzhou Library', 'Xuzhou Vocational and Technical College'] as const;

test('Lin orders for two of his customers', { tag: '@postgres' }, async ({ visit, say, noise }) => {
  noise.expect(/status of 404/);
  const lin = await visit(people.lin);
  const orders: string[] = [];
  for (const name of CUSTOMERS) {
    await lin.goto('/partner');
    await expect(lin.getByRole('main')).not.toContainText('Peking University');
    await lin.getByRole('row').filter({ hasText: name }).getByRole('link', { name: new RegExp(`^Order for ${name}`) }).click();
    await alive(lin);
    await expect(lin.getByRole('combobox', { name: say('orders.FOR_WHOM') }).locator(':checked')).toHaveText(name);
    orders.push(await writeOrder(lin, say, ['9780553213690 2', '9780141310886 1'], freshRef('JS')));
    await expect(lin.getByRole('main')).toContainText(name);
    await expect(lin.getByRole('main')).toContainText('¥');
  }
  const [suzhou = '', xuzhou = ''] = orders;
  await lin.goto('/orders');
  await axe(lin);
  for (const no of orders) {
    await expect(lin.getByRole('link', { name: no })).toBeVisible();
  }

  // One customer's orders alone.
  await lin.getByRole('combobox', { name: say('orders.CUSTOMER') }).selectOption({ label: CUSTOMERS[0] });
  await lin.getByRole('button', { name: say('orders.SHOW'), exact: true }).click();
  await expect(lin.getByRole('link', { name: suzhou })).toBeVisible();
  await expect(lin.getByRole('link', { name: xuzhou })).toHaveCount(0);
  await axe(lin);

  // Sun sees what was ordered for her library, not what the bookstore pays, and nothing of another customer.
  const sun = await visit(people.sun);
  await sun.goto(`/orders/${suzhou}`);
  await alive(sun);
  await expect(sun.getByRole('heading', { level: 1 })).toContainText(suzhou);
  await expect(sun.getByRole('main')).toContainText('Jiangsu Foreign Languages Bookstore');
  expect(await sun.content()).not.toContain('¥');
  await axe(sun);
  expect((await sun.goto(`/orders/${xuzhou}`))?.status()).toBe(404);

  // Who is not of the tree sees neither.
  const mei = await visit(people.mei);
  for (const no of orders) {
    expect((await mei.goto(`/orders/${no}`))?.status()).toBe(404);
  }
});
