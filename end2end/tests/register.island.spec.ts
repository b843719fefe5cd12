// What scripts add to registering: saving while one types, telling when that fails, counting characters
// (FORM-01, J-06, scenario 8 of the acceptance list).
import type { Page } from '@playwright/test';

import { expectAccessible } from '../fixtures/inspect.ts';
import { startProgram } from '../fixtures/program.ts';
import { expect, test } from '../fixtures/test.ts';

const STATE = '#save-state';

test.beforeEach(({ signIn }) => signIn('organiser'));

async function openSection(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('#section-form[data-ready]')).toBeVisible();
}

/** Ends when the answer to a save has arrived. */
const saved = (page: Page) =>
  page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.status() === 200);

test('打ち終えて1秒で保存し、時刻を示す。読み込み直しても残っている', async ({ page, context }) => {
  const edit = await startProgram(context);
  await openSection(page, `${edit}/basics`);
  const answer = saved(page);
  await page.locator('#title').pressSequentially('書きかけの題');
  const typed = Date.now();
  await answer;
  expect(Date.now() - typed, 'milliseconds until it is saved').toBeLessThan(3_000);
  await expect(page.locator(STATE)).toHaveText(/に保存しました$/);
  await page.reload();
  await expect(page.locator('#title')).toHaveValue('書きかけの題');
});

test('自動保存の後に続けて打っても、ボタンで保存しても、自分とぶつからない', async ({ page, context }) => {
  const edit = await startProgram(context);
  await openSection(page, `${edit}/basics`);
  for (const text of ['一度目', '二度目', '三度目']) {
    const answer = saved(page);
    await page.locator('#title').fill(text);
    await answer;
  }
  await page.locator('#title').fill('四度目');
  await page.locator('#summary').fill('すぐに送る');
  await page.getByRole('button', { name: '保存して一覧へ' }).click();
  await expect(page).toHaveURL(/\/edit$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('四度目');
});

test('遅い回線でも、自動保存の途中のボタンは自分とぶつからない', async ({ page, context }) => {
  const edit = await startProgram(context);
  await openSection(page, `${edit}/basics`);
  // The answer to an autosave takes a while; the button does not wait for it.
  await page.route(/\/edit\/basics$/, async (route) => {
    if (route.request().headers()['x-autosave'] === undefined) return route.continue();
    const answer = await route.fetch();
    await new Promise((done) => setTimeout(done, 1_500));
    return route.fulfill({ response: answer }).catch(() => undefined);
  });
  await page.locator('#title').fill('一つ目の欄');
  await page.locator('#summary').fill('二つ目の欄');
  await page.getByRole('button', { name: '保存して一覧へ' }).click();
  await expect(page).toHaveURL(/\/edit$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('一つ目の欄');
});

test('回線が切れたら知らせ、文を残し、つながれば再試行で保存できる', async ({ page, context, guard }) => {
  guard.expectOffline();
  const edit = await startProgram(context);
  await openSection(page, `${edit}/purpose`);
  await context.setOffline(true);
  await page.locator('#purpose').pressSequentially('回線が切れている間の文');
  await expect(page.locator(STATE)).toContainText('保存できませんでした。入力内容はこの画面に残っています。');
  await expect(page.locator('#purpose')).toHaveValue('回線が切れている間の文');
  await expectAccessible(page);
  await context.setOffline(false);
  const answer = saved(page);
  await page.getByRole('button', { name: '再試行' }).click();
  await answer;
  await expect(page.locator(STATE)).toHaveText(/に保存しました$/);
  await page.reload();
  await expect(page.locator('#purpose')).toHaveValue('回線が切れている間の文');
});

test('ほかの人が先に直していたら、自動保存は上書きせずに知らせる', async ({ page, context, another, signIn, guard }) => {
  guard.expectStatus(409);
  const edit = await startProgram(context);
  const colleague = await another();
  await signIn('editor', colleague);
  const hers = await colleague.newPage();
  await openSection(page, `${edit}/basics`);
  await openSection(hers, `${edit}/basics`);
  const answer = saved(hers);
  await hers.locator('#title').fill('高橋の題');
  await answer;
  await page.locator('#title').fill('佐藤の題');
  await expect(page.locator(STATE)).toContainText('ほかの人が先に更新しました');
  await expect(page.locator('#title')).toHaveValue('佐藤の題');
  await hers.reload();
  await expect(hers.locator('#title')).toHaveValue('高橋の題');
});

test('残りの文字数を、見た目の文字で数える [J-06]', async ({ page, context }) => {
  const edit = await startProgram(context);
  await openSection(page, `${edit}/basics`);
  const limit = page.locator('#summary-limit');
  await expect(limit).toHaveText('200文字以内で入力してください');
  await page.locator('#summary').fill('健康');
  await expect(limit).toHaveText('残り198文字');
  // One face, one combined kana, one line break: three characters for a reader.
  await page.locator('#summary').fill('👨‍👩‍👧か\u3099\n');
  await expect(limit).toHaveText('残り197文字');
  await page.locator('#summary').fill('長'.repeat(205));
  await expect(limit).toHaveText('5文字超えています');
});
