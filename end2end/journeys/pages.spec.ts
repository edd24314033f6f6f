// The pages of the map (app/src/routes.rs) in both languages, as wide as a phone: each answers, a machine finds nothing wrong
// with it, and nothing must be pushed sideways to be read. Parcels, invoices, settings and the pages about one batch are
// looked at in the same way by their own journeys.
import { type Page } from '@playwright/test';
import { axe } from '../support/axe.ts';
import { alive } from '../support/orders.ts';
import { people, type Person } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

/** A page by its address, or by the page that links to it and what its links look like, and one below that. */
type Stop = string | { from: string; to: RegExp; below?: string };

const CUSTOMER: Stop[] = [
  '/',
  '/account',
  '/books',
  '/books?q=harry+potter',
  '/books?q=zzzzzz',
  '/books/9780439023481',
  { from: '/books', to: /^\/catalogues\// },
  '/orders',
  '/orders/new',
  '/orders/new?isbn=9780439023481',
  { from: '/orders', to: /^\/orders\/S/ },
  { from: '/orders', to: /^\/orders\/S/, below: '/share' },
  '/where',
  '/where?q=9780439023481',
  '/where?q=nothing-of-the-kind',
  '/complaints',
  '/complaints/new',
  { from: '/complaints', to: /^\/complaints\/T/ },
  '/for-you',
  '/notices',
  '/notices/settings',
  '/deadlines',
  '/terms',
  { from: '/terms', to: /^\/terms\/S/ },
  { from: '/deadlines', to: /^\/terms\/S.*\/instead/ },
];

const HOUSE: Stop[] = [
  '/desk',
  '/desk/tickets',
  '/desk/tickets?desk=all',
  { from: '/desk/tickets?desk=all', to: /^\/desk\/tickets\/T/ },
  '/desk/reports',
  '/desk/silent',
  '/desk/rounds',
  '/desk/batches',
  { from: '/desk/batches', to: /^\/desk\/batches\/open\// },
  { from: '/desk/batches', to: /^\/desk\/batches\/[A-Z]\d\d-/ },
  { from: '/desk/batches', to: /^\/desk\/batches\/[A-Z]\d\d-/, below: '/causes' },
  { from: '/desk/batches', to: /^\/desk\/batches\/[A-Z]\d\d-/, below: '/promise' },
  '/orders',
  { from: '/orders', to: /^\/orders\/S/ },
  '/where?q=9780439023481',
  '/account',
];

const TOURS: [string, Person | undefined, Stop[]][] = [
  ['a stranger', undefined, ['/', '/login', '/login?next=/orders']],
  ['a customer', people.mei, CUSTOMER],
  ['a partner', people.lin, ['/', '/partner', '/orders/new', '/for-you', '/complaints']],
  ['the house', people.zhao, HOUSE],
];

/** The addresses to which a page links. */
async function linksOn(page: Page): Promise<(string | null)[]> {
  return page.getByRole('main').getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
}

/** Goes to a stop; a page without an address of its own is the first that another one links to. */
async function goTo(page: Page, stop: Stop, seen: Map<string, (string | null)[]>): Promise<void> {
  if (typeof stop === 'string') {
    await page.goto(stop);
    seen.set(stop, await linksOn(page));
    return;
  }
  if (!seen.has(stop.from)) {
    await goTo(page, stop.from, seen);
  }
  const found = seen.get(stop.from)?.find((href) => href && stop.to.test(href));
  expect(found, `${stop.from} links to ${stop.to}`).toBeTruthy();
  await page.goto(`${found}${stop.below ?? ''}`);
}

// They change nothing: any of them may run beside any other.
test.describe.configure({ mode: 'parallel' });

for (const lang of ['zh', 'en'] as const) {
  test.describe(`on a phone, in ${lang}`, () => {
    test.use({ lang, viewport: { width: 390, height: 844 } });

    for (const [who, person, stops] of TOURS) {
      // One language is enough to see that PostgreSQL knows every statement and every page reads what it answers.
      test(`every page for ${who}`, { tag: lang === 'zh' ? '@postgres' : [] }, async ({ visit }) => {
        test.slow();
        const page = await visit(person);
        const seen = new Map<string, (string | null)[]>();
        for (const stop of stops) {
          await goTo(page, stop, seen);
          await alive(page);
          await expect(page.locator('html')).toHaveAttribute('lang', lang === 'zh' ? 'zh-CN' : 'en');
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(wide, `${page.url()} is as wide as the phone`).toBeLessThanOrEqual(390);
          await axe(page);
        }
      });
    }
  });
}
