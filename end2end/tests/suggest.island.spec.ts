// Suggestions while somebody types, and the four rules that leave input methods in peace (SRCH-11, SRCH-15, J-05). The
// input method is played by the browser's debugger, as it composes Japanese text, and by the events of other browsers.
import type { CDPSession, Locator, Page } from '@playwright/test';

import { expectAccessible } from '../fixtures/inspect.ts';
import { expect, test } from '../fixtures/test.ts';

const STATUS = '#search-status';

const list = (page: Page): Locator => page.getByRole('listbox', { name: '入力の候補' });
const options = (page: Page): Locator => list(page).getByRole('option');
const chosen = (page: Page): Locator => list(page).getByRole('option', { selected: true });

async function openSearch(page: Page, path = '/programs'): Promise<Locator> {
  await page.goto(path);
  const box = page.locator('#q[data-ready]');
  await expect(box).toBeVisible();
  if (path === '/programs') await expect(page.locator('#search-form[data-ready]')).toBeVisible();
  // Lives until the page is loaded anew.
  await page.evaluate(() => Object.assign(window, { samePage: true }));
  return box;
}

const isSamePage = (page: Page): Promise<boolean> => page.evaluate(() => 'samePage' in window);

/** Shows text that is not decided yet, as an input method does. */
const compose = (method: CDPSession, text: string) =>
  method.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

/** Sends a key to the box, as it comes from an input method; answers whether the page prevented it. */
const key = (box: Locator, name: string, init: { keyCode: number; isComposing: boolean }): Promise<boolean> =>
  box.evaluate(
    (input, [name, init]) => {
      const event = new KeyboardEvent('keydown', { key: name, ...init, bubbles: true, cancelable: true });
      input.dispatchEvent(event);
      return event.defaultPrevented;
    },
    [name, init] as const,
  );

test.describe('入力の候補 [SRCH-11]', () => {
  test('読みの途中で候補が出て、キーボードで選べる', async ({ page }) => {
    const box = await openSearch(page);
    await box.pressSequentially('とくていけ');
    await expect(list(page).getByRole('option', { name: /^特定健診/ }).first()).toBeVisible();
    expect(await options(page).count()).toBeLessThanOrEqual(8);
    await expectAccessible(page);
    await page.keyboard.press('ArrowDown');
    const first = options(page).first();
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
    const href = await chosen(page).getAttribute('data-href');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`${(href ?? '').replace(/[?.]/g, '\\$&')}$`));
  });

  test('候補はクリックでも選べ、候補を選ばずにEnterで検索できる', async ({ page }) => {
    await (await openSearch(page)).pressSequentially('と');
    await list(page).getByRole('option', { name: '東京都' }).click();
    await expect(page).toHaveURL(/pref=13/);
    await (await openSearch(page)).pressSequentially('禁煙');
    await expect(list(page)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/programs\?q=/);
    await expect(page.locator(STATUS)).toHaveText(/\d+件見つかりました/);
    await expect(list(page)).toBeHidden();
  });

  test('トップページでも候補が出る', async ({ page }) => {
    await (await openSearch(page, '/')).pressSequentially('とうにょう');
    await expect(options(page).first()).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('日本語入力のじゃまをしない [SRCH-15, J-05]', () => {
  test('規則1：変換の途中でも、打つたびに候補が更新される', async ({ page, context }) => {
    const box = await openSearch(page);
    await box.focus();
    const method = await context.newCDPSession(page);
    await compose(method, 'と');
    await expect(list(page).getByRole('option', { name: '東京都' })).toBeVisible();
    // The letters of a syllable that is not finished yet change nothing.
    await compose(method, 'とくていk');
    await expect(list(page).getByRole('option', { name: '東京都' })).toHaveCount(0);
    await expect(options(page).first()).toContainText('特定');
    await compose(method, 'とくていけん');
    await expect(list(page).getByRole('option', { name: /^特定健診/ }).first()).toBeVisible();
    await method.send('Input.insertText', { text: '特定健診' });
    await expect(box).toHaveValue('特定健診');
    await expect(options(page).first()).toBeVisible();
    expect(await isSamePage(page)).toBe(true);
  });

  for (const [name, init] of [
    ['isComposing', { keyCode: 13, isComposing: true }],
    ['keyCode 229', { keyCode: 229, isComposing: false }],
  ] as const) {
    test(`規則2と4：変換中のキー（${name}）では選択も送信もせず、取り消しもしない`, async ({ page, context }) => {
      const box = await openSearch(page);
      await box.focus();
      const method = await context.newCDPSession(page);
      await compose(method, 'とくてい');
      await expect(options(page).first()).toBeVisible();
      for (const pressed of ['ArrowDown', 'ArrowUp', 'Enter', 'Escape', 'Home', 'End']) {
        expect(await key(box, pressed, init), pressed).toBe(false);
        await expect(chosen(page), pressed).toHaveCount(0);
        await expect(list(page), pressed).toBeVisible();
      }
      await expect(box).toHaveValue('とくてい');
      await expect(page).toHaveURL(/\/programs$/);
      expect(await isSamePage(page)).toBe(true);
    });
  }

  test('規則3：変換を確定したEnterが遅れて届いても送信せず、次のEnterで検索する', async ({ page }) => {
    const box = await openSearch(page);
    // Some browsers end the composition first and send its Enter afterwards, as an ordinary key.
    const prevented = await box.evaluate(async (input) => {
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
    await box.focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/programs\?q=/);
  });

  test('変換して確定し、候補を選ばずに検索するまで', async ({ page, context }) => {
    const box = await openSearch(page);
    await box.focus();
    const method = await context.newCDPSession(page);
    for (const text of ['き', 'きん', 'きんえ', 'きんえん', '禁煙']) await compose(method, text);
    await method.send('Input.insertText', { text: '禁煙' });
    await expect(box).toHaveValue('禁煙');
    await expect(page).toHaveURL(/\/programs$/);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/programs\?q=%E7%A6%81%E7%85%99/);
    await expect(page.locator(STATUS)).toHaveText(/\d+件見つかりました/);
  });
});
