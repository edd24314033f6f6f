// Pictures of six pages for people to look at, in both languages, on a desk and in a hand: `cargo xtask shots`.
import { join } from 'node:path';
import { alive, checkList, LIST_OF_FORTY } from './support/orders.ts';
import { people, type Person } from './support/people.ts';
import { expect, test } from './support/test.ts';

const FOLDER = join(import.meta.dirname, 'shots');

const SCREENS = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

/** Name of the picture, who looks, and where; a picture of a list's first entry follows its link. */
const PAGES: { name: string; person: Person; path: string; follow?: RegExp }[] = [
  { name: 'home', person: people.mei, path: '/' },
  { name: 'new-order', person: people.mei, path: '/orders/new' },
  { name: 'order', person: people.mei, path: '/orders', follow: /^\/orders\/S/ },
  { name: 'for-you', person: people.mei, path: '/for-you' },
  { name: 'batches', person: people.zhao, path: '/desk/batches' },
  { name: 'ticket', person: people.zhao, path: '/desk/tickets', follow: /^\/desk\/tickets\/T/ },
];

for (const lang of ['zh', 'en'] as const) {
  for (const [screen, viewport] of Object.entries(SCREENS)) {
    test.describe(`${lang}, ${screen}`, () => {
      test.use({ lang, viewport });

      for (const { name, person, path, follow } of PAGES) {
        test(name, async ({ visit, say }) => {
          const page = await visit(person);
          await page.goto(path);
          if (follow) {
            const links = await page.getByRole('main').getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
            await page.goto(links.find((href) => href && follow.test(href)) ?? path);
          }
          await alive(page);
          if (name === 'new-order') {
            await page.getByRole('textbox', { name: say('orders.TEXT') }).fill(LIST_OF_FORTY.join('\n'));
            await checkList(page, say);
          }
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await page.screenshot({ path: join(FOLDER, `${name}-${lang}-${screen}.png`), fullPage: true, animations: 'disabled' });
        });
      }
    });
  }
}
