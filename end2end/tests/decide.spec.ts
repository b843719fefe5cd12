// From the list to a decision: marks to compare, bookmarks with notes, the sheet for the files, four questions (INS-04, W5).
import { expectSound } from '../fixtures/inspect.ts';
import { expect, test } from '../fixtures/test.ts';

test('検索結果から選んで比較し、一件ずつ外せる [W5]', async ({ page }) => {
  await page.goto('/programs?q=健診');
  const marks = page.getByRole('checkbox', { name: /を比較に追加$/ });
  for (const index of [0, 1, 2]) await marks.nth(index).check();
  await page.getByRole('button', { name: '選んだ事業を比較する' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('共同事業の比較');
  await expect(page.getByRole('link', { name: /を比較から外す$/ })).toHaveCount(3);
  await expectSound(page);
  await page.getByRole('link', { name: /を比較から外す$/ }).first().click();
  await expect(page.getByRole('link', { name: /を比較から外す$/ })).toHaveCount(2);
  await page.goto('/en/programs/compare');
  await expectSound(page, 'en');
});

test('ブックマークにメモを付け、組織で共有し、外す', async ({ page, signIn }) => {
  await signIn('osaka');
  // Both ways of the browser run beside each other as the same person: each has a program of its own.
  await page.goto(test.info().project.name === 'js' ? '/programs?q=禁煙' : '/programs?q=睡眠');
  await page.locator('main article h3 a, main article h2 a').first().click();
  const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await page.getByRole('button', { name: 'ブックマークに登録する' }).click();
  await expect(page.getByText('ブックマークに登録しています')).toBeVisible();
  await page.goto('/my/bookmarks');
  await page.getByLabel(`「${title}」のメモ`, { exact: true }).fill('次の理事会で相談する');
  await page.getByRole('button', { name: `「${title}」のメモを保存する` }).click();
  await expect(page.getByText('メモを保存しました')).toBeVisible();
  await expect(page.getByLabel(`「${title}」のメモ`, { exact: true })).toHaveValue('次の理事会で相談する');
  await expectSound(page);
  await page.getByRole('button', { name: `「${title}」を組織で共有する` }).click();
  await expect(page.getByText('組織の共有リストに追加しました')).toBeVisible();
  await page.getByRole('button', { name: `「${title}」の共有をやめる` }).click();
  await expect(page.getByText('組織の共有リストから外しました')).toBeVisible();
  await page.getByRole('button', { name: `「${title}」のブックマークを外す` }).click();
  await expect(page.getByText('ブックマークを外しました')).toBeVisible();
});

test('検索結果の一件から登録でき、同じ一件に戻る [4.4]', async ({ page, signIn }) => {
  await page.goto('/programs?q=歯科');
  await expect(page.getByRole('button', { name: /ブックマーク/ })).toHaveCount(0);
  await signIn('viewer');
  await page.goto(test.info().project.name === 'js' ? '/programs?q=歯科' : '/programs?q=腰痛');
  const card = page.locator('.kj-card').first();
  const title = (await card.getByRole('heading').innerText()).trim();
  await card.getByRole('button', { name: `「${title}」をブックマークに登録する` }).click();
  await expect(page).toHaveURL(/#program-\d+$/);
  const drop = page.getByRole('button', { name: `「${title}」のブックマークを外す` });
  await expect(drop).toBeInViewport();
  // Looked at from the top: at any other place the frame of the filters may cut one of them.
  await page.goto(page.url().replace(/#.*/, ''));
  await expectSound(page);
  await drop.click();
  await expect(page.getByRole('button', { name: `「${title}」をブックマークに登録する` })).toBeVisible();
});

test('起案メモはA4一枚に印刷できる', async ({ page }) => {
  await page.goto('/programs?q=健診');
  await page.locator('main article h3 a, main article h2 a').first().click();
  await page.getByRole('link', { name: '起案メモを開く（A4 1枚）' }).click();
  await expectSound(page);
  const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).toHaveLength(1);
});

test('四つの質問に答えると検索結果が開く', async ({ page }) => {
  await page.goto('/programs/self-check');
  await expectSound(page);
  await page.getByRole('button', { name: '合う事業を探す' }).click();
  await expect(page).toHaveURL(/\/programs(\?|$)/);
  await page.goto('/en/programs/self-check');
  await expectSound(page, 'en');
});
