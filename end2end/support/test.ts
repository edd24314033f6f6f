// The `test` of every journey. A person's window is a browser context of its own; all windows of a test share one ear for
// the console, and a test whose pages complained is red.
import { type BrowserContext, expect, test as base, type Page } from '@playwright/test';
import { PASSWORD, type Person } from './people.ts';
import { Noise } from './quiet.ts';
import { type Lang, type Say, saying } from './words.ts';

export { expect };

interface Options {
  /** The language that everybody of the test reads. */
  lang: Lang;
}

/** What a browser keeps of a person who has signed in. */
type Kept = Awaited<ReturnType<BrowserContext['storageState']>>;

interface Shared {
  /** Who has signed in to this worker before, by e-mail: the house counts sign-ins from one address. */
  kept: Map<string, Kept>;
}

interface Fixtures {
  /** The portal's sentences in that language. */
  say: Say;
  /** What the pages of the test complained of; checked by itself at the end. */
  noise: Noise;
  /** Opens an empty window for a person who is signed in there; without a person, for a stranger. */
  visit: (person?: Person) => Promise<Page>;
}

export const test = base.extend<Options & Fixtures, Shared>({
  lang: ['en', { option: true }],

  kept: [async ({}, use) => use(new Map()), { scope: 'worker' }],

  locale: async ({ lang }, use) => {
    await use(lang === 'zh' ? 'zh-CN' : 'en-GB');
  },

  say: async ({ lang }, use) => {
    await use(saying(lang));
  },

  noise: async ({}, use) => {
    const noise = new Noise();
    await use(noise);
    noise.check();
  },

  context: async ({ context, noise }, use) => {
    noise.listen(context);
    await use(context);
  },

  visit: async ({ browser, kept, lang, noise, say }, use) => {
    const windows: Page[] = [];
    await use(async (person) => {
      const known = person && kept.get(person.email);
      const page = await browser.newPage({ storageState: known });
      windows.push(page);
      noise.listen(page.context());
      // The window keeps the language; no page is drawn for it.
      await page.request.get(`/login?lang=${lang}`);
      if (person && !known) {
        await page.goto('/login');
        await signIn(page, person, say);
        kept.set(person.email, await page.context().storageState());
      }
      return page;
    });
    await Promise.all(windows.map((page) => page.close()));
  },
});

/** Fills in the sign-in form that `page` shows, and waits until it has let the person in. */
export async function signIn(page: Page, person: Person, say: Say): Promise<void> {
  await page.getByRole('textbox', { name: say('account.EMAIL') }).fill(person.email);
  await page.getByLabel(say('account.PASSWORD')).fill(PASSWORD);
  await page.getByRole('main').getByRole('button', { name: say('account.SIGN_IN') }).click();
  await expect(page, `${person.name} is let in`).not.toHaveURL(/\/login/);
}

/** Waits until the islands of the page answer, if it has any; a page without them loads no script. */
export async function awake(page: Page): Promise<void> {
  await page.waitForLoadState('domcontentloaded');
  if ((await page.locator('leptos-island').count()) > 0) {
    await expect(page.locator('html')).toHaveAttribute('data-islands', 'awake');
  }
}
