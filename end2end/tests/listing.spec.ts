// The life of a listing between organiser and secretariat (scenario 5 of the acceptance list; ORG-03, ORG-04, W31): asked
// for, sent back for one field, corrected, published and found; changed, suspended, resumed, copied for the next year.
import { expectSound } from '../fixtures/inspect.ts';
import { startProgram, tick, writeProgram } from '../fixtures/program.ts';
import { approve } from '../fixtures/secretariat.ts';
import { ask } from '../fixtures/search.ts';
import { expect, hasScripts, test } from '../fixtures/test.ts';

/** A word of its own for each run. */
const word = () => (hasScripts() ? '鷺沼苔' : '梟森蘚');

test('申請し、一項目を差し戻され、直し、公開され、見つかる [ORG-04]', async ({ page, another, signIn, request, guard }) => {
  test.setTimeout(180_000);
  guard.expectStatus(422, 410);
  await signIn('organiser');
  const edit = await writeProgram(page, `${word()}の共同事業`);
  const id = Number(/\d+(?=\/edit)/.exec(edit)?.[0]);
  const office = await another();
  await signIn('secretariat', office);
  const desk = await office.newPage();

  await test.step('asked for: nobody sees it, nobody edits it', async () => {
    await page.getByRole('button', { name: '公開を申請する' }).click();
    await expect(page.getByText('事務局が確認しています。')).toBeVisible();
    await expect(page.getByRole('link', { name: '申請を取り下げる' }).first()).toBeVisible();
    await expectSound(page);
    expect((await ask(request, `q=${word()}`)).metadata.resultset.count).toBe(0);
  });

  await test.step('the secretariat finds it in its queue and sends back one field', async () => {
    await desk.goto('/admin/programs');
    await expectSound(desk);
    await desk.getByRole('link', { name: `${word()}の共同事業` }).click();
    await expectSound(desk);
    await desk.locator('#return').getByRole('button', { name: '差し戻す' }).click();
    await expect(desk.getByText('入力内容に問題があります')).toBeVisible();
    await desk.locator('details', { has: desk.locator('#fix-summary') }).locator('summary').click();
    await desk.locator('#fix-summary').check();
    await desk.locator('input[name="reason-summary"][value="unclear"]').check();
    await desk.locator('[name="text-summary"]').fill('参加できる組合の規模を書いてください。');
    await desk.locator('[name="due"]').fill(futureDue());
    await desk.locator('#return').getByRole('button', { name: '差し戻す' }).click();
    await expect(desk.getByText('差し戻しました。')).toBeVisible();
  });

  await test.step('the organiser sees the comment in the list and at the field, and corrects it', async () => {
    await page.goto(edit);
    await expect(page.getByText('修正のお願いが1件あります（回答期限')).toBeVisible();
    await expect(page.getByText('1件中0件が対応済み')).toBeVisible();
    await expectSound(page);
    await page.locator('.kj-notice a[href$="#summary"]').click();
    await expect(page.getByText('参加できる組合の規模を書いてください。')).toBeVisible();
    await expectSound(page);
    await page.locator('[name="summary"]').fill('加入者1万人未満の組合が参加できます。');
    await page.getByRole('button', { name: '保存して一覧へ' }).click();
    await expect(page.getByText('1件中1件が対応済み')).toBeVisible();
    await page.getByRole('button', { name: '公開を申請する' }).click();
    await expect(page.getByText('事務局が確認しています。')).toBeVisible();
  });

  await test.step('the secretariat sees what was asked and what became of it, and publishes', async () => {
    await desk.goto(`/admin/programs/${id}`);
    const asked = desk.getByRole('region', { name: '前回の修正のお願い' });
    await expect(asked).toContainText('加入者1万人未満の組合が参加できます。');
    await expect(asked).toContainText('対応済み');
    await approve(office, id);
    await expect.poll(async () => (await ask(request, `q=${word()}`)).result.map((found) => found.id)).toEqual([id]);
  });

  await test.step('a large change waits, the old content stays, and can be withdrawn', async () => {
    await page.goto(`${edit}/area`);
    await page.locator('[name="area_note"]').fill('島根県の東部');
    await tick(page, 'pref', '33');
    await page.getByRole('button', { name: '保存して一覧へ' }).click();
    await expect(page.getByText('次の項目が変わるため、事務局が確認します')).toBeVisible();
    await page.getByRole('button', { name: '変更の公開を申請する' }).click();
    await expect(page.getByText('事務局が確認しています。')).toBeVisible();
    await desk.goto(`/admin/programs/${id}`);
    await expect(desk.getByRole('region', { name: '公開中の内容との違い' })).toContainText('島根県の東部');
    await expectSound(desk);
    const reader = await (await another()).newPage();
    await reader.goto(`/programs/${id}`);
    await expect(reader.getByRole('main')).not.toContainText('島根県の東部');
    await approve(office, id);
    await reader.goto(`/programs/${id}`);
    await expect(reader.getByRole('main')).toContainText('島根県の東部');
    await expect(reader.getByRole('heading', { name: '更新履歴' }).last()).toBeVisible();
    await expectSound(reader);
  });

  await test.step('suspended it is gone with a word about it; resumed it is back', async () => {
    await desk.goto(`/admin/programs/${id}`);
    await desk.locator('#suspend [name="reason"]').fill('内容を確認しています。');
    await desk.locator('#suspend').getByRole('button').click();
    await expect(desk.getByText('公開を停止しました。')).toBeVisible();
    const reader = await (await another()).newPage();
    const answer = await reader.goto(`/programs/${id}`);
    expect(answer?.status()).toBe(410);
    await expectSound(reader);
    await page.goto(edit);
    await expect(page.getByText('内容を確認しています。')).toBeVisible();
    await desk.goto(`/admin/programs/${id}`);
    await desk.locator('#resume [name="reason"]').fill('問題はありませんでした。');
    await desk.locator('#resume').getByRole('button').click();
    await expect(desk.getByText('公開を再開しました。')).toBeVisible();
    expect((await reader.goto(`/programs/${id}`))?.status()).toBe(200);
  });

  await test.step('the history tells all of it', async () => {
    await page.goto(edit.replace(/edit$/, 'history'));
    for (const what of ['公開を申請しました', '差し戻されました', '公開しました', '公開を停止しました', '公開を再開しました']) {
      await expect(page.getByRole('cell', { name: what, exact: true }).first()).toBeVisible();
    }
    await expectSound(page);
  });

  await test.step('next year begins with a copy', async () => {
    await page.goto(edit);
    await page.getByRole('link', { name: '来年度の事業として複写する' }).click();
    await expectSound(page);
    await page.getByRole('button', { name: '複写する' }).click();
    await expect(page.getByText('昨年度の事業から下書きを作りました。')).toBeVisible();
    await expect(page.getByText('昨年度から変更：').first()).toBeVisible();
    await expectSound(page);
  });
});

