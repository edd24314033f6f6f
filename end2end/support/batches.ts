// How journeys take copies through the house: the desks gather the lines of an order and move the batch on, stage by stage.
import { expect, type Page } from '@playwright/test';
import { axe } from './axe.ts';
import { alive } from './orders.ts';
import type { Say } from './words.ts';

/** The last part of the address. */
export function numberIn(page: Page): string {
  return new URL(page.url()).pathname.split('/').pop() ?? '';
}

/** The publisher of a book of the order that the page shows. */
export async function publisherOn(page: Page, isbn: string): Promise<string> {
  const said = await page.getByText(`${isbn} · `).first().innerText();
  return said.split(' · ')[1] ?? '';
}

/** Makes a batch of these orders' lines, found through the filter by publisher. */
export async function gather(page: Page, say: Say, publisher: string, orders: string[]): Promise<string> {
  await page.goto('/desk/batches');
  await page.getByRole('searchbox', { name: say('desk.PUBLISHER') }).fill(publisher);
  await page.getByRole('button', { name: say('batching.NARROW'), exact: true }).click();
  await axe(page);
  await page.getByRole('link', { name: say('desk.CHOOSE_OF', { publisher }), exact: true }).click();
  await expect(page.getByRole('heading', { name: say('batching.CALENDAR') })).toBeVisible();
  for (const order of orders) {
    await page.getByRole('row').filter({ hasText: order }).getByRole('checkbox').check();
  }
  await page.getByRole('button', { name: say('desk.GATHER_TICKED') }).click();
  await expect(page).toHaveURL(/\/desk\/batches\/P\d\d-/);
  return numberIn(page);
}

/** Moves a whole batch on and gives the number of the next one. */
export async function forward(page: Page, say: Say, no: string, copies: number, stage: string): Promise<string> {
  await page.goto(`/desk/batches/${no}`);
  await alive(page);
  await page.getByRole('button', { name: say('desk.MOVE_ALL', { n: copies, stage }) }).click();
  await expect(page).not.toHaveURL(new RegExp(no));
  return numberIn(page);
}
