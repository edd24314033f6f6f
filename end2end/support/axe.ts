// What a machine can tell about WCAG 2.2 AA, asked of the page as it stands.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with one line for each element at fault. */
export async function axe(page: Page): Promise<void> {
  const faults = test.info().project.use.javaScriptEnabled === false ? await onTwin(page, look) : await look(page);
  expect(faults, `axe finds nothing on ${page.url()}`).toEqual([]);
}

async function look(page: Page): Promise<string[]> {
  await page.evaluate(SOURCE);
  const results = await page.evaluate(
    (tags): Promise<AxeResults> => (globalThis as any).axe.run({ runOnly: tags, resultTypes: ['violations'] }),
    TAGS,
  );
  return results.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary ?? rule.help}`),
  );
}

/**
 * axe is a script itself and stands still where scripts are off. So it looks at a twin: the same document at the same
 * address, in a window that runs scripts but none of the page's own, and with what `<noscript>` shows.
 */
async function onTwin<T>(page: Page, look: (twin: Page) => Promise<T>): Promise<T> {
  const body = (await page.content()).replace(/<\/?noscript>/g, '');
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "script-src 'none'" };
  const browser = page.context().browser();
  if (!browser) {
    throw new Error('a page without a browser');
  }
  const twin = await browser.newPage({ javaScriptEnabled: true, viewport: page.viewportSize() });
  try {
    await twin.route(page.url(), (route) => route.fulfill({ body, headers }));
    await twin.goto(page.url());
    return await look(twin);
  } finally {
    await twin.close();
  }
}
