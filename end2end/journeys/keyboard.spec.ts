// Without a mouse, and in either language.
import { type Locator, type Page } from '@playwright/test';
import { alive, freshRef, scripted } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

/** Most controls that anybody should have to pass on the way to one. */
const PATIENCE = 40;

/** Walks with the Tab key (or back, with both) until `goal` has the focus; whatever has it on the way shows it. */
async function tabTo(page: Page, goal: Locator, key = 'Tab'): Promise<void> {
  for (let steps = 0; steps < PATIENCE; steps += 1) {
    await page.keyboard.press(key);
    const hidden = await page.evaluate(() => {
      const element = document.activeElement ?? document.body;
      // A control without an edge of its own leaves that to the box around it.
      const drawn = [element, element.parentElement ?? element].some((box) => getComputedStyle(box).outlineStyle !== 'none');
      return drawn ? '' : element.outerHTML.slice(0, 200);
    });
    expect(hidden, 'what has the focus shows it').toBe('');
    if (await goal.evaluate((element) => element === document.activeElement)) {
      return;
    }
  }
  throw new Error(`${goal} is out of the keyboard's reach`);
}

test('an order by keyboard alone', async ({ visit, say }) => {
  const page = await visit(people.mei);
  await page.goto('/');
  await alive(page);
  const skip = page.getByRole('link', { name: say('parts.SKIP') });
  await tabTo(page, skip);
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();

  await tabTo(page, page.getByRole('main').getByRole('link', { name: say('shell.NEW_ORDER') }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/orders\/new\?id=/);
  await alive(page);
  await tabTo(page, page.getByRole('textbox', { name: say('orders.TEXT') }));
  await page.keyboard.insertText('9780316017923 2\n9780099446781');
  const reference = freshRef('KEYS');
  const check = page.getByRole('button', { name: say('orders.CHECK'), exact: true });
  await tabTo(page, check);
  await page.keyboard.press('Enter');
  await expect(page.getByText(say('orders.UNDERSTOOD_ALL', { n: 2 }))).toBeVisible();
  await tabTo(page, page.getByRole('textbox', { name: say('orders.OWN_REF') }));
  await page.keyboard.insertText(reference);
  await tabTo(page, page.getByRole('button', { name: say('orders.PLACE'), exact: true }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/orders\/S\d\d-\d{6}/);
  await expect(page.getByRole('main')).toContainText(reference);
});

test('a round by keyboard alone', async ({ visit, say }) => {
  const page = await visit(people.zhao);
  // The oldest purchases, which no other journey touches; each project has one of its own: of two who have seen the same
  // one, only the first could change it.
  await page.goto('/desk/batches?stage=purchase');
  const box = page.getByRole('main').getByRole('table').getByRole('checkbox').nth(scripted() ? 0 : 1);
  await tabTo(page, page.getByRole('link', { name: say('parts.SKIP') }));
  await page.keyboard.press('Enter');
  const act = page.getByLabel(say('rounds.WHAT'));
  await tabTo(page, act);
  await page.keyboard.type(say('rounds.RELEASE_ACT').slice(0, 7));
  await expect(act).toHaveValue('release');
  await tabTo(page, page.getByLabel(say('rounds.NOTE')));
  await page.keyboard.insertText('by keyboard');
  await tabTo(page, box);
  await page.keyboard.press('Space');
  await expect(box).toBeChecked();
  await tabTo(page, page.getByRole('button', { name: say('rounds.GO'), exact: true }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  const report = page.getByRole('heading', { name: say('rounds.REPORT') });
  await expect(report).toBeFocused({ timeout: 20_000 });
  // It was not held back: the reason stands beside it, and its link is the next thing but the buttons.
  await expect(page.getByText('It is not held back.')).toBeVisible();
  await tabTo(page, page.getByRole('main').getByRole('link', { name: /^P\d\d-/ }).first());
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/desk\/batches\/P\d\d-/);
});

test('the language changes and the page stays', async ({ visit, say }) => {
  const page = await visit(people.mei);
  for (const path of ['/where?q=9780439023481', '/books?q=christie', '/for-you']) {
    await page.goto(path);
    await page.getByRole('link', { name: '中文' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    const chinese = new URL(page.url());
    const asked = new URL(path, page.url());
    expect(chinese.pathname).toBe(asked.pathname);
    expect(chinese.searchParams.get('q')).toBe(asked.searchParams.get('q'));
    await page.goto('/orders');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('订单');
    await page.getByRole('link', { name: 'English' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('orders.TITLE'));
  }
});
