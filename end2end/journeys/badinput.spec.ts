// What people do by mistake, and what some do on purpose: it is answered beside the thing that is wrong, and leaves nothing
// half done.
import { type Page } from '@playwright/test';
import { axe } from '../support/axe.ts';
import { alive, freshRef, placeOrder, scripted, sendOrder, writeOrder } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, signIn, test } from '../support/test.ts';

test('a list of 100,000 lines is refused as a whole', async ({ visit, say, noise }) => {
  noise.expect(/status of 422/);
  const page = await visit(people.mei);
  await page.goto('/orders/new');
  await alive(page);
  const list = page.getByRole('textbox', { name: say('orders.TEXT') });
  // As a paste does it: typing so much would take a browser minutes.
  await list.evaluate((area: HTMLTextAreaElement) => {
    area.value = '9780316017923 1\n'.repeat(100_000);
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });
  if (!scripted()) {
    // A megabyte and a half goes up and comes back.
    await page.getByRole('button', { name: say('orders.PLACE'), exact: true }).click({ timeout: 40_000 });
  }
  await expect(page.getByText(/At most 5,?000 lines in one order; please split the list/)).toBeVisible();
  await expect(list).toHaveAttribute('aria-invalid', 'true');
  await expect(page).toHaveURL(/\/orders\/new\?id=/);
  await axe(page);
});

test('an order that is sent twice is one order', { tag: '@postgres' }, async ({ visit, say }) => {
  const page = await visit(people.mei);
  const reference = freshRef('TWICE');
  const no = await placeOrder(page, say, ['9780142437247 1'], reference);
  await page.goBack();
  // What a browser would restore cannot be sent again: the page says what became of it.
  await expect(page.getByText(say('orders.PLACED_AS', { no }))).toBeVisible();
  const list = page.getByRole('textbox', { name: say('orders.TEXT') });
  await expect(list).toHaveCount(0);
  await axe(page);
  await page.getByRole('link', { name: say('orders.START_NEW') }).click();
  await expect(list).toHaveValue('');
  await page.goto(`/where?q=${reference}`);
  await expect(page.getByText(say('where_.FOUND_ONE', { n: 1 }))).toBeVisible();
  await expect(page.getByRole('main')).toContainText(no);
});

test('an order form that stands open three times makes one order', async ({ visit, say, noise }) => {
  noise.expect(/status of 409/);
  const page = await visit(people.mei);
  await page.goto('/orders/new');
  const same = await visit(people.mei);
  const altered = await visit(people.mei);
  for (const window of [same, altered]) {
    await window.goto(page.url());
    await alive(window);
  }
  await alive(page);
  const reference = freshRef('THRICE');
  const no = await writeOrder(page, say, ['9780142437247 1'], reference);
  expect(await writeOrder(same, say, ['9780142437247 1'], reference)).toBe(no);

  const list = altered.getByRole('textbox', { name: say('orders.TEXT') });
  await list.fill('9780142437247 2');
  await altered.getByRole('button', { name: say('orders.PLACE'), exact: true }).click();
  await expect(altered.getByText(say('refusals.ALTERED_REPEAT'))).toBeVisible();
  await expect(list).toHaveValue('9780142437247 2');
  await axe(altered);
  await altered.getByRole('link', { name: say('orders.START_NEW') }).click();
  await expect(altered).not.toHaveURL(page.url());
  await expect(list).toHaveValue('');
});

test('a session that ends while somebody types loses nothing', async ({ visit, say, noise }) => {
  noise.expect(/status of 401/);
  const page = await visit(people.mei);
  await page.goto('/orders/new');
  await alive(page);
  const list = page.getByRole('textbox', { name: say('orders.TEXT') });
  await list.fill('9780142437247 1');
  await page.getByRole('textbox', { name: say('orders.NOTE_LABEL') }).fill('for the reading room');
  await page.context().clearCookies({ name: '__Host-portolan' });
  await page.getByRole('button', { name: say('orders.PLACE'), exact: true }).click();
  await expect(page).toHaveURL(/\/login\?next=/);
  await signIn(page, people.mei, say);

  await expect(page.getByText(say('refusals.SIGNED_IN_AGAIN'))).toBeVisible();
  await expect(list).toHaveValue('9780142437247 1');
  await expect(page.getByRole('textbox', { name: say('orders.NOTE_LABEL') })).toHaveValue('for the reading room');
  await alive(page);
  await axe(page);
  await sendOrder(page, say, freshRef('AGAIN'));
});

test('a stale page cannot cancel what is gone', { tag: '@postgres' }, async ({ visit, say }) => {
  const page = await visit(people.mei);
  const no = await placeOrder(page, say, ['9780142437247 3'], freshRef('STALE'));
  const stale = await visit(people.mei);
  for (const window of [page, stale]) {
    await window.goto(`/orders/${no}?line=1`);
    await alive(window);
  }
  // The order is for three copies: two go, and the other window still offers all three.
  const copies = (window: Page) => window.getByRole('spinbutton', { name: say('orders.CANCEL_COPIES') });
  const cancel = (window: Page) => window.getByRole('button', { name: say('orders.CANCEL'), exact: true }).click();
  await copies(page).fill('2');
  await cancel(page);
  await expect(page.getByRole('main')).toContainText('2 copies Cancelled');
  if (scripted()) {
    // With scripts no page stays stale: it offers what is left.
    await expect(copies(stale)).toHaveAttribute('max', '1');
    return;
  }
  await copies(stale).fill('3');
  await cancel(stale);
  await expect(stale.getByText('Must be between 1 and 1.')).toBeVisible();
  await expect(copies(stale)).toHaveValue('3');
  await axe(stale);
  await expect(stale.getByRole('main')).toContainText('2 copies Cancelled');
});

test('script tags are text wherever they stand', async ({ visit, say }) => {
  const page = await visit(people.mei);
  const hostile = `</title></textarea><script>alert(1)</script><img src=x onerror=alert(1)>${freshRef('"')}`.slice(0, 60);
  const ran: string[] = [];
  page.on('dialog', async (dialog) => {
    ran.push(page.url());
    await dialog.dismiss();
  });
  const no = await placeOrder(page, say, ['9780142437247 1'], hostile);
  await expect(page.getByRole('main')).toContainText(hostile);
  await axe(page);
  for (const path of ['/orders', `/where?q=${encodeURIComponent(hostile)}`, `/books?q=${encodeURIComponent(hostile)}`]) {
    await page.goto(path);
    await expect(page.getByRole('main')).toContainText(hostile);
  }
  await page.goto(`/complaints/new?order=${no}`);
  await page.getByLabel(say('complaints.WHICH_KIND'), { exact: false }).selectOption({ index: 1 });
  await page.getByLabel(say('complaints.SUBJECT'), { exact: false }).fill(hostile);
  await page.getByLabel(say('complaints.BODY'), { exact: false }).fill(hostile);
  await page.getByRole('button', { name: say('complaints.SEND'), exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(hostile);
  await axe(page);
  expect(ran, 'no script of a text runs').toEqual([]);
});
