// A parcel from the desk to its customer: packed, given to a carrier, found by its tracking number, confirmed line by line;
// what came damaged is a complaint at once.
import { axe } from '../support/axe.ts';
import { forward, gather, numberIn, publisherOn } from '../support/batches.ts';
import { letterTo } from '../support/mail.ts';
import { freshRef, placeOrder } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

const BOOK = '9780192802637';

test('Wu sends a parcel, Mei finds it by its tracking number and confirms it', async ({ visit, say }) => {
  test.slow();
  const mei = await visit(people.mei);
  const order = await placeOrder(mei, say, [`${BOOK} 3`], freshRef('PARCEL'));
  const publisher = await publisherOn(mei, BOOK);
  const tracking = freshRef('SF').toUpperCase().slice(0, 40);

  // The way to the last port.
  const zhao = await visit(people.zhao);
  let batch = await gather(zhao, say, publisher, [order]);
  for (const stage of ['Customs', 'Inspection']) {
    batch = await forward(zhao, say, batch, 3, stage);
  }
  const wu = await visit(people.wu);
  for (const stage of ['Warehouse in', 'Warehouse out', 'Dispatch']) {
    batch = await forward(wu, say, batch, 3, stage);
  }

  // Wu packs, and unpacks once: what was not sent can be taken apart.
  await wu.getByRole('link', { name: say('parcels.PACK') }).click();
  await expect(wu.getByRole('heading', { level: 1 })).toContainText(batch);
  await axe(wu);
  await wu.getByRole('link', { name: say('parcels.PICK_OF', { org: 'Peking University' }) }).click();
  await wu.getByRole('spinbutton').fill('1');
  await axe(wu);
  await wu.getByRole('button', { name: say('parcels.PACK_PART') }).click();
  const parcels = wu.getByRole('region', { name: say('parcels.PARCELS') });
  await expect(parcels.getByRole('row')).toHaveCount(2);
  await parcels.getByRole('checkbox').check();
  await wu.getByRole('button', { name: say('parcels.UNPACK') }).click();
  await expect(wu.getByText(say('parcels.NO_PARCEL'))).toBeVisible();
  await wu.getByRole('button', { name: say('parcels.PACK_REST') }).click();
  await expect(wu.getByText(say('parcels.ALL_PACKED'))).toBeVisible();
  await wu.getByRole('link', { name: say('parcels.SLIPS') }).click();
  await expect(wu.getByRole('heading', { level: 2 })).toContainText('Peking University');
  await axe(wu);
  await wu.goto(`/desk/batches/${batch}/parcels`);

  // A carrier must be named; what was typed stays.
  await parcels.getByRole('textbox').fill(tracking);
  await wu.getByRole('button', { name: say('parcels.SEND'), exact: true }).click();
  await expect(parcels.getByRole('textbox')).toHaveValue(tracking);
  await axe(wu);
  await wu.getByLabel(say('parcels.CARRIER')).first().fill('SF Express');
  await wu.getByRole('button', { name: say('parcels.SEND'), exact: true }).click();
  await expect(parcels).toContainText(say('parcels.SENT'));
  await expect(parcels).toContainText(tracking);

  // Mei asks with the number that the carrier sent her.
  await mei.goto('/where');
  await mei.getByRole('searchbox', { name: say('where_.NUMBER') }).fill(tracking.toLowerCase());
  await mei.getByRole('main').getByRole('button', { name: say('where_.FIND'), exact: true }).click();
  await expect(mei.getByRole('heading', { name: say('orders.ORDER_NO', { no: order }) })).toBeVisible();
  await axe(mei);
  await mei.getByRole('main').getByRole('link', { name: /B\d\d-\d{6}/ }).first().click();
  await expect(mei).toHaveURL(/\/parcels\/B\d\d-/);
  const parcel = numberIn(mei);
  await axe(mei);

  // The carrier reports it while her page is open: the page says so by itself, and without scripts when it is read again.
  await parcels.getByRole('checkbox').check();
  await wu.getByRole('button', { name: say('parcels.DELIVERED'), exact: true }).click();
  await expect(parcels).toContainText(say('parcels.ARRIVED'));
  if (test.info().project.use.javaScriptEnabled === false) {
    await mei.reload();
  } else {
    await mei.bringToFront();
    await expect(mei.getByText(say('parcels.JUST_MOVED'))).toBeVisible();
  }
  await expect(mei.getByRole('main')).toContainText(say('parcels.ARRIVED'));
  await axe(mei);

  // One is in order, one is damaged, one she has not looked at. A reason is asked for; what was typed stays.
  const line = mei.getByRole('row').filter({ hasText: order });
  await line.getByRole('spinbutton').first().fill('1');
  await line.getByRole('spinbutton').last().fill('1');
  await line.getByRole('textbox').fill('The spine is torn');
  await mei.getByRole('button', { name: say('parcels.ACCEPT_NOW') }).click();
  await expect(line.getByRole('textbox')).toHaveValue('The spine is torn');
  await expect(line.getByRole('combobox')).toHaveAttribute('aria-invalid', 'true');
  await axe(mei);
  await line.getByRole('combobox').selectOption('damaged');
  await mei.getByRole('button', { name: say('parcels.ACCEPT_NOW') }).click();
  const said = mei.getByRole('region', { name: say('parcels.SAID') });
  await expect(said).toContainText('The spine is torn');
  const complaint = await said.getByRole('link', { name: /^T\d\d-/ }).innerText();
  await axe(mei);

  // The desk has the complaint and sees what is open.
  await wu.goto(`/desk/tickets/${complaint}`);
  await expect(wu.getByRole('main')).toContainText('The spine is torn');
  await wu.goto(`/parcels/${parcel}`);
  await expect(wu.getByRole('region', { name: say('parcels.SAID') })).toContainText(complaint);
  await axe(wu);

  // The start page reminds her; with nothing filled in, the rest is confirmed as it is.
  await mei.goto('/');
  await mei.getByRole('main').getByRole('link', { name: say('parcels.CONFIRM_IT'), exact: true }).click();
  await expect(mei).toHaveURL(/\/parcels$/);
  await axe(mei);
  await mei.getByRole('link', { name: say('parcels.CONFIRM_NO', { no: parcel }) }).click();
  await mei.getByRole('button', { name: say('parcels.ACCEPT_NOW') }).click();
  await expect(mei.getByRole('status').first()).toContainText('Everything was confirmed');
  await axe(mei);
  await mei.goto(`/orders/${order}`);
  await expect(mei.getByRole('link', { name: say('parcels.IN_PARCEL', { copies: '3 copies', no: parcel }) })).toBeVisible();
  await axe(mei);

  // What she pays for it she reads among her notices and in a letter that leads to the invoice.
  await mei.goto(`/parcels/${parcel}`);
  const billed = mei.getByRole('main').getByRole('link', { name: /F\d\d-\d{6}/ });
  const invoice = /F\d\d-\d{6}/.exec(await billed.innerText())?.[0] ?? '';
  await expect.poll(async () => {
    await mei.goto('/notices');
    return mei.getByRole('main').getByRole('link', { name: invoice, exact: true }).count();
  }).toBe(1);
  await axe(mei);
  await mei.goto('/notices/settings');
  await mei.getByRole('button', { name: say('notices.SEND_NOW'), exact: true }).click();
  const letter = await letterTo(people.mei.email, invoice);
  // Another journey may have changed the language of her letters meanwhile.
  expect(letter.text).toMatch(new RegExp(`${invoice}[：:].*¥[\\d,.]+`));
  expect(letter.text).toContain(`/invoices/${invoice}`);
  await mei.goto(`/invoices/${invoice}`);
  await expect(mei.getByRole('heading', { level: 1 })).toContainText(invoice);
});

