// Pages of organisations, people and administration: each is sound in both languages, with and without scripts.
import { expectSound } from '../fixtures/inspect.ts';
import { type Role, expect, test } from '../fixtures/test.ts';

const PAGES: [Role, string[]][] = [
  [
    'admin',
    [
      '/my',
      '/my/organization',
      '/my/organization/edit/basics',
      '/my/organization/members',
      '/my/organization/members/invite',
      '/my/organization/audit',
    ],
  ],
  [
    'secretariat',
    ['/admin', '/admin/organizations', '/admin/organizations/import', '/admin/organizations/1', '/admin/audit', '/admin/users'],
  ],
  ['sysadmin', ['/admin', '/admin/users', '/admin/users/1', '/admin/users/invite', '/admin/mails']],
];

for (const [role, paths] of PAGES) {
  for (const path of paths) {
    test(`${role}の${path}は誰にでも使える [ADM-11, ADM-12, INS-02, INS-06]`, async ({ page, signIn }) => {
      await signIn(role);
      await page.goto(path);
      await expectSound(page);
      await page.goto(`/en${path}`);
      await expectSound(page, 'en');
    });
  }
}

test('利用登録：空のまま送ると何を直すか分かり、書いた内容は残る', async ({ page, guard }) => {
  guard.expectStatus(422);
  await page.goto('/register');
  await expectSound(page);
  await page.locator('main').getByRole('textbox').first().fill('0613990');
  await page.locator('main form').getByRole('button').last().click();
  await expect(page.locator('#error-summary')).toBeVisible();
  await expect(page.locator('main').getByRole('textbox').first()).toHaveValue('0613990');
  await expectSound(page);
});

test('組織を見つけて公開の情報を読む', async ({ page }) => {
  await page.goto('/organizations/1');
  await expectSound(page);
});

test('応募の一覧：表示・列・絞り込みは住所に残り、同じ一覧を出力できる [ADM-01, ADM-09]', async ({ page, signIn }) => {
  await signIn('officer');
  await page.goto('/admin/applications');
  await expectSound(page);
  await page.getByRole('link', { name: /^すべて \(\d+\)$/ }).click();
  await expect(page).toHaveURL(/view=all/);
  await page.locator('main summary', { hasText: '表示する項目' }).click();
  await page.getByRole('checkbox', { name: '構成組合数' }).check();
  await page.getByRole('checkbox', { name: '経過' }).uncheck();
  await expectSound(page);
  await page.getByRole('button', { name: '表示する', exact: true }).click();
  await expect(page.getByRole('columnheader', { name: '構成組合数' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: '経過' })).toHaveCount(0);
  // One application by its number: others may come in meanwhile.
  const number = (await page.locator('main tbody tr td').first().innerText()).trim();
  await page.getByLabel('受付番号・事業名・代表組合').fill(number);
  await page.getByRole('button', { name: '表示する', exact: true }).click();
  await expect(page.locator('main tbody tr')).toHaveCount(1);

  // Opened again by its address, the list is the same; the file holds its rows and the headings.
  await page.goto(page.url());
  await expect(page.locator('main tbody tr')).toHaveCount(1);
  const href = (await page.getByRole('link', { name: 'CSV（UTF-8）' }).getAttribute('href')) ?? '';
  const file = await page.request.get(href);
  const text = await file.text();
  expect(text).toContain('"構成組合数"');
  expect(text).not.toContain('"経過"');
  expect(text.trimEnd().split('\r\n')).toHaveLength(2);

  // Both ways of the browser keep their own list, and keep it no longer.
  const name = `全件の一覧 ${test.info().project.name}`;
  await page.locator('main summary', { hasText: '今の表示を保存する' }).click();
  await page.getByLabel('表示の名前').fill(name);
  await page.getByRole('button', { name: '保存する', exact: true }).click();
  await expect(page.getByRole('link', { name: `${name} (1)` })).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: `「${name}」を削除する` }).click();
  await expect(page.getByRole('link', { name: new RegExp(name) })).toHaveCount(0);
  await page.goto('/en/admin/applications?view=all&columns=answer-by');
  await expectSound(page, 'en');
});
