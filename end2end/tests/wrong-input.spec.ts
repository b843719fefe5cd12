// What goes wrong is said, kept and can be put right: wrong values, two people at once, other people's drafts, rights,
// impatience (FORM-03, FORM-09, FORM-14, ORG-08).
import { type BrowserContext } from '@playwright/test';

import { SECTIONS, WRONG, completeProgram, fill, futureDates, startProgram } from '../fixtures/program.ts';
import { ask } from '../fixtures/search.ts';
import { approve } from '../fixtures/secretariat.ts';
import { expect, hasScripts, test } from '../fixtures/test.ts';

/** A draft that lacks nothing, saved without the pages; returns the path of its task list. */
async function startComplete(context: BrowserContext, title: string): Promise<string> {
  const edit = await startProgram(context);
  const program = completeProgram(title);
  const { from, to, closes } = futureDates();
  Object.assign(program.period, { period_from: from, period_to: to });
  Object.assign(program.recruit, { recruit_to: closes });
  for (const section of SECTIONS) {
    const shown = await (await context.request.get(`${edit}/${section}`)).text();
    const base = /name="base" value="([^"]*)"/.exec(shown)?.[1] ?? '';
    const pairs = Object.entries(program[section]).flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((each) => [name, each]),
    );
    if (section === 'contact') pairs.push(['contact_org', 'みずほ野精機健康保険組合']);
    const answer = await context.request.post(`${edit}/${section}`, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      data: new URLSearchParams([['base', base], ...pairs]).toString(),
      maxRedirects: 0,
    });
    expect(answer.status(), section).toBe(303);
  }
  return edit;
}

test.describe('誤った入力は残り、欄への道と直し方が示される [FORM-14]', () => {
  for (const section of SECTIONS) {
    const fields = Object.entries(WRONG[section] ?? {});
    const rounds = Math.max(0, ...fields.map(([, cases]) => cases.length));
    for (let round = 0; round < rounds; round += 1) {
      const wrong = fields.flatMap(([field, cases]) => {
        const found = cases[round];
        return found ? [{ field, ...found }] : [];
      });
      const names = wrong.map(({ field }) => field).join('、');
      test(`${section} ${round + 1}回目：${names}`, async ({ page, context, signIn, guard }) => {
        guard.expectStatus(422);
        await signIn('organiser');
        const edit = await startProgram(context);
        await page.goto(`${edit}/${section}`);
        await fill(page, Object.fromEntries(wrong.map(({ field, typed }) => [field, typed])));
        await page.getByRole('button', { name: '保存して一覧へ' }).click();
        await expect(page).toHaveTitle(/^エラー：/);
        await expect(page.getByRole('heading', { name: `入力内容に問題があります（${wrong.length}件）` })).toBeVisible();
        for (const { field, typed, message } of wrong) {
          const control = page.locator(`[name="${field}"]`);
          await expect(control).toHaveValue(typed);
          await expect(control).toHaveAttribute('aria-invalid', 'true');
          await expect(page.locator(`#${field}-error`)).toContainText(message);
          const link = page.locator(`#error-summary a[href="#${field}"]`);
          await expect(link).toContainText(message);
          await link.click();
          await expect(page.locator(`#${field}`)).toBeInViewport();
        }
        // Saved all the same: the draft keeps what was typed.
        await page.goto(`${edit}/${section}`);
        for (const { field, typed } of wrong) await expect(page.locator(`[name="${field}"]`)).toHaveValue(typed);
        await page.goto(edit);
        await expect(page.getByText('要修正')).toBeVisible();
      });
    }
  }

  test('末日が初日より前、締切が開始より前、定額なのに金額がない', async ({ page, context, signIn, guard }) => {
    guard.expectStatus(422);
    await signIn('organiser');
    const edit = await startProgram(context);
    await page.goto(`${edit}/period`);
    await fill(page, { period_from: '令和9年4月1日', period_to: '2026/4/1' });
    await page.getByRole('button', { name: '保存して一覧へ' }).click();
    await expect(page.locator('#period_to-error')).toContainText('実施期間の末日は実施期間の初日以降の日付にしてください');
    await expect(page.locator('[name="period_from"]')).toHaveValue('令和9年4月1日');
    await page.goto(`${edit}/recruit`);
    await fill(page, { recruit_from: 'R9.4.1', recruit_to: 'Ｒ８．４．１' });
    await page.getByRole('button', { name: '保存して一覧へ' }).click();
    await expect(page.locator('#recruit_to-error')).toContainText('募集締切日は募集開始日以降の日付にしてください');
    await expect(page.locator('[name="recruit_to"]')).toHaveValue('Ｒ８．４．１');
    await page.goto(edit);
    await page.getByRole('button', { name: '公開を申請する' }).click();
    await page.getByRole('link', { name: /金額|費用負担の方法/ }).first().click();
    await expect(page).toHaveURL(/\/edit\/period\?check=1#cost/);
  });

  test('選択肢にない値、大きすぎる送信、壊れた文字、知らない項目には、はっきり答える', async ({ context, signIn }) => {
    await signIn('organiser');
    const edit = await startProgram(context);
    const post = (path: string, body: string | Buffer) =>
      context.request.post(path, {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        data: body,
        maxRedirects: 0,
      });
    const shown = await (await context.request.get(`${edit}/basics`)).text();
    const base = /name="base" value="([^"]*)"/.exec(shown)?.[1] ?? '';
    const forged = await post(`${edit}/basics`, `base=${base}&kind=forged&cat=%3Cscript%3E&theme=nothing`);
    expect(forged.status()).toBe(422);
    const words = await forged.text();
    expect(words).toContain('掲載区分に「forged」という選択肢はありません');
    expect(words).not.toContain('<script>」');
    expect((await post(`${edit}/basics`, `base=${base}&title=${'a'.repeat(10 * 1024 * 1024)}`)).status()).toBe(413);
    expect((await post(`${edit}/basics`, Buffer.from(`base=${base}&title=\xff\xfe`, 'latin1'))).status()).toBe(400);
    expect((await post(`${edit}/nothing`, 'a=b')).status()).toBe(404);
    expect((await post('/my/programs/abc/publish', 'version=1')).status()).toBe(404);
    expect((await post('/my/programs/999999/publish', 'version=1')).status()).toBe(404);
  });
});

