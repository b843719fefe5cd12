// Documents of a program: attached, received, replaced, ordered, removed; saved by readers (ORG-10, ux 7.7).
import { readFile, writeFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { expectSound } from '../fixtures/inspect.ts';
import { startProgram } from '../fixtures/program.ts';
import { expect, test } from '../fixtures/test.ts';

const pdf = (mark: string): Buffer =>
  Buffer.from(`%PDF-1.7\n% ${mark}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n`);

/** Chooses a file and sends it. */
async function attach(page: Page, name: string, content: Buffer | string, button = '添付する'): Promise<void> {
  const file = typeof content === 'string' ? content : { name, mimeType: 'application/octet-stream', buffer: content };
  await page.getByLabel('ファイル', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: button, exact: true }).click();
}

test('資料を添付し、受領の控えを見て、差し替え、並べ替え、外す [ORG-10]', async ({ page, context, signIn }) => {
  await signIn('organiser');
  const edit = await startProgram(context);
  await page.goto(edit);
  await page.getByRole('link', { name: '資料を添付する・並べ替える' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('資料の添付');
  await expect(page.getByText('大きさ：1件20 MB（20,971,520バイト）まで。')).toBeVisible();
  await expectSound(page);
  const list = new URL(page.url()).pathname;

  await attach(page, '実施要領（令和8年度）.pdf', pdf('1'));
  await expect(page.getByRole('heading', { name: '「実施要領（令和8年度）.pdf」を受け取りました' })).toBeVisible();
  await attach(page, '体制図.csv', Buffer.from('役割,組合\r\n代表,甲\r\n'));
  await expect(page.getByRole('heading', { name: '「体制図.csv」を受け取りました' })).toBeVisible();
  await expectSound(page);

  await page.getByRole('button', { name: '「体制図.csv」を上へ' }).click();
  await expect(page.locator('tbody tr').first()).toContainText('体制図.csv');

  await page.getByRole('link', { name: '「実施要領（令和8年度）.pdf」の差し替え・以前の版・取り外し' }).click();
  await expectSound(page);
  await attach(page, '実施要領 第2版.pdf', pdf('2'), '差し替える');
  await expect(page.getByRole('heading', { name: '「実施要領 第2版.pdf」を受け取りました' })).toBeVisible();
  await page.getByRole('link', { name: '「実施要領 第2版.pdf」の差し替え・以前の版・取り外し' }).click();
  await expect(page.getByRole('link', { name: '実施要領（令和8年度）.pdf' })).toBeVisible();

  await page.getByRole('link', { name: '資料を取り外す' }).click();
  await expectSound(page);
  await page.getByRole('button', { name: '取り外す', exact: true }).click();
  await expect(page.getByRole('heading', { name: '資料を取り外しました' })).toBeVisible();
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await page.goto(`/en${list}`);
  await expectSound(page, 'en');
});

test('いくつかのファイルを一度に送り、それぞれの結果を読む', async ({ page, context, signIn, guard }) => {
  guard.expectStatus(422);
  await signIn('organiser');
  const edit = await startProgram(context);
  await page.goto(edit);
  await page.getByRole('link', { name: '資料を添付する・並べ替える' }).click();
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });
  const choose = page.getByLabel('ファイル', { exact: true });
  await choose.setInputFiles([file('甲.pdf', pdf('1')), file('空.pdf', Buffer.alloc(0)), file('乙.pdf', pdf('2')), file('偽.docx', pdf('3'))]);
  await page.getByRole('button', { name: '添付する', exact: true }).click();
  const summary = page.locator('#error-summary');
  await expect(summary).toContainText('「空.pdf」：ファイルが空です');
  await expect(summary).toContainText('「偽.docx」：「偽.docx」の中身はPDFです');
  await expect(page.getByRole('heading', { name: '「甲.pdf」を受け取りました' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '「乙.pdf」を受け取りました' })).toBeVisible();
  await expect(page.locator('tbody tr')).toHaveCount(2);
  await expectSound(page);
  await choose.setInputFiles([file('丙.pdf', pdf('4')), file('丁.csv', Buffer.from('役割,組合\r\n'))]);
  await page.getByRole('button', { name: '添付する', exact: true }).click();
  await expect(page.getByRole('heading', { name: '「丁.csv」を受け取りました' })).toBeVisible();
  await expect(page.locator('tbody tr')).toHaveCount(4);
  await expectSound(page);
});

test('受け付けないファイルは理由が分かり、選び直せる', async ({ page, context, signIn, guard }) => {
  guard.expectStatus(413, 422);
  await signIn('organiser');
  const edit = await startProgram(context);
  await page.goto(edit);
  await page.getByRole('link', { name: '資料を添付する・並べ替える' }).click();
  // From the disk: as a message to the browser it would take longer than everything else.
  const large = test.info().outputPath('大きい.csv');
  await writeFile(large, Buffer.alloc(20 * 1024 * 1024 + 1, 'a'));
  const cases: [string, Buffer | string, string][] = [
    ['空.pdf', Buffer.alloc(0), 'ファイルが空です'],
    ['鍵.pdf', Buffer.concat([pdf('x'), Buffer.from('trailer<</Encrypt 3 0 R>>')]), 'パスワードを解除したファイルを選んでください'],
    ['偽.docx', pdf('x'), '「偽.docx」の中身はPDFです'],
    ['大きい.csv', large, 'ファイルは20MB以下にしてください'],
  ];
  for (const [name, buffer, words] of cases) {
    await attach(page, name, buffer);
    await expect(page.locator('#error-summary')).toContainText(words);
    await expect(page.locator('#file-error')).toContainText(words);
  }
  await expectSound(page);
  await attach(page, '良い.pdf', pdf('y'));
  await expect(page.getByRole('heading', { name: '「良い.pdf」を受け取りました' })).toBeVisible();
});

test('公開中の案件の資料は誰でも保存でき、画面の中では開かない', async ({ page, signIn, another }) => {
  await signIn('organiser');
  await page.goto('/my/programs');
  await page.locator('tr, li').filter({ hasText: '公開中' }).first().getByRole('link').first().click();
  await page.getByRole('link', { name: '資料を添付する・並べ替える' }).click();
  const program = /program-(\d+)/.exec(page.url())?.[1];
  await attach(page, '案内 「ご参加の皆様」.pdf', pdf('public'));
  await expect(page.getByRole('heading', { name: '「案内 「ご参加の皆様」.pdf」を受け取りました' })).toBeVisible();

  const reader = await (await another()).newPage();
  await reader.goto(`/programs/${program}`);
  await expectSound(reader);
  const link = reader.getByRole('link', { name: '案内 「ご参加の皆様」.pdf' });
  const [download] = await Promise.all([reader.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe('案内 「ご参加の皆様」.pdf');
  expect(await readFile(await download.path())).toEqual(pdf('public'));
  const answer = await reader.request.get((await link.getAttribute('href')) ?? '');
  expect(answer.headers()['content-disposition']).toMatch(/^attachment;/);
  expect(answer.headers()['x-content-type-options']).toBe('nosniff');
  expect(answer.headers()['content-security-policy']).toContain('sandbox');
});