test('申請は決まる前なら取り下げられる [ORG-13]', async ({ page, signIn }) => {
  await signIn('organiser');
  const edit = await writeProgram(page, `${word()}の取下げ`);
  await page.getByRole('button', { name: '公開を申請する' }).click();
  await page.getByRole('link', { name: '申請を取り下げる' }).first().click();
  await expectSound(page);
  await page.getByRole('button', { name: '取り下げる' }).click();
  await expect(page.getByText('申請を取り下げました。')).toBeVisible();
  await page.goto(`${edit}/basics`);
  await expect(page.locator('[name="title"]')).toHaveValue(`${word()}の取下げ`);
});

test('ほかの人が開いている項目が分かる [ORG-08]', async ({ page, context, another, signIn }) => {
  await signIn('organiser');
  const edit = await startProgram(context);
  const colleague = await another();
  await signIn('editor', colleague);
  const hers = await colleague.newPage();
  await hers.goto(`${edit}/contact`);
  await page.goto(edit);
  await expect(page.getByText(/編集中: .+（\d{2}:\d{2}〜）/)).toBeVisible();
  await page.goto(`${edit}/contact`);
  await expect(page.getByText(/編集中: .+（\d{2}:\d{2}〜）/)).toBeVisible();
  await expectSound(page);
  await hers.getByRole('button', { name: '保存して一覧へ' }).click();
  await page.goto(`${edit}/contact`);
  await expect(page.getByText(/編集中: /)).toHaveCount(0);
});

/** A day a week from now. */
function futureDue(): string {
  const day = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
}
