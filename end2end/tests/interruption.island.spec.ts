// Autosave while the network is away for two minutes (scenario 8 of the acceptance list; FORM-01, FORM-07).
import { startProgram } from '../fixtures/program.ts';
import { expect, test } from '../fixtures/test.ts';

const STATE = '#save-state';

test('通信が2分切れても、入力は残り、つながれば保存される [FORM-01]', async ({ page, context, signIn, guard }) => {
  guard.expectOffline();
  await signIn('organiser');
  const edit = await startProgram(context);
  await page.clock.install();
  await page.goto(`${edit}/purpose`);
  await expect(page.locator('#section-form[data-ready]')).toBeVisible();
  await page.locator('#purpose').pressSequentially('切れる前の文。');
  await page.clock.runFor(2_000);
  await expect(page.locator(STATE)).toContainText('に保存しました');

  await context.setOffline(true);
  await page.locator('#purpose').pressSequentially('切れている間の文。');
  await page.clock.runFor(2_000);
  await expect(page.locator(STATE)).toContainText('保存できませんでした。入力内容はこの画面に残っています。');
  // Two minutes pass, and the person goes on writing.
  await page.clock.runFor(120_000);
  await page.locator('#content').pressSequentially('その間の内容。');
  await expect(page.locator('#purpose')).toHaveValue('切れる前の文。切れている間の文。');

  await context.setOffline(false);
  await page.locator('#content').pressSequentially('つながった後。');
  await page.clock.runFor(2_000);
  await expect(page.locator(STATE)).toContainText('に保存しました');
  await page.goto(`${edit}/purpose`);
  await expect(page.locator('#purpose')).toHaveValue('切れる前の文。切れている間の文。');
  await expect(page.locator('#content')).toHaveValue('その間の内容。つながった後。');
});
