// Second factors without passkeys: authenticator app, recovery codes, and roles that need one. All of it works without
// scripts.
import { expectSound } from '../fixtures/inspect.ts';
import { codeOf, expect, setUpApp, test, typePassword } from '../fixtures/sign-in.ts';

test('認証アプリを登録し、次からコードでログインする', async ({ page, context, guard }) => {
  guard.expectStatus(422);
  await typePassword(page, 'editor@example.jp');
  await page.goto('/my/account/factors');
  await expectSound(page);
  await page.getByRole('link', { name: '認証アプリを登録する' }).click();
  await expectSound(page);
  await expect(page.getByAltText('認証アプリに読み取らせるQRコード')).toBeVisible();
  const painted = await page.locator('img.kj-qr').evaluate((image) => (image as HTMLImageElement).naturalWidth);
  expect(painted).toBeGreaterThan(0);
  const key = await setUpApp(page);

  await test.step('recovery codes are shown once and can be kept', async () => {
    await expectSound(page);
    await page.getByRole('button', { name: '回復コードを発行する' }).click();
    await expect(page.locator('.kj-codes code')).toHaveCount(10);
    await expectSound(page);
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'ファイルに保存する' }).click();
    expect((await saved).suggestedFilename()).toBe('kyodo-navi-recovery-codes.txt');
  });
  const code = (await page.locator('.kj-codes code').first().textContent()) ?? '';
  await page.getByRole('link', { name: '保管しました' }).click();
  await expect(page.getByText('未使用の回復コード：10個')).toBeVisible();
  await expectSound(page);

  await test.step('the password alone opens nothing', async () => {
    await context.clearCookies();
    await typePassword(page, 'editor@example.jp');
    await expect(page).toHaveURL(/\/login\/second$/);
    await expectSound(page);
    await expect(page.locator('#code')).toHaveAttribute('autocomplete', 'one-time-code');
    await page.locator('#code').fill('000000');
    await page.getByRole('button', { name: '確認する' }).click();
    await expect(page.locator('#error-summary')).toBeVisible();
    await expectSound(page);
    await page.goto('/my');
    await expect(page).toHaveURL(/\/login\?back=/);
  });

  await test.step('the code does', async () => {
    await page.goto('/login/second');
    // The code of this step was used to set the app up.
    await page.locator('#code').fill(codeOf(key, 1));
    await page.getByRole('button', { name: '確認する' }).click();
    await expect(page).toHaveURL(/\/my$/);
  });

  await test.step('so does a recovery code, once', async () => {
    for (const works of [true, false]) {
      await context.clearCookies();
      await typePassword(page, 'editor@example.jp');
      await page.getByRole('link', { name: '端末が手元にないときは' }).click();
      await page.locator('#recovery').fill(code);
      await page.getByRole('button', { name: '確認する' }).click();
      if (works) await expect(page).toHaveURL(/\/my$/);
      else await expect(page.locator('#error-summary')).toContainText('回復コードが違う');
    }
    await expectSound(page);
  });
});

test('役割が求める人は、登録するまでほかの画面に進めない', async ({ page, guard }) => {
  guard.expectStatus(409);
  await typePassword(page, 'secretariat@example.jp');
  await expect(page).toHaveURL(/\/my\/account\/factors\/required$/);
  await expectSound(page);
  await page.goto('/programs');
  await expect(page).toHaveURL(/\/my\/account\/factors\/required$/);
  await page.getByRole('link', { name: '認証アプリを登録する' }).click();
  await setUpApp(page);
  await page.goto('/my');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('マイページ');

  await page.goto('/my/account/factors/totp/remove');
  await expectSound(page);
  await page.getByRole('button', { name: '削除する' }).click();
  await expect(page.getByText('最後の一つは削除できません')).toBeVisible();
});
