// A call from its first word to its readers: an officer writes it, another person publishes it, a society finds it and sees
// whether it fits (W6, W30, FORM-08). Runs with and without scripts.
import { expectSound } from '../fixtures/inspect.ts';
import { enter, expect, test } from '../fixtures/test.ts';

/** A day so many days from now, as people write it. */
function day(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

test('担当官が公募を作り、決裁者が公開し、だれでも読める [W30, W6]', async ({ page, another, guard }) => {
  test.setTimeout(240_000);
  guard.expectStatus(422);
  const code = `T${Date.now() % 100_000_000}`;
  const title = `共同化支援の公募 ${code}`;
  const officer = await enter(await another(), 'officer@example.jp');
  await officer.goto('/admin/calls');
  await expectSound(officer);
  await officer.getByRole('link', { name: '新しい公募を作る' }).click();
  await officer.getByRole('button', { name: '作成する' }).click();
  await expect(officer.locator('#error-summary')).toBeVisible();
  await expectSound(officer);
  const year = new Date(Date.now() + 60 * 86_400_000 - 90 * 86_400_000).getUTCFullYear();
  await officer.locator('#code').fill(code);
  await officer.locator('#year').fill(`${year}年度`);
  await officer.locator('#title').fill(title);
  await officer.getByRole('button', { name: '作成する' }).click();
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText(title);
  await expectSound(officer);
  const home = new URL(officer.url()).pathname;

  await officer.goto(`${home}/dates`);
  await officer.locator('#open_day').fill(day(3));
  await officer.locator('#close_day').fill(day(30));
  await officer.locator('#project_from').fill(`${year}-04-01`);
  await officer.locator('#project_to').fill('いつか');
  await officer.getByRole('button', { name: '保存して次へ' }).click();
  await expect(officer.locator('#error-summary')).toBeVisible();
  await expect(officer.locator('#project_to')).toHaveValue('いつか');
  await expectSound(officer);
  await officer.locator('#project_to').fill(`令和${year - 2017}年3月31日`);
  await officer.getByRole('button', { name: '保存して次へ' }).click();
  await expect(officer).toHaveURL(/\/eligibility$/);
  await expectSound(officer);
  await officer.goto(`${home}/money`);
  await officer.locator('#cap').fill('1,000万円');
  await officer.getByRole('button', { name: '保存して次へ' }).click();
  await expectSound(officer);
  await officer.goto(`${home}/reports`);
  await officer.locator('#report_by').fill(`${year + 1}-04-10`);
  await officer.getByRole('button', { name: '保存して一覧へ' }).click();

  // A row of the score sheet more, and gone again.
  await officer.goto(`${home}/sheet`);
  await expectSound(officer);
  await officer.getByRole('button', { name: '保存して評価項目を増やす' }).click();
  await officer.locator('#criterion9_name').fill('普及への工夫');
  await officer.getByRole('button', { name: '評価項目9を削除して保存' }).click();
  await expect(officer.locator('#criterion9_name')).toHaveCount(0);

  // A question of this call's own.
  await officer.goto(`${home}/form`);
  await expectSound(officer);
  await officer.getByRole('link', { name: '質問を加える' }).first().click();
  await expectSound(officer);
  await officer.locator('#label_ja').fill('共同で使う会場はありますか');
  await officer.locator('input[name="kind"][value="yes-no"]').check();
  await officer.getByRole('button', { name: '保存する' }).click();
  await expect(officer.getByRole('status')).toContainText('保存しました');

  await officer.goto(`${home}/preview`);
  await expectSound(officer);
  await officer.goto(`${home}/publish`);
  await expectSound(officer);
  await officer.getByRole('button', { name: '公開を依頼する' }).click();
  await expect(officer.getByRole('status')).toContainText('依頼しました');

  const approver = await enter(await another(), 'officer-approver@example.jp');
  await approver.goto(`${home}/publish`);
  await expectSound(approver);
  await approver.getByRole('button', { name: '公開する' }).click();
  await expect(approver.getByRole('status')).toContainText('公開しました');

  await page.goto('/calls');
  await expectSound(page);
  await page.getByRole('link', { name: title }).click();
  await expect(page.locator('main')).toContainText('サーバー時刻で判定します');
  await expect(page.locator('main')).toContainText('共同で使う会場はありますか');
  await expectSound(page);
  await page.goto(`/en${new URL(page.url()).pathname}`);
  await expectSound(page, 'en');
  await page.goto('/en/calls');
  await expectSound(page, 'en');

  // It can be cancelled, with a reason that readers see.
  await approver.goto(`${home}/end/cancel`);
  await expectSound(approver);
  await approver.locator('#reason').fill('試験のため');
  await approver.getByRole('button', { name: '公募を中止する' }).click();
  await expect(approver.getByRole('status')).toContainText('状態を変更しました');
});

test('四つの質問で応募できる公募が分かる [FORM-15]', async ({ page, signIn, guard }) => {
  guard.expectStatus(422);
  await page.goto('/calls/fit');
  await expectSound(page);
  await page.getByRole('button', { name: '調べる' }).click();
  await expect(page.locator('#error-summary')).toBeVisible();
  await expectSound(page);
  await page.locator('#kind').selectOption('kenpo');
  await page.locator('#members').fill('12,000');
  await page.locator('#partners').fill('0');
  await page.locator('#small').fill('0');
  await page.getByRole('button', { name: '調べる' }).click();
  await expect(page.locator('main')).toContainText('あと1足りません');
  await expect(page.locator('main')).toContainText('このままでは応募できません');
  await expectSound(page);
  await page.locator('#partners').fill('3');
  await page.locator('#small').fill('3');
  await page.getByRole('button', { name: '調べる' }).click();
  await expect(page.locator('main')).toContainText('応募できます');
  await signIn('osaka');
  await page.goto('/calls/fit');
  await expect(page.locator('#kind')).toHaveValue('kenpo');
  await expect(page.locator('#members')).not.toHaveValue('');
  await page.goto('/en/calls/fit');
  await expectSound(page, 'en');
});
