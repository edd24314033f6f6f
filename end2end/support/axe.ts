// What a machine can tell about WCAG 2.2 AA, asked of the page as it stands.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type CDPSession, expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { scripted } from './orders.ts';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with one line for each element at fault. */
export async function axe(page: Page): Promise<void> {
  if (scripted() && !(await isAlive(page))) {
    // To the letter the document at which the other project looks.
    return;
  }
  const faults = scripted() ? await look(page) : await withTimers(page, look);
  expect(faults, `axe finds nothing on ${page.url()}`).toEqual([]);
}

/** Whether a script may have changed the page since it was read: its islands, or one of those few that count and wait. */
async function isAlive(page: Page): Promise<boolean> {
  return (await page.locator('leptos-island, script[src]:not([src*="/bell"])').count()) > 0;
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

/** The way to the browser's own switch, by page. It is never closed: that would leave scripts on. */
const switches = new WeakMap<Page, CDPSession>();

/**
 * axe is a script itself: it waits for timers, and where scripts are off those never come. So they are on while it looks. What
 * the page brings along was passed over when it was read, and stays so.
 */
async function withTimers<T>(page: Page, look: (page: Page) => Promise<T>): Promise<T> {
  const devtools = switches.get(page) ?? (await page.context().newCDPSession(page));
  switches.set(page, devtools);
  // A session undoes only what it has done itself.
  await devtools.send('Emulation.setScriptExecutionDisabled', { value: true });
  await devtools.send('Emulation.setScriptExecutionDisabled', { value: false });
  try {
    return await look(page);
  } finally {
    await devtools.send('Emulation.setScriptExecutionDisabled', { value: true });
  }
}
