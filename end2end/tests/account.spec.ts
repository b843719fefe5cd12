// One's own account, and text that outlives a session (FORM-06, scenario 9 of the acceptance list).
import { expectAccessible, expectOutline, expectSound } from '../fixtures/inspect.ts';
import { startProgram } from '../fixtures/program.ts';
import { emailOf, expect, hasScripts, PASSWORD, test } from '../fixtures/test.ts';

const SESSION = 'kyodo-session';

test('長い文章の途中でログインが切れても、ログインした後に文章がある [FORM-06]', async ({ page, context, signIn, guard }) => {
  // With scripts an autosave may notice the end first.
  guard.expectStatus(401);
  await signIn('organiser');
  const edit = await startProgram(context);
  await page.goto(`${edit}/purpose`);
  const text = '三十分かけて書いた文章です。\n「引用」と<記号>も残ります。';
  await page.locator('#content').fill(text);
  await context.clearCookies({ name: SESSION });
  await page.getByRole('button', { name: '保存して一覧へ' }).click();
  await expect(page).toHaveURL(/\/login\?back=/);
  await expect(page.getByText('入力内容は保存してあります。')).toBeVisible();
  await expectAccessible(page);
  await page.locator('#email').fill(emailOf('organiser'));
  await page.locator('#password').fill(PASSWORD);
  await page.locator('main').getByRole('button', { name: 'ログイン', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('入力内容を復元しました');
  await expect(page.getByText('三十分かけて書いた文章です。')).toBeVisible();
  await expectAccessible(page);
  await expectOutline(page);
  await page.locator('main').getByRole('button', { name: '続ける' }).click();
  await expect(page).toHaveURL(new RegExp(`${edit}$`));
  await page.goto(`${edit}/purpose`);
  await expect(page.locator('#content')).toHaveValue(text);
});

test('アカウントの情報を見て、氏名とメールアドレスの変更に進む', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.goto('/my');
  await page.getByRole('link', { name: 'アカウントを開く' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('アカウント');
  await expectAccessible(page);
  await expectOutline(page);
  await page.getByRole('link', { name: 'メールアドレスを変更する' }).click();
  await page.locator('#email').fill('new-viewer@example.jp');
  await page.getByRole('button', { name: '確認のメールを送る' }).click();
  await expect(page.getByText('確認のメールを送りました。')).toBeVisible();
  await expect(page.getByRole('cell', { name: emailOf('viewer') })).toBeVisible();
});

for (const [path, lang] of [
  ['/my/account', 'ja'],
  ['/my/account/name', 'ja'],
  ['/my/account/email', 'ja'],
  ['/my/account/password', 'ja'],
  ['/my/account/sessions', 'ja'],
  ['/password/forgotten', 'ja'],
  ['/password/forgotten?sent', 'ja'],
  ['/en/my/account', 'en'],
  ['/en/my/account/sessions', 'en'],
  ['/en/my/account/password', 'en'],
  ['/en/password/forgotten', 'en'],
] as const) {
  test(`${path} は誰にでも使える`, async ({ page, signIn }) => {
    await signIn('editor');
    await page.goto(path);
    await expectSound(page, lang);
  });
}

test('推測されやすい新しいパスワードは断られ、理由と直し方が分かる', async ({ page, signIn, guard }) => {
  guard.expectStatus(422);
  await signIn('editor');
  await page.goto('/my/account/password');
  await expectAccessible(page);
  await page.locator('#new-password').fill('password1234');
  await page.getByRole('button', { name: '変更する' }).click();
  await expect(page).toHaveTitle(/^エラー/);
  await expect(page.locator('#error-summary')).toContainText('推測されやすいパスワードです');
  await expectAccessible(page);
});

test('ほかの端末のログインを終わらせる', async ({ page, another, signIn }) => {
  await signIn('secretariat');
  const elsewhere = await another();
  await signIn('secretariat', elsewhere);
  await page.goto('/my/account/sessions');
  await expect(page.getByText('この端末')).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'ほかの端末をすべてログアウトさせる' }).click();
  await expect(page.getByText('ほかの端末をすべてログアウトさせました。')).toBeVisible();
  const theirs = await elsewhere.newPage();
  await theirs.goto('/my');
  await expect(theirs).toHaveURL(/\/login/);
});

test('忘れたパスワードの再設定を頼める。使えないリンクはそう言う', async ({ page, guard }) => {
  guard.expectStatus(410);
  await page.goto('/login');
  // Shown where it can do something, and only there.
  await expect(page.getByRole('button', { name: 'パスワードを表示' })).toHaveCount(hasScripts() ? 1 : 0);
  await page.getByRole('link', { name: 'パスワードを忘れた方' }).click();
  await expectAccessible(page);
  await page.locator('#email').fill('nobody@example.jp');
  await page.getByRole('button', { name: 'リンクを送る' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('メールを確認してください');
  await expectAccessible(page);
  await page.goto(`/password/reset/${'0'.repeat(64)}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('このリンクは使えなくなりました');
});
