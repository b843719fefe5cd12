// Messages between an organiser and a society, the notices about them, and the mail that can be stopped with one press
// (INS-01, INS-04, INS-05, ORG-05, ORG-11).
import { expectSound } from '../fixtures/inspect.ts';
import { expect, linkIn, test } from '../fixtures/mailbox.ts';
import { emailOf } from '../fixtures/test.ts';

test('組合が主催者に書き、主催者がメールで知って答え、既読が分かる [INS-04, ORG-11]', async ({
  page,
  another,
  signIn,
  mailbox,
  guard,
}) => {
  test.setTimeout(90_000);
  guard.expectStatus(422);
  const office = await another();
  await signIn('organiser', office);
  const organiser = await office.newPage();
  await organiser.goto('/my/programs');
  const program = await organiser.getByRole('link', { name: /の公開ページ$/ }).first().getAttribute('href');

  await signIn('osaka');
  await page.goto(program ?? '');
  await page.getByRole('link', { name: '主催者にメッセージを送る' }).click();
  const question = '何人から参加できますか。';
  await page.locator('#message').fill('');
  await page.getByRole('button', { name: '送信する' }).click();
  await expect(page.locator('#error-summary')).toBeVisible();
  await expectSound(page);
  await page.locator('#message').fill(question);
  await page.getByRole('button', { name: '送信する' }).click();
  await expect(page.getByText(question)).toBeVisible();
  await expectSound(page);
  const thread = new URL(page.url()).pathname;

  const mail = await mailbox.take(emailOf('organiser'), 'メッセージ');
  expect(mail.text).not.toContain(question);
  await organiser.goto(linkIn(mail, '/my/'));
  await expect(organiser.getByText(question)).toBeVisible();
  await organiser.locator('#message').fill('百人からです。');
  await organiser.getByRole('button', { name: '送信する' }).click();
  await expect(organiser.getByText('百人からです。').last()).toBeVisible();

  await page.goto('/my');
  await expectSound(page);
  await page.goto('/my/notices');
  await expectSound(page);
  await page.goto(thread);
  await expect(page.getByText('既読：').first()).toBeVisible();
  await page.goto('/my/threads');
  await expectSound(page);
  await page.goto('/en/my/threads');
  await expectSound(page, 'en');
});

test('メッセージのメールをリンク一つで止め、設定で戻す [INS-05, ALRT-04]', async ({ page, another, signIn, mailbox }) => {
  test.setTimeout(90_000);
  const society = await another();
  await signIn('osaka', society);
  const writer = await society.newPage();
  await signIn('organiser');
  await page.goto('/my/programs');
  const program = await page.getByRole('link', { name: /の公開ページ$/ }).nth(1).getAttribute('href');
  await writer.goto(program ?? '');
  await writer.getByRole('link', { name: '主催者にメッセージを送る' }).click();
  await writer.locator('#message').fill('資料をください。');
  await writer.getByRole('button', { name: '送信する' }).click();

  // Without signing in, as from any device.
  const mail = await mailbox.take(emailOf('organiser'), 'メッセージ');
  const elsewhere = await (await another()).newPage();
  await elsewhere.goto(linkIn(mail, '/unsubscribe/'));
  await expectSound(elsewhere);
  await elsewhere.getByRole('button', { name: '配信を止める' }).click();
  await expect(elsewhere.getByText('のメールを止めました')).toBeVisible();

  await page.goto('/my/account/notices');
  await expectSound(page);
  await page.goto('/en/my/account/notices');
  await expectSound(page, 'en');
  // The notice itself is in the inbox all the same.
  await page.goto('/my/notices');
  await page.getByRole('link', { name: /メッセージが届きました/ }).first().click();
  await expect(page.getByText('資料をください。')).toBeVisible();
});
