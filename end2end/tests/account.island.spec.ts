// What scripts add to signing in: seeing the password, a word before a session ends, and an autosave that says it came
// too late.
import { expectAccessible } from '../fixtures/inspect.ts';
import { startProgram } from '../fixtures/program.ts';
import { expect, PASSWORD, test } from '../fixtures/test.ts';

test('パスワードを表示して確かめられる', async ({ page }) => {
  await page.goto('/login');
  const field = page.locator('#password');
  await field.fill(PASSWORD);
  await page.getByRole('button', { name: 'パスワードを表示' }).click();
  await expect(field).toHaveAttribute('type', 'text');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'パスワードを隠す' }).click();
  await expect(field).toHaveAttribute('type', 'password');
});

test('有効期限の5分前に知らせ、「続ける」で延びる [FORM-06]', async ({ page, signIn }) => {
  await signIn('organiser');
  await page.clock.install();
  await page.goto('/my');
  const notice = page.locator('#session-notice');
  await expect(notice).toHaveAttribute('data-ready', '');
  await expect(notice).toBeHidden();
  await page.route('**/session.json', (route) => route.fulfill({ json: { seconds: 300 } }));
  await page.clock.fastForward('07:55:01');
  await expect(notice).toContainText('あと5分でログインの有効期限が切れます。入力内容は保存されています。');
  await expectAccessible(page);
  await notice.getByRole('button', { name: '続ける' }).click();
  await expect(notice).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('マイページ');
});

test('ほかの画面で使っていれば知らせない', async ({ page, signIn }) => {
  await signIn('organiser');
  await page.clock.install();
  await page.goto('/my');
  const notice = page.locator('#session-notice');
  await expect(notice).toHaveAttribute('data-ready', '');
  const asked = page.waitForResponse('**/session.json');
  await page.clock.fastForward('07:55:01');
  expect(((await (await asked).json()) as { seconds: number }).seconds).toBeGreaterThan(28_000);
  await expect(notice).toBeHidden();
});

test('自動保存は、ログインが切れたことを言い、文章を残す', async ({ page, context, signIn, guard }) => {
  guard.expectStatus(401);
  await signIn('organiser');
  const edit = await startProgram(context);
  await page.goto(`${edit}/purpose`);
  await expect(page.locator('#section-form[data-ready]')).toBeVisible();
  await context.clearCookies({ name: 'kyodo-session' });
  await page.locator('#purpose').pressSequentially('切れた後に書いた文');
  await expect(page.locator('#save-state')).toContainText('ログインの有効期限が切れました。');
  await expect(page.locator('#purpose')).toHaveValue('切れた後に書いた文');
});
