// The way of joining with the keyboard alone: Tab, Shift+Tab, arrows, Space, Enter and typing, on both sides (scenario 16,
// WCAG 2.1.1). Nothing here clicks or sets a value by its element.
import type { Page } from '@playwright/test';

import { history } from '../fixtures/joining.ts';
import { expect, linkIn, test } from '../fixtures/mailbox.ts';
import { writeProgram } from '../fixtures/program.ts';
import { approve } from '../fixtures/secretariat.ts';
import { emailOf } from '../fixtures/test.ts';

/** More stops than any page of the way has. */
const MANY_STOPS = 400;

/** Presses Tab until the focus is on what this selector and these words name. */
async function tabTo(page: Page, selector: string, words = ''): Promise<void> {
  for (let stop = 0; stop < MANY_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const isThere = await page.evaluate(
      ([selector, words]) => {
        const element = document.activeElement;
        if (!element?.matches(selector)) return false;
        const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
        const name = [element.getAttribute('aria-label'), element.textContent, ...labels.map((label) => label.textContent)];
        return name.some((name) => (name ?? '').trim().startsWith(words));
      },
      [selector, words] as const,
    );
    if (isThere) return;
  }
  throw new Error(`no way by Tab to ${selector} ${words} on ${page.url()}`);
}

/** Goes to a control by Tab and presses a key there that leads to another page. */
async function press(page: Page, selector: string, words: string, key = 'Enter'): Promise<void> {
  await tabTo(page, selector, words);
  const from = page.url();
  await page.keyboard.press(key);
  await expect.poll(() => page.url(), { message: words }).not.toBe(from);
  await page.waitForLoadState();
}

/** Presses a button that may lead back to the same address. */
async function submit(page: Page, words: string): Promise<void> {
  await tabTo(page, 'button', words);
  // The answer alone is not enough: until the next page is there, the old one still counts as loaded.
  const arrived = page.waitForEvent('load');
  await page.keyboard.press('Enter');
  await arrived;
}

async function type(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** Chooses a radio button: Tab leads to its group, arrows to the button. */
async function choose(page: Page, name: string, value: string): Promise<void> {
  await tabTo(page, `input[type=radio][name="${name}"]`);
  const wanted = page.locator(`input[type=radio][name="${name}"][value="${value}"]`);
  await page.keyboard.press('Space');
  for (let turn = 0; turn < 12 && !(await wanted.isChecked()); turn += 1) await page.keyboard.press('ArrowDown');
  await expect(wanted).toBeChecked();
}

test('検索から申込み、承認、機関決定、確定まで、キーボードだけで進む', async ({ page, another, signIn, mailbox }) => {
  test.setTimeout(300_000);
  const title = '鵲町の減塩みそ汁づくり教室を共同で開く会';
  const [office, theirs] = [await another(), await another()];
  await signIn('organiser');
  await signIn('secretariat', office);
  await signIn('osaka', theirs);
  // Preparing is no part of the way: a program that can be joined.
  const edit = await writeProgram(page, title, { area: { nationwide: ['1'], mode: ['online'] } });
  const id = Number(/\d+(?=\/edit)/.exec(edit)?.[0]);
  await page.getByRole('button', { name: '公開を申請する' }).click();
  await expect(page.getByText('事務局が確認しています。')).toBeVisible();
  await approve(office, id);
  const society = await theirs.newPage();

  await test.step('found and asked for', async () => {
    await society.goto('/programs');
    await expect(society.locator('#q[data-ready]')).toBeVisible();
    await type(society, '#q', '鵲町');
    await society.keyboard.press('Enter');
    await expect(society).toHaveURL(/q=/);
    await expect(society.locator('.kj-card__link')).toHaveCount(1);
    await press(society, 'a.kj-card__link', title);
    await press(society, 'a', '参加を申し込む');
    await type(society, '#people', '40');
    await tabTo(society, 'input[type=checkbox][name="understood"]');
    await society.keyboard.press('Space');
    await press(society, 'button', '申し込む');
    await expect(society.getByText('参加の申込みを受け付けました。')).toBeVisible();
  });
  const own = new URL(society.url()).pathname;

  const asked = await mailbox.take(emailOf('organiser'), `「${title}」に参加を申し込みました`);
  await test.step('offered', async () => {
    await page.goto(linkIn(asked, '/my/'));
    await choose(page, 'step', 'offer');
    await submit(page, '内容を確かめる');
    await submit(page, '1件に回答する');
    await expect(page.getByText('1件に回答しました。')).toBeVisible();
  });

  await test.step('decided', async () => {
    await society.goto(own);
    await press(society, 'a', '機関決定の記録');
    await choose(society, 'body', 'board');
    await type(society, '[name="decided_on"]', '2026-04-01');
    await type(society, '[name="approver"]', '大阪 太郎');
    await choose(society, 'cost_agreed', 'yes');
    await type(society, '[name="cost_yen"]', '120000');
    await tabTo(society, 'input[type=checkbox][name="data_accepted"]');
    await society.keyboard.press('Space');
    await submit(society, '記録して確定を依頼する');
    await expect(society.getByText('機関決定済み（確定待ち）').first()).toBeVisible();
  });

  await test.step('confirmed, and both read the same', async () => {
    await page.goto(linkIn(asked, '/my/'));
    await choose(page, 'step', 'confirm');
    await submit(page, '内容を確かめる');
    await submit(page, '1件に回答する');
    await expect(page.getByText('1件に回答しました。')).toBeVisible();
    await society.goto(own);
    await expect(society.getByText('参加確定').first()).toBeVisible();
    await page.goto(linkIn(asked, '/my/'));
    expect(await history(page)).toEqual(await history(society));
  });
});
