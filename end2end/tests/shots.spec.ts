// Pictures of the main pages on an office PC and on a phone, for people to look at. Skipped unless SHOTS names a folder.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { test } from '../fixtures/test.ts';

const FOLDER = process.env.SHOTS;
const SIZES = [
  ['pc', { width: 1366, height: 768 }],
  ['phone', { width: 390, height: 844 }],
] as const;

/** Pages by the name of their picture. */
const PUBLIC = {
  home: '/',
  search: '/programs',
  'search-filtered': '/programs?q=特定健診&pref=13&region=kinki&status=open',
  'search-none': '/programs?q=ぬるぽぬるぽ&pref=13&cat=tokutei-kenshin',
  'search-unknown-facet': '/programs?pref=99',
  'home-en': '/en',
  'search-en': '/en/programs?pref=13',
  about: '/about',
  login: '/login',
  'not-found': '/nowhere',
} as const;

test.describe('pictures', () => {
  test.skip(!FOLDER, 'SHOTS names no folder');
  test.describe.configure({ timeout: 180_000 });

  for (const [size, viewport] of SIZES) {
    test.describe(size, () => {
      test.use({ viewport });
      const shoot = async (page: Page, name: string) => {
        const folder = FOLDER ?? '.';
        mkdirSync(folder, { recursive: true });
        await page.screenshot({ path: join(folder, `${name}-${size}.png`), fullPage: true });
      };

      test('public pages', async ({ page, guard }) => {
        guard.expectStatus(404, 422);
        for (const [name, path] of Object.entries(PUBLIC)) {
          await page.goto(path);
          await shoot(page, name);
        }
        await page.goto('/programs?status=open');
        await page.locator('.kj-card__link').first().click();
        await shoot(page, 'detail-open');
        await page.goto('/programs?status=ended');
        await page.locator('.kj-card__link').first().click();
        await shoot(page, 'detail-ended');
        await page.goto('/en/programs?kind=reference');
        await page.locator('.kj-card__link').first().click();
        await shoot(page, 'detail-reference-en');
        await page.goto('/login');
        await page.getByRole('main').getByRole('button', { name: 'ログイン' }).click();
        await shoot(page, 'login-wrong');
      });

      test('pages of an organiser', async ({ page, guard, signIn }) => {
        guard.expectStatus(403, 422);
        await signIn('organiser');
        for (const [name, path] of [
          ['my', '/my'],
          ['my-programs', '/my/programs'],
          ['new', '/my/programs/new'],
        ] as const) {
          await page.goto(path);
          await shoot(page, name);
        }
        await page.getByRole('button', { name: '登録をはじめる' }).click();
        const list = page.url();
        await shoot(page, 'tasks-empty');
        for (const section of ['basics', 'purpose', 'area', 'period', 'structure', 'recruit', 'contact', 'publish']) {
          await page.goto(`${list}/${section}?check=1`);
          await shoot(page, `section-${section}`);
        }
        await page.goto(list);
        await page.getByRole('button', { name: '公開を申請する' }).click();
        await shoot(page, 'publish-refused');
        await page.goto(list.replace(/edit$/, 'delete'));
        await shoot(page, 'delete');
        await page.goto('/my/programs');
        const published = page.getByRole('row').filter({ hasText: '公開中' }).first();
        await published.getByRole('link').first().click();
        await shoot(page, 'tasks-published');
        await page.goto(page.url().replace(/edit$/, 'preview'));
        await shoot(page, 'preview');
        await page.goto(page.url().replace(/preview$/, 'end'));
        await shoot(page, 'end');
        await signIn('viewer');
        await page.goto('/my/programs/new');
        await shoot(page, 'forbidden');
      });
    });
  }
});
