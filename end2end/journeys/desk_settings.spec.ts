// Gu sets the house's own rows: a day of rest moves a cut-off, a surcharge has a first day, a contract has a rank. Zhao reads
// them and is offered nothing to change.
import { type Page } from '@playwright/test';
import { axe } from '../support/axe.ts';
import { inDays } from '../support/days.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

/** What the house does by itself when nobody confirms a parcel. */
const CLOSING = 'Unconfirmed parcels close by themselves';
const PAGES = ['', '/calendar', '/surcharges', '/customers', '/waits'];

/** What was changed last. */
function lastChange(page: Page, caption: string) {
  return page.getByRole('region', { name: caption }).getByRole('row').nth(1);
}

test('Gu enters a day, pastes a year, and takes the day out again', async ({ visit, say }) => {
  const gu = await visit(people.gu);
  await gu.goto('/desk/settings');
  await gu.getByRole('main').getByRole('link', { name: say('settings.CALENDAR') }).click();
  await gu.goto('/desk/settings/calendar?year=2031');
  await axe(gu);

  // Every fault stands beside its field, and nothing that was typed is lost.
  await gu.getByLabel(say('settings.DAY'), { exact: false }).first().fill('2031-03-08');
  await gu.getByLabel(say('settings.NAME_ZH'), { exact: false }).fill('盘点');
  await gu.getByLabel(say('settings.NAME_EN'), { exact: false }).fill('Stocktaking');
  await gu.getByRole('button', { name: say('settings.ADD'), exact: true }).click();
  await expect(gu.getByText('nothing would change')).toBeVisible();
  await expect(gu.getByLabel(say('settings.NAME_EN'), { exact: false })).toHaveValue('Stocktaking');
  await axe(gu);
  await gu.getByLabel(say('settings.DAY'), { exact: false }).first().fill('2031-03-10');
  await gu.getByRole('button', { name: say('settings.ADD'), exact: true }).click();
  await expect(gu).toHaveURL(/year=2031/);
  const list = gu.getByRole('region', { name: say('settings.DAYS_OF', { year: 2031 }) });
  await expect(list.getByRole('row').filter({ hasText: 'Stocktaking' })).toBeVisible();
  await expect(lastChange(gu, say('settings.CHANGES'))).toContainText('Stocktaking');

  // The notice of the State Council is pasted as it is.
  const text = gu.getByLabel(say('settings.PASTE_TEXT', { year: 2031 }), { exact: false });
  await text.fill('一、元旦：1月1日（周三）放假。\n二、春节：何时放假 2031');
  await gu.getByRole('button', { name: say('settings.PASTE_NOW'), exact: true }).click();
  await expect(gu.getByText(say('settings.UNREAD'))).toBeVisible();
  await text.fill('一、元旦：1月1日（周三）放假。\n四、劳动节：5月1日（周四）至5日（周一）放假调休。4月27日（周日）上班。');
  await gu.getByRole('button', { name: say('settings.PASTE_NOW'), exact: true }).click();
  await expect(gu.getByText(say('settings.ENTERED', { n: 5 }))).toBeVisible();
  await axe(gu);

  // Undone by taking it out.
  for (const name of ['Stocktaking', 'New Year', 'Labour Day', 'Labour Day', 'Labour Day', 'Labour Day']) {
    await list.getByRole('row').filter({ hasText: name }).first().getByRole('button').click();
    await expect(gu).toHaveURL(/year=2031/);
  }
  await expect(gu.getByText(say('settings.NO_DAYS'), { exact: true })).toBeVisible();
});

test('Gu sets a surcharge for later and takes it back', async ({ visit, say }) => {
  const gu = await visit(people.gu);
  await gu.goto('/desk/settings/surcharges');
  await axe(gu);
  await gu.getByLabel(say('settings.PERCENT'), { exact: false }).fill('14.5');
  await gu.getByLabel(say('settings.FROM_DAY'), { exact: false }).fill(inDays(1_500));
  await gu.getByRole('button', { name: say('settings.SAVE'), exact: true }).click();
  const coming = gu.getByRole('region', { name: say('settings.STEPS') }).getByRole('row').filter({ hasText: '14.5%' });
  await expect(coming).toContainText(say('settings.COMING'));
  await expect(lastChange(gu, say('settings.CHANGES'))).toContainText('14.5%');
  await axe(gu);
  await coming.getByRole('button').click();
  await expect(coming).toHaveCount(0);
});

test('Gu ranks a contract, and how long the house waits', async ({ visit, say }) => {
  const gu = await visit(people.gu);
  await gu.goto('/desk/settings/customers');
  await gu.getByRole('searchbox', { name: say('settings.ORG_NAME') }).fill('Tsinghua');
  await gu.getByRole('main').getByRole('button', { name: say('settings.FIND'), exact: true }).click();
  const row = gu.getByRole('row').filter({ has: gu.getByRole('spinbutton') }).first();
  const before = await row.getByRole('spinbutton').inputValue();
  const other = before === '7' ? '8' : '7';
  await row.getByRole('spinbutton').fill(other);
  await row.getByRole('button').click();
  await expect(lastChange(gu, say('settings.CHANGES'))).toContainText(other);
  await expect(row.getByRole('spinbutton')).toHaveValue(other);
  await axe(gu);
  await row.getByRole('spinbutton').fill(before);
  await row.getByRole('button').click();
  await expect(row.getByRole('spinbutton')).toHaveValue(before);

  await gu.goto('/desk/settings/waits');
  await axe(gu);
  // The parcel closes after its customer was reminded: one day is too few.
  const save = gu.getByRole('button', { name: say('settings.SAVE_WAIT', { what: CLOSING }), exact: true });
  const days = gu.locator('form').filter({ has: save }).getByRole('spinbutton');
  const was = Number(await days.inputValue());
  await days.fill('1');
  await save.click();
  await expect(gu.getByText('Must be between')).toBeVisible();
  await days.fill(`${was + 1}`);
  await save.click();
  await expect(lastChange(gu, say('settings.CHANGES'))).toContainText(`${was + 1}`);
  await days.fill(`${was}`);
  await save.click();
  await expect(days).toHaveValue(`${was}`);
});

test('Zhao reads the settings and changes none', async ({ visit, say }) => {
  const zhao = await visit(people.zhao);
  for (const path of PAGES.slice(1)) {
    await zhao.goto(`/desk/settings${path}`);
    await expect(zhao.getByText(say('settings.READ_ONLY'))).toBeVisible();
    await expect(zhao.getByRole('main').locator('form[method=post]')).toHaveCount(0);
  }
});

for (const lang of ['zh', 'en'] as const) {
  test.describe(`on a phone, in ${lang}`, () => {
    test.use({ lang, viewport: { width: 390, height: 844 } });

    test('every page that is the supervisor’s', async ({ visit }) => {
      const page = await visit(people.gu);
      for (const path of [...PAGES.map((path) => `/desk/settings${path}`), '/desk/extras', '/desk/outbox']) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, `${page.url()} is as wide as the phone`).toBeLessThanOrEqual(390);
        await axe(page);
      }
    });
  });
}
