// The net goes away while Wu scans: nothing is lost, nothing is counted twice, and each scan is heard. Without scripts each
// scan is a page of its own.
import { axe } from '../support/axe.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

/** No book of any batch, so that this journey finishes nobody's count. */
const STRANGER = '9780439023481';

test('scans wait in the browser until the house has them', async ({ visit, say, noise }) => {
  noise.expect(/ERR_INTERNET_DISCONNECTED/);
  const wu = await visit(people.wu);
  // What a loudspeaker would play.
  await wu.addInitScript(() => {
    const heard: number[] = [];
    Object.assign(window, { heard });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (at?: number) {
      heard.push(this.frequency.value);
      start.call(this, at);
    };
  });
  const heard = () => wu.evaluate(() => (window as unknown as { heard: number[] }).heard);
  await wu.goto('/desk/batches?stage=inspection');
  const links = wu.getByRole('main').getByRole('link', { name: /^I\d\d-/ });
  await wu.goto(`/desk/batches/${await links.nth(1).innerText()}/receive`);
  const sounds = wu.getByRole('checkbox', { name: say('batching.SOUNDS') });
  await sounds.check();
  const field = wu.getByRole('textbox', { name: say('batching.SCAN') });
  const echo = wu.getByRole('status').filter({ hasText: STRANGER });
  const counted = wu.getByRole('region', { name: say('batching.COUNTED') }).getByRole('row').filter({ hasText: STRANGER });
  const sound = counted.getByRole('cell').nth(1);
  const scan = async () => {
    await field.fill(STRANGER);
    await field.press('Enter');
  };

  await scan();
  await expect(echo).toContainText('Not in this batch');
  await expect(field).toBeFocused();
  await expect(sound).toHaveText('1');
  expect(await heard()).toContain(196);

  await wu.context().setOffline(true);
  await scan();
  await scan();
  await expect(wu.getByText(say('batching.UNSENT_MANY', { n: 2 }))).toBeVisible();
  await expect(wu.getByRole('button', { name: say('batching.FINISH'), exact: true })).toBeDisabled();
  await axe(wu);
  await wu.context().setOffline(false);
  await expect(wu.getByText(say('batching.UNSENT_MANY', { n: 2 }))).toBeHidden();
  await expect(sound).toHaveText('3');
  await expect(wu.getByRole('button', { name: say('batching.FINISH'), exact: true })).toBeEnabled();

  // The switch stays as it was set, and all is taken back.
  await sounds.uncheck();
  await wu.reload();
  await expect(sounds).not.toBeChecked();
  for (let left = 2; left >= 0; left -= 1) {
    await counted.getByRole('button').click();
    await (left > 0 ? expect(sound).toHaveText(`${left}`) : expect(counted).toHaveCount(0));
  }
});
