// How journeys write orders: real books of the demo catalogue, and references that no other journey uses.
import { expect, test, type Page } from '@playwright/test';
import { awake } from './test.ts';
import type { Say } from './words.ts';

/** Popular titles of the demo catalogue. */
const BOOKS = [
  '9780739461198', '9780192802637', '9780393327342', '9780553213690', '9780141310886', '9780312360269', '9780142437247',
  '9781416524304', '9780545123266', '9780316017923', '9780099446781', '9780307887436', '9780316010665', '9780385721790',
  '9780517223628', '9781442403543', '9780451527745', '9780590920681', '9780439366779', '9780450417399', '9780743477543',
  '9780440227533', '9780307341563', '9780452284692', '9781554681723', '9780752864327', '9780312291631', '9780142000663',
  '9780142000656', '9780385339087', '9780061139376', '9780743269513', '9780394800011', '9780156030304',
];

/** Forty lines as librarians write them: the last three are wrong, and line 37 repeats line 1. */
export const LIST_OF_FORTY = [
  ...BOOKS.map((isbn, at) => `${isbn} ${(at % 3) + 1}`),
  '978-0-307-34660-5, 2',
  '0525476881\t1',
  `${BOOKS[0]} x 2`,
  '9780312370832 1',
  '9781558743664 1',
  '9780000000002 1',
];

/** A reference number that is new in this portal. */
export function freshRef(prefix: string): string {
  return `${prefix}-${test.info().project.name}-${test.info().workerIndex}-${Date.now()}`;
}

/** Whether the pages of this test run WebAssembly. */
export function scripted(): boolean {
  return test.info().project.use.javaScriptEnabled !== false;
}

/** Waits for the islands where there are any. */
export async function alive(page: Page): Promise<void> {
  if (scripted()) {
    await awake(page);
  }
}

/** Asks what the house makes of the list: by a button without scripts, by itself with them. */
export async function checkList(page: Page, say: Say): Promise<void> {
  if (!scripted()) {
    await page.getByRole('button', { name: say('orders.CHECK'), exact: true }).click();
  }
  await expect(page.getByRole('region', { name: say('orders.CHECKED') })).toBeVisible();
}

/** Places an order of these lines and gives its number. */
export async function placeOrder(page: Page, say: Say, lines: string[], reference: string): Promise<string> {
  await page.goto('/orders/new');
  await alive(page);
  return writeOrder(page, say, lines, reference);
}

/** The same on an order form that is open already. */
export async function writeOrder(page: Page, say: Say, lines: string[], reference: string): Promise<string> {
  await page.getByRole('textbox', { name: say('orders.TEXT') }).fill(lines.join('\n'));
  return sendOrder(page, say, reference);
}

/** Sends the order form as it stands, with a reference. */
export async function sendOrder(page: Page, say: Say, reference: string): Promise<string> {
  await page.getByRole('textbox', { name: say('orders.OWN_REF') }).fill(reference);
  await page.getByRole('button', { name: say('orders.PLACE'), exact: true }).click();
  await expect(page).toHaveURL(/\/orders\/S\d\d-\d{6}/);
  return new URL(page.url()).pathname.split('/').pop() ?? '';
}
