// What scripts add to the search: filters that answer at once, and suggestions that leave input methods in peace
// (SRCH-15, SRCH-24, J-05).
import type { Page } from '@playwright/test';

import { expectAccessible } from '../fixtures/inspect.ts';
import { countBeside, titlesOn } from '../fixtures/search.ts';
import { expect, test } from '../fixtures/test.ts';

const STATUS = '#search-status';

async function openSearch(page: Page, path = '/programs'): Promise<void> {
  await page.goto(path);
  await expect(page.locator('#search-form[data-ready]')).toBeVisible();
  await expect(page.locator('#q[data-ready]')).toBeVisible();
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

test.describe('入力の候補 [SRCH-11, SRCH-15]', () => {
  const list = (page: Page) => page.getByRole('listbox', { name: '入力の候補' });

  test('読みの途中で候補が出て、キーボードで選べる', async ({ page }) => {
    await openSearch(page);
    const box = page.locator('#q');
    await box.pressSequentially('とくていけ');
    await expect(list(page).getByRole('option', { name: /^特定健診/ }).first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('ArrowDown');
    const first = list(page).getByRole('option').first();
    await expect(first).toHaveAttribute('aria-selected', 'true');
    await expect(box).toHaveAttribute('aria-activedescendant', (await first.getAttribute('id')) ?? 'missing');
    await page.keyboard.press('Escape');
    await expect(list(page)).toBeHidden();
    await expect(box).toHaveValue('とくていけ');
    await expect(box).toBeFocused();
    await box.pressSequentially('ん');
    await expect(list(page)).toBeVisible();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    const href = await list(page).getByRole('option', { selected: true }).getAttribute('data-href');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`${(href ?? '').replace(/[?.]/g, '\\$&')}$`));
  });

  test('候補はクリックでも選べ、候補を選ばずにEnterで検索できる', async ({ page }) => {
    await openSearch(page);
    await page.locator('#q').pressSequentially('と');
    await list(page).getByRole('option', { name: '東京都' }).click();
    await expect(page).toHaveURL(/pref=13/);
    await openSearch(page);
    await page.locator('#q').pressSequentially('禁煙');
    await expect(list(page)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/programs\?q=/);
    await expect(page.locator(STATUS)).toHaveText(/\d+件見つかりました/);
    await expect(list(page)).toBeHidden();
  });

  test('トップページでも候補が出る', async ({ page }) => {
    await page.goto('/');
    await expect(page.locator('#q[data-ready]')).toBeVisible();
    await page.locator('#q').pressSequentially('とうにょう');
    await expect(list(page).getByRole('option').first()).toBeVisible();
    await expectAccessible(page);
  });

  test('変換の途中でも候補が更新され、変換のEnterでは送信も選択もしない [J-05]', async ({ page, context }) => {
    await openSearch(page);
    const box = page.locator('#q');
    await box.focus();
    const method = await context.newCDPSession(page);
    await method.send('Input.imeSetComposition', { text: 'とくてい', selectionStart: 4, selectionEnd: 4 });
    await expect(list(page).getByRole('option').first()).toBeVisible();
    // Keys that the input method takes for itself: nothing may be prevented, selected or sent.
    const whileComposing = await box.evaluate((input) =>
      ['ArrowDown', 'Escape', 'Enter'].map((key) => {
        const event = new KeyboardEvent('keydown', { key, keyCode: 229, isComposing: true, bubbles: true, cancelable: true });
        input.dispatchEvent(event);
        return event.defaultPrevented;
      }),
    );
    expect(whileComposing).toEqual([false, false, false]);
    await expect(list(page).getByRole('option', { selected: true })).toHaveCount(0);
    await expect(list(page)).toBeVisible();
    await method.send('Input.insertText', { text: '特定' });
    await expect(box).toHaveValue('特定');
    expect(await isSamePage(page)).toBe(true);
    await expect(page).toHaveURL(/\/programs$/);
  });

  test('変換を確定したEnterが遅れて届いても、送信しない [SRCH-15]', async ({ page }) => {
    await openSearch(page);
    // Some browsers end the composition first and send its Enter afterwards, as an ordinary key.
    const prevented = await page.locator('#q').evaluate(async (input) => {
      const enter = () => {
        const event = new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true, cancelable: true });
        input.dispatchEvent(event);
        return event.defaultPrevented;
      };
      (input as HTMLInputElement).value = '特定';
      input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
      input.dispatchEvent(new CompositionEvent('compositionend', { data: '特定', bubbles: true }));
      const late = enter();
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
      return { late, later: enter() };
    });
    expect(prevented).toEqual({ late: true, later: false });
    await expect(page).toHaveURL(/\/programs$/);
  });
});
