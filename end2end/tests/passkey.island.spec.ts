// Passkeys in a real browser, with an authenticator that Chromium plays: added, used alone, used after the password.
import type { CDPSession, Page } from '@playwright/test';

import { expectAccessible, expectSound } from '../fixtures/inspect.ts';
import { codeOf, expect, setUpApp, test, typePassword } from '../fixtures/sign-in.ts';

/** Plugs an authenticator into the page's browser that verifies its user without asking. */
async function plugIn(page: Page): Promise<{ cdp: CDPSession; id: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, id: authenticatorId };
}

/** Forgets the session. An answer under way could bring it back, so the page is left first. */
async function forgetSession(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.goto('about:blank');
  await page.context().clearCookies();
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.goto('/my/account/factors/passkeys');
  await expect(page.locator('#passkey[data-ready]')).toBeVisible();
  await page.locator('#passkey-name').fill(name);
  await page.getByRole('button', { name: 'この端末でパスキーを作る' }).click();
}

test('パスキーを登録し、パスキーだけでログインする', async ({ page, guard }) => {
  test.slow();
  guard.expectStatus(422);
  const { cdp, id } = await plugIn(page);
  await typePassword(page, 'organiser@example.jp');
  await page.goto('/my/account/factors/passkeys');
  await expect(page.locator('#passkey[data-ready]')).toBeVisible();
  await expectSound(page);
  await addPasskey(page, '職場のパソコン');
  await expect(page).toHaveURL(/\/factors\/recovery\?ready$/);
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: id });
  expect(credentials).toHaveLength(1);
  expect(credentials[0]).toMatchObject({ isResidentCredential: true, rpId: 'localhost' });
  await page.goto('/my/account/factors');
  await expect(page.getByText('職場のパソコン', { exact: true })).toBeVisible();

  await forgetSession(page);
  await page.goto('/login?back=/my/programs');
  await expect(page.locator('#passkey[data-ready]')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'パスキーでログイン' }).click();
  await expect(page).toHaveURL(/\/my\/programs$/);

  await test.step('a device whose user is not verified signs nobody in', async () => {
    await forgetSession(page);
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false });
    await page.goto('/login');
    await expect(page.locator('#passkey[data-ready]')).toBeVisible();
    await page.getByRole('button', { name: 'パスキーでログイン' }).click();
    await expect(page.locator('#passkey-state')).toContainText('完了しませんでした');
    await page.goto('/my');
    await expect(page).toHaveURL(/\/login\?back=/);
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: true });
  });

  await test.step('removed, it no longer signs in', async () => {
    await page.waitForLoadState('networkidle');
    await page.goto('/login');
    await expect(page.locator('#passkey[data-ready]')).toBeVisible();
    await page.getByRole('button', { name: 'パスキーでログイン' }).click();
    await expect(page).toHaveURL(/\/my$/);
    await page.goto('/my/account/factors');
    await page.getByRole('link', { name: '職場のパソコンを削除する' }).click();
    await page.getByRole('button', { name: '削除する' }).click();
    await expect(page.getByText('ログインの方法を削除しました。')).toBeVisible();
    await forgetSession(page);
    await page.goto('/login');
    await expect(page.locator('#passkey[data-ready]')).toBeVisible();
    await page.getByRole('button', { name: 'パスキーでログイン' }).click();
    await expect(page.locator('#passkey-state')).toContainText('このパスキーは確認できませんでした');
  });
});

test('パスワードの後で、パスキーか認証アプリを選べる', async ({ page }) => {
  await plugIn(page);
  await typePassword(page, 'osaka@example.jp');
  await page.goto('/my/account/factors/totp');
  const key = await setUpApp(page);
  await addPasskey(page, '');
  await expect(page).toHaveURL(/\/factors\/recovery\?ready$/);

  await forgetSession(page);
  await typePassword(page, 'osaka@example.jp');
  await expect(page).toHaveURL(/\/login\/second$/);
  await expect(page.locator('#passkey[data-ready]')).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'パスキーで確認する' }).click();
  await expect(page).toHaveURL(/\/my$/);

  await forgetSession(page);
  await typePassword(page, 'osaka@example.jp');
  await page.locator('#code').fill(codeOf(key, 1));
  await page.getByRole('button', { name: '確認する', exact: true }).click();
  await expect(page).toHaveURL(/\/my$/);
});
