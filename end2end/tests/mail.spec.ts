// What people do with mails of the portal, which come by SMTP: a forgotten password, an invitation (W8, W11, ADM-12).
import { expectSound } from '../fixtures/inspect.ts';
import { expect, linkIn, test } from '../fixtures/mailbox.ts';
import { emailOf, PASSWORD } from '../fixtures/test.ts';

const FRESH = '桜並木を歩くと気持ちがよい朝';

test('忘れたパスワードをメールのリンクで決め直し、前のものでは入れなくなる', async ({ page, another, signIn, mailbox, guard }) => {
  guard.expectStatus(410, 422);
  const old = await another();
  await signIn('viewer', old);
  await page.goto('/login');
  await page.getByRole('link', { name: 'パスワードを忘れた方' }).click();
  await page.locator('#email').fill(emailOf('viewer'));
  await page.getByRole('button', { name: 'リンクを送る' }).click();

  const mail = await mailbox.take(emailOf('viewer'), 'パスワードの再設定');
  const link = linkIn(mail, '/password/reset/');
  await page.goto(link);
  await expectSound(page);
  await page.locator('#new-password').fill(FRESH);
  await page.getByRole('button', { name: 'パスワードを設定する' }).click();
  await expect(page.getByText('新しいパスワードを設定しました')).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('このリンクは使えなくなりました');

  // Everybody who was signed in with the old one is out.
  const theirs = await old.newPage();
  await theirs.goto('/my');
  await expect(theirs).toHaveURL(/\/login/);
  for (const [password, done] of [[PASSWORD, false], [FRESH, true]] as const) {
    await page.goto('/login');
    await page.locator('#email').fill(emailOf('viewer'));
    await page.locator('#password').fill(password);
    await page.getByRole('button', { name: 'ログイン', exact: true }).click();
    if (done) await expect(page).toHaveURL(/\/my/);
    else await expect(page.locator('#error-summary')).toBeVisible();
  }
});

test('メールで招かれた人がアカウントを作り、権限どおりに働ける', async ({ page, another, signIn, mailbox, guard }) => {
  guard.expectStatus(403);
  await signIn('admin');
  await page.goto('/my/organization/members/invite');
  await page.locator('#emails').fill('shinjin@example.jp');
  await page.getByLabel('作成', { exact: true }).check();
  await page.getByRole('button', { name: '招待を送る' }).click();
  await expect(page.getByText('招待のメールを送りました')).toBeVisible();
  await expectSound(page);

  const mail = await mailbox.take('shinjin@example.jp', 'への招待');
  const newcomer = await (await another()).newPage();
  await newcomer.goto(linkIn(mail, '/invitations/'));
  await expectSound(newcomer);
  await newcomer.locator('#name').fill('新井 真人');
  await newcomer.locator('#password').fill(FRESH);
  await newcomer.getByRole('button', { name: '登録して承諾する' }).click();
  await expect(newcomer.getByText('招待を承諾しました')).toBeVisible();
  await newcomer.goto('/my/programs/new');
  await expect(newcomer.getByRole('button', { name: '登録をはじめる' })).toBeVisible();
  await newcomer.goto('/my/organization/members/invite');
  await expect(newcomer.getByRole('button', { name: '招待を送る' })).toHaveCount(0);
  await page.goto('/my/organization/members');
  await expect(page.getByText('新井 真人').first()).toBeVisible();
});
