// What scripts add to the search: filters that answer at once, and the link that is copied by a button (SRCH-24).
import type { Page } from '@playwright/test';

import { expectAccessible } from '../fixtures/inspect.ts';
import { countBeside, titlesOn } from '../fixtures/search.ts';
import { expect, test } from '../fixtures/test.ts';

const STATUS = '#search-status';

async function openSearch(page: Page, path = '/programs'): Promise<void> {
  await page.goto(path);
  await expect(page.locator('#search-form[data-ready]')).toBeVisible();
  // Lives until the page is loaded anew.
  await page.evaluate(() => Object.assign(window, { samePage: true }));
}

const isSamePage = (page: Page) => page.evaluate(() => 'samePage' in window);

test.describe('条件を変えると、その場で更新される [SRCH-24]', () => {
  test('件数・一覧・見出し・アドレスが変わり、フォーカスは動かない', async ({ page }) => {
    await openSearch(page);
    const before = await page.locator(STATUS).textContent();
    const promised = await countBeside(page, 'status', 'upcoming');
    const box = page.locator('input[name="status"][value="upcoming"]');
    await box.focus();
    await page.keyboard.press('Space');
    await expect(page).toHaveURL(/\/programs\?status=upcoming$/);
    await expect(page.locator(STATUS)).toHaveText(`${promised}件見つかりました`);
    expect(await page.locator(STATUS).textContent()).not.toBe(before);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('募集予定の共同事業');
    await expect(page).toHaveTitle('募集予定の共同事業｜共同事業ナビ');
    await expect(box).toBeFocused();
    await expect(box).toBeChecked();
    expect(await titlesOn(page)).toHaveLength(Math.min(promised, 20));
    expect(await isSamePage(page)).toBe(true);
    await expectAccessible(page);
  });

  test('戻る・進むで、条件と結果も戻る・進む', async ({ page }) => {
    await openSearch(page);
    const all = await page.locator(STATUS).textContent();
    const box = page.locator('input[name="cat"][value="hifuyosha"]');
    await box.check();
    await expect(page).toHaveURL(/cat=hifuyosha/);
    const some = await page.locator(STATUS).textContent();
    await page.goBack();
    await expect(page).toHaveURL(/\/programs$/);
    await expect(box).not.toBeChecked();
    await expect(page.locator(STATUS)).toHaveText(all ?? '');
    await page.goForward();
    await expect(box).toBeChecked();
    await expect(page.locator(STATUS)).toHaveText(some ?? '');
    expect(await isSamePage(page)).toBe(true);
  });

  test('続けて選んでも、最後の条件の結果になる', async ({ page, request }) => {
    await openSearch(page);
    for (const status of ['open', 'closing', 'upcoming']) {
      await page.locator(`input[name="status"][value="${status}"]`).check();
    }
    await expect(page).toHaveURL(/status=open&status=closing&status=upcoming/);
    const answer = await (await request.get('/programs.json?status=open&status=closing&status=upcoming')).json();
    await expect(page.locator(STATUS)).toHaveText(`${answer.metadata.resultset.count}件見つかりました`);
  });

  test('開いた地方は開いたまま、並び順も反映される', async ({ page }) => {
    await openSearch(page);
    const tokyo = page.locator('input[name="pref"][value="13"]');
    await page.locator('details:not([open])', { has: tokyo }).locator('> summary').click();
    await tokyo.check();
    await expect(page).toHaveURL(/pref=13/);
    await expect(tokyo).toBeVisible();
    await page.getByLabel('並び順').focus();
    await page.getByLabel('並び順').selectOption('name');
    await expect(page).toHaveURL(/sort=name/);
    await expect(page.getByLabel('並び順')).toBeFocused();
    await expect(page.locator(STATUS)).toHaveText(/件見つかりました/);
    expect(await isSamePage(page)).toBe(true);
  });

  test('つながらないときは、結果を残して知らせ、つながれば続けられる', async ({ page, context, guard }) => {
    guard.expectOffline();
    await openSearch(page);
    const titles = await titlesOn(page);
    await context.setOffline(true);
    await page.locator('input[name="status"][value="open"]').check();
    await expect(page.locator(STATUS)).toHaveText(/検索結果を更新できませんでした/);
    expect(await titlesOn(page)).toEqual(titles);
    await context.setOffline(false);
    await page.getByRole('button', { name: 'この条件で検索' }).click();
    await expect(page).toHaveURL(/status=open/);
    await expect(page.locator(STATUS)).toHaveText(/件見つかりました/);
  });
});

test('リンクをボタンでコピーでき、できないブラウザーでは選択される [4.5]', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSearch(page, '/programs?pref=13');
  await page.locator('.kj-outputs > summary').click();
  const link = page.getByLabel('この検索結果のリンク');
  await page.getByRole('button', { name: 'リンクをコピー' }).click();
  await expect(page.getByText('リンクをコピーしました')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await link.inputValue());
  // After another search the button copies the link that stands there now.
  await page.locator('input[name="status"][value="open"]').check();
  await expect(page).toHaveURL(/status=open/);
  await page.getByRole('button', { name: 'リンクをコピー' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('status=open');
  await expectAccessible(page);
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }));
  await page.getByRole('button', { name: 'リンクをコピー' }).click();
  await expect(page.getByText('リンクを選択しました')).toBeVisible();
  await expect(link).toBeFocused();
});

test('一つだけ選ぶ締切の条件も、その場で更新される [4.2]', async ({ page, request }) => {
  await openSearch(page);
  await page.locator('details[data-facet="due"] > summary').click();
  const month = page.locator('input[name="due"][value="30"]');
  await month.check();
  await expect(page).toHaveURL(/\/programs\?due=30$/);
  const answer = await (await request.get('/programs.json?due=30')).json();
  await expect(page.locator(STATUS)).toHaveText(`${answer.metadata.resultset.count}件見つかりました`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('30日以内に締切の共同事業');
  await page.locator('input[name="due"][value=""]').check();
  await expect(page).toHaveURL(/\/programs$/);
});

test('長い条件の中を、読みでも名前でも探せる [PREF-05]', async ({ page }) => {
  await openSearch(page);
  const places = page.locator('details[data-facet="pref"]');
  const box = places.getByLabel('「実施地域」の中を探す');
  await expect(box).toBeVisible();
  await box.fill('とう');
  await expect(places.locator('label[for="f-pref-13"]')).toBeVisible();
  await expect(places.locator('label[for="f-pref-27"]')).toBeHidden();
  await expect(places.getByText('件の選択肢があります')).toBeVisible();
  await expectAccessible(page);
  // Enter neither searches nor leaves the page.
  await box.press('Enter');
  await expect(page).toHaveURL(/\/programs$/);
  await places.locator('label[for="f-pref-13"]').click();
  await expect(page).toHaveURL(/pref=13/);
  await expect(box).toHaveValue('とう');
  await box.fill('大阪');
  await expect(places.locator('label[for="f-pref-27"]')).toBeVisible();
  // What is chosen stays in sight.
  await expect(places.locator('label[for="f-pref-13"]')).toBeVisible();
  await box.fill('');
  await expect(places.getByText('件の選択肢があります')).toHaveCount(0);
});
