// One line is wrong: Mei says so, the desk that holds the copies answers, she is content.
import { axe } from '../support/axe.ts';
import { alive, freshRef, placeOrder } from '../support/orders.ts';
import { people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

test('a complaint is answered and closed', { tag: '@postgres' }, async ({ visit, say }) => {
  test.slow();
  const mei = await visit(people.mei);
  const subject = freshRef('Torn covers');
  await placeOrder(mei, say, ['9780142437247 2'], freshRef('COMPLAINT'));
  await mei.getByRole('link', { name: say('orders.ASK') }).first().click();
  await expect(mei).toHaveURL(/\/complaints\/new/);
  await axe(mei);
  await mei.getByLabel(say('complaints.WHICH_KIND'), { exact: false }).selectOption({ index: 1 });
  await mei.getByLabel(say('complaints.SUBJECT'), { exact: false }).fill(subject);
  await mei.getByLabel(say('complaints.BODY'), { exact: false }).fill('Both covers are torn. <b>Please</b> send new ones.');
  await mei.getByRole('button', { name: say('complaints.SEND'), exact: true }).click();
  await expect(mei).toHaveURL(/\/complaints\/T\d\d-\d{6}/);
  const no = new URL(mei.url()).pathname.split('/').pop() ?? '';
  await expect(mei.getByRole('main')).toContainText('<b>Please</b>');
  await axe(mei);

  // The copies wait at the import desk, so that is where the ticket is.
  const zhao = await visit(people.zhao);
  await zhao.goto('/desk/tickets');
  await axe(zhao);
  await zhao.goto(`/desk/tickets/${no}`);
  await alive(zhao);
  await axe(zhao);
  const answer = zhao.getByRole('textbox', { name: say('desk.REPLY_TEXT') });
  await answer.fill('The publisher always packs them badly.');
  await zhao.getByRole('button', { name: say('desk.WRITE_NOTE'), exact: true }).click();
  // The page is opened anew after a note, and only then ready for more.
  await expect(answer).toHaveValue('');
  await alive(zhao);
  await expect(zhao.getByRole('main')).toContainText('packs them badly');
  await answer.fill('We are sorry. Two new copies are ordered.');
  await zhao.getByRole('button', { name: say('desk.ANSWER'), exact: true }).click();
  await expect(zhao.getByRole('main')).toContainText('Two new copies are ordered.');

  await mei.reload();
  await expect(mei.getByRole('main')).toContainText('Two new copies are ordered.');
  await expect(mei.getByRole('main')).not.toContainText('packs them badly');
  expect(await mei.content()).not.toContain('packs them badly');
  await mei.getByRole('button', { name: say('complaints.CLOSE') }).click();
  await expect(mei.getByRole('main')).toContainText(say('complaints.TURN_NOBODY'));
  await axe(mei);

  // The new copies are torn too: the same complaint is open again, at the same desk.
  await mei.getByRole('textbox', { name: say('complaints.REOPEN_BODY') }).fill('Torn again.');
  await mei.getByRole('button', { name: say('complaints.REOPEN'), exact: true }).click();
  await expect(mei.getByRole('main')).toContainText('Torn again.');
  await zhao.goto('/desk/tickets');
  await expect(zhao.getByRole('row').filter({ hasText: no })).toBeVisible();
});

test('what nobody answers in time goes up by itself', async ({ visit, say }) => {
  const wu = await visit(people.wu);
  await wu.goto('/desk/tickets');
  const escalated = wu.getByRole('row').filter({ hasText: say('desk.ESCALATED_TIMES', { n: 1 }) });
  await escalated.getByRole('link').first().click();
  await alive(wu);
  await expect(wu.getByRole('main')).toContainText('Not answered in time, so it went up by itself');
  await axe(wu);
});
