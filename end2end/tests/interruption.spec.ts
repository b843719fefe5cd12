// What interrupts people who write long texts: the end of a session, "back" after sending, two clicks instead of one
// (scenario 9 of the acceptance list; FORM-01, FORM-06). Nothing typed is lost, nothing is done twice.
import { startProgram } from '../fixtures/program.ts';
import { expect, PASSWORD, test } from '../fixtures/test.ts';

const LONG = '長い文章を、時間をかけて書きました。'.repeat(20);

test('長い文章の途中でログインが切れても、ログインし直すと保存できる [FORM-06]', async ({ page, context, signIn, guard }) => {
  guard.expectStatus(401);
  await signIn('organiser');
  const edit = await startProgram(context);
  await page.goto(`${edit}/purpose`);
  await context.clearCookies({ name: 'kyodo-session' });
  await page.locator('[name="purpose"]').fill(LONG);
  await page.getByRole('button', { name: '保存して一覧へ' }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.getByLabel('メールアドレス').fill('organiser@example.jp');
  await page.getByLabel('パスワード').fill(PASSWORD);
  await page.getByRole('main').getByRole('button', { name: 'ログイン', exact: true }).click();
  // The form that came too late is kept, and one button sends it on.
  await page.getByRole('main').getByRole('button').first().click();
  await expect(page).toHaveURL(/\/edit$/);
  await page.goto(`${edit}/purpose`);
  await expect(page.locator('[name="purpose"]')).toHaveValue(LONG);
});

test('保存したあとに「戻る」で戻り、もう一度保存しても失われない', async ({ page, context, signIn }) => {
  await signIn('organiser');
  const edit = await startProgram(context);
  await page.goto(`${edit}/basics`);
  await page.locator('[name="title"]').fill('一度目の題');
  await page.getByRole('button', { name: '保存して一覧へ' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('一度目の題');
  await page.goBack();
  await page.locator('[name="summary"]').fill('戻ってから書いた概要');
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.request().isNavigationRequest());
  await page.getByRole('button', { name: '保存して一覧へ' }).click();
  // Either it is saved at once, or both texts are shown and the next save takes the one typed here.
  if ((await answered).status() !== 303) await page.getByRole('button', { name: '保存して一覧へ' }).click();
  await expect(page).toHaveURL(/\/edit$/);
  await page.goto(`${edit}/basics`);
  await expect(page.locator('[name="summary"]')).toHaveValue('戻ってから書いた概要');
});

test('「登録をはじめる」を2回押しても、下書きは分かる数だけできる', async ({ page, signIn }) => {
  await signIn('editor');
  await page.goto('/my/programs');
  const before = await page.locator('tbody tr').count();
  await page.goto('/my/programs/new');
  await page.getByRole('button', { name: '登録をはじめる' }).dblclick();
  await expect(page).toHaveURL(/\/edit$/);
  await page.goto('/my/programs');
  // A browser sends one form; the second click finds the page already on its way.
  expect((await page.locator('tbody tr').count()) - before).toBeLessThanOrEqual(2);
});

test('保存ボタンを2回押しても、一度の保存と同じ', async ({ page, context, signIn }) => {
  await signIn('organiser');
  const edit = await startProgram(context);
  await page.goto(`${edit}/contact`);
  await page.locator('[name="contact_dept"]').fill('二度押し課');
  await page.getByRole('button', { name: '保存して一覧へ' }).dblclick();
  await expect(page).toHaveURL(/\/edit$/);
  await page.goto(`${edit}/contact`);
  await expect(page.locator('[name="contact_dept"]')).toHaveValue('二度押し課');
});