test('words of a title find what was ordered', async ({ visit, say }) => {
  const mei = await visit(people.mei);
  const order = await placeOrder(mei, say, [`${BOOK} 1`], freshRef('WORDS'));
  const title = (await mei.getByRole('row').filter({ hasText: BOOK }).getByRole('link').first().innerText()).trim();
  await mei.goto(`/where?q=${encodeURIComponent(title)}`);
  await expect(mei.getByRole('heading', { name: say('orders.ORDER_NO', { no: order }) })).toBeVisible();
  await axe(mei);
});

for (const lang of ['zh', 'en'] as const) {
  test.describe(`on a phone, in ${lang}`, () => {
    test.use({ lang, viewport: { width: 390, height: 844 } });

    test('every page about parcels', async ({ visit }) => {
      const page = await visit(people.gu);
      await page.goto('/desk/batches?stage=dispatch');
      const batch = await page.getByRole('main').getByRole('link', { name: /^D\d\d-/ }).last().innerText();
      await page.goto('/parcels');
      const parcel = await page.getByRole('main').getByRole('link', { name: /^B\d\d-/ }).first().innerText();
      for (const path of ['/parcels', `/parcels/${parcel}`, `/desk/batches/${batch}/parcels`, `/desk/batches/${batch}/slips`]) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, `${page.url()} is as wide as the phone`).toBeLessThanOrEqual(390);
        await axe(page);
      }
    });
  });
}
