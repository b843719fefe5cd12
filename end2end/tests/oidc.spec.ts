// Signing in by another provider: a real one, on the other side of real redirects.
import type { Page } from '@playwright/test';

import { expectSound } from '../fixtures/inspect.ts';
import { expect, setUpApp, test, typePassword } from '../fixtures/sign-in.ts';

/** Says a name at the provider. */
async function nameAt(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading', { name: '架空認証' })).toBeVisible();
  await page.getByLabel('名前').fill(name);
  await page.getByRole('button', { name: '続ける' }).click();
}

async function forget(page: Page): Promise<void> {
  await page.context().clearCookies();
}

test('結び付けた外部アカウントでログインする', async ({ page, provider, guard }) => {
  // A whole life of a link, with two sites to visit.
  test.slow();
  guard.expectOrigin(provider.issuer);
  guard.expectStatus(400, 403);
  provider.add('ito', { email: 'viewer@example.jp', verified: true });

  await test.step('an account nobody has linked signs nobody in, though the address is known', async () => {
    await page.goto('/login');
    await expectSound(page);
    await page.getByRole('link', { name: '架空認証でログイン' }).click();
    await nameAt(page, 'ito');
    await expect(page.getByText('このアカウントは、まだ利用者と結び付いていません')).toBeVisible();
    await expectSound(page);
    await page.goto('/my');
    await expect(page).toHaveURL(/\/login\?back=/);
  });

  await test.step('its owner links it', async () => {
    await forget(page);
    await typePassword(page, 'viewer@example.jp');
    await page.goto('/my/account/factors');
    await page.getByRole('link', { name: '架空認証を結び付ける' }).click();
    await nameAt(page, 'ito');
    await expect(page).toHaveURL(/\/my\/account\/factors\?linked$/);
    await expect(page.getByText('外部アカウントを結び付けました。')).toBeVisible();
    await expectSound(page);
  });

  await test.step('and signs in with it, to where they wanted to go', async () => {
    await forget(page);
    await page.goto('/login?back=/my/programs');
    await page.getByRole('link', { name: '架空認証でログイン' }).click();
    await nameAt(page, 'ito');
    await expect(page).toHaveURL(/\/my\/programs$/);
  });

  await test.step('who turns back at the provider is not signed in', async () => {
    await forget(page);
    await page.goto('/login');
    await page.getByRole('link', { name: '架空認証でログイン' }).click();
    await page.getByRole('button', { name: 'やめる' }).click();
    await expect(page.getByText('ログインが完了しませんでした')).toBeVisible();
    await expectSound(page);
  });

  await test.step('an answer cannot be used again', async () => {
    await page.goto('/login');
    await page.getByRole('link', { name: '架空認証でログイン' }).click();
    const returned = page.waitForRequest(/\/login\/oidc\/corp\/return\?/);
    await nameAt(page, 'ito');
    await expect(page).toHaveURL(/\/my$/);
    await forget(page);
    await page.goto((await returned).url());
    await expect(page.getByText('ログインが完了しませんでした')).toBeVisible();
  });

  await test.step('unlinked, it signs nobody in', async () => {
    await forget(page);
    await typePassword(page, 'viewer@example.jp');
    await page.goto('/my/account/factors');
    await page.getByRole('link', { name: '架空認証の結び付けを解除する' }).click();
    await expectSound(page);
    await page.getByRole('button', { name: '結び付けを解除する' }).click();
    await expect(page.getByText('ログインの方法を削除しました。')).toBeVisible();
    await forget(page);
    await page.goto('/login');
    await page.getByRole('link', { name: '架空認証でログイン' }).click();
    await nameAt(page, 'ito');
    await expect(page.getByText('まだ利用者と結び付いていません')).toBeVisible();
  });
});

test('確認済みの同じアドレスでなければ結び付けない', async ({ page, provider, guard }) => {
  guard.expectOrigin(provider.issuer);
  guard.expectStatus(403);
  provider.add('stranger', { email: 'stranger@example.jp', verified: true });
  provider.add('unverified', { email: 'fukuoka@example.jp', verified: false });
  for (const name of ['stranger', 'unverified']) {
    await forget(page);
    await typePassword(page, 'fukuoka@example.jp');
    await page.goto('/my/account/factors');
    await page.getByRole('link', { name: '架空認証を結び付ける' }).click();
    await nameAt(page, name);
    await expect(page.getByText('メールアドレスが一致しないため')).toBeVisible();
  }
});

test('二要素で確かめる事業者は、二つ目の確認も満たす', async ({ page, provider, guard }) => {
  test.slow();
  guard.expectOrigin(provider.issuer);
  provider.add('weak', { email: 'kyoto@example.jp', verified: true });
  provider.add('strong', { email: 'kyoto@example.jp', verified: true, amr: ['pwd', 'mfa'] });
  for (const name of ['weak', 'strong']) {
    await forget(page);
    await typePassword(page, 'kyoto@example.jp');
    await page.goto('/login/oidc/corp?link');
    await nameAt(page, name);
    await expect(page).toHaveURL(/\?linked$/);
  }
  await page.goto('/my/account/factors/totp');
  await setUpApp(page);
  for (const [name, leads] of [
    ['weak', /\/login\/second$/],
    ['strong', /\/my$/],
  ] as const) {
    await forget(page);
    await page.goto('/login');
    await page.getByRole('link', { name: '架空認証でログイン' }).click();
    await nameAt(page, name);
    await expect(page).toHaveURL(leads);
  }
});