test('二人が同じ項目を直すと、両方の文が示され、選んで保存できる [FORM-09, ORG-08]', async ({
  page,
  context,
  another,
  signIn,
  guard,
}) => {
  guard.expectStatus(409);
  await signIn('organiser');
  const edit = await startProgram(context);
  const colleague = await another();
  await signIn('editor', colleague);
  const hers = await colleague.newPage();
  await page.goto(`${edit}/basics`);
  await hers.goto(`${edit}/basics`);
  await hers.locator('[name="title"]').fill('高橋の題');
  await hers.getByRole('button', { name: '保存して一覧へ' }).click();
  await expect(hers).toHaveURL(/\/edit$/);

  await page.locator('[name="title"]').fill('佐藤の題');
  await page.getByRole('button', { name: '保存して一覧へ' }).click();
  await expect(page.getByText('ほかの人が先に更新しました').first()).toBeVisible();
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '事業名' }) });
  await expect(row).toContainText('高橋の題');
  await expect(row).toContainText('佐藤の題');
  await expect(page.locator('[name="title"]')).toHaveValue('佐藤の題');
  // Nothing was overwritten so far.
  await hers.goto(`${edit}/basics`);
  await expect(hers.locator('[name="title"]')).toHaveValue('高橋の題');
  // The text of the other person can be chosen field by field; here one's own is kept.
  await expect(row.getByLabel('自分が入力した内容を使う')).toBeChecked();
  await page.getByRole('button', { name: '保存して一覧へ' }).click();
  await expect(page).toHaveURL(/\/edit$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('佐藤の題');
});

test('二人が別の項目を直しても、ぶつからない', async ({ page, context, another, signIn }) => {
  await signIn('organiser');
  const edit = await startProgram(context);
  const colleague = await another();
  await signIn('editor', colleague);
  const hers = await colleague.newPage();
  await page.goto(`${edit}/basics`);
  await hers.goto(`${edit}/contact`);
  await hers.locator('[name="contact_dept"]').fill('高橋の課');
  await hers.getByRole('button', { name: '保存して一覧へ' }).click();
  await expect(hers).toHaveURL(/\/edit$/);
  await page.locator('[name="title"]').fill('佐藤の題');
  await page.getByRole('button', { name: '保存して一覧へ' }).click();
  await expect(page).toHaveURL(/\/edit$/);
  await page.goto(`${edit}/contact`);
  await expect(page.locator('[name="contact_dept"]')).toHaveValue('高橋の課');
});

test('ほかの組織の下書きは、ないものとして扱う', async ({ page, context, signIn, guard }) => {
  guard.expectStatus(404);
  await signIn('organiser');
  const edit = await startProgram(context);
  await signIn('osaka');
  for (const path of ['edit', 'edit/basics', 'preview', 'delete', 'end']) {
    const answer = await page.goto(edit.replace(/edit$/, path));
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('ページが見つかりません');
  }
  const posted = await context.request.post(edit.replace(/edit$/, 'publish'), { form: { version: '1' } });
  expect(posted.status()).toBe(404);
});

test('作成者は公開できず、誰に頼めばよいかが分かる', async ({ page, context, signIn }) => {
  await signIn('editor');
  const edit = await startComplete(context, '作成者が書いた共同事業');
  await page.goto(edit);
  await expect(page.getByText('8項目中8項目が完了')).toBeVisible();
  await expect(page.getByText('公開できるのは、組合の承認者だけです。')).toBeVisible();
  await expect(page.getByRole('button', { name: '公開を申請する' })).toHaveCount(0);
  const posted = await context.request.post(edit.replace(/edit$/, 'publish'), { form: { version: '9' } });
  expect(posted.status()).toBe(403);
});

test('申請ボタンを2回押しても、申請も公開も1回', async ({ page, context, another, signIn, request }) => {
  await signIn('organiser');
  const word = hasScripts() ? '二度押惑' : '連打迷';
  const edit = await startComplete(context, `${word}の共同事業`);
  await page.goto(edit);
  const version = await page.locator('input[name="version"]').first().inputValue();
  await page.getByRole('button', { name: '公開を申請する' }).dblclick();
  await expect(page.getByText('事務局が確認しています。')).toBeVisible();
  const office = await another();
  await signIn('secretariat', office);
  await approve(office, Number(/\d+(?=\/edit)/.exec(edit)?.[0]));
  await expect.poll(async () => (await ask(request, `q=${word}`)).metadata.resultset.count).toBe(1);
  // The same request once more, as a browser sends it after "back" and "again".
  const again = await context.request.post(edit.replace(/edit$/, 'publish'), { form: { version }, maxRedirects: 0 });
  expect([303, 409]).toContain(again.status());
  expect((await ask(request, `q=${word}`)).metadata.resultset.count).toBe(1);
});

test('別のサイトからの送信は受け付けない', async ({ context, signIn }) => {
  await signIn('organiser');
  const answer = await context.request.post('/my/programs/new', {
    headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    form: {},
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(403);
});
