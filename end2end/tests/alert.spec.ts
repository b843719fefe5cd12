// News of searches by mail: asked for without an account, confirmed, changed and ended by links; kept with an account
// (ALRT-01 to ALRT-04). Mails come through a real mail server.
import { expectSound } from '../fixtures/inspect.ts';
import { expect, linkIn, test } from '../fixtures/mailbox.ts';

test('アカウントなしで新着を申し込み、メールで確認し、変え、止める [ALRT-02, ALRT-04]', async ({ page, mailbox, guard }) => {
  guard.expectStatus(422);
  const address = `reader-${test.info().project.name}@example.jp`;
  await page.goto('/programs?q=禁煙&pref=13');
  await page.getByRole('link', { name: 'この条件を保存して通知を受け取る' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('新着をメールで受け取る');
  await expectSound(page);

  // A wrong address keeps everything else.
  await page.locator('#email').fill('reader＠');
  await page.getByLabel('週1回（月曜の朝7時）').check();
  await page.getByRole('button', { name: '確認のメールを送る' }).click();
  await expect(page.locator('#error-summary')).toBeVisible();
  await expect(page.getByLabel('週1回（月曜の朝7時）')).toBeChecked();
  await expect(page.getByText('「禁煙」を含む')).toBeVisible();
  await expectSound(page);

  await page.locator('#email').fill(address);
  await page.getByRole('button', { name: '確認のメールを送る' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('確認のメールを送りました');
  await expectSound(page);

  const mail = await mailbox.take(address, '登録を完了してください');
  expect(mail.html).toContain('登録を完了する');
  await page.goto(linkIn(mail, '/alerts/'));
  await page.getByRole('button', { name: '登録を完了する' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('登録しました');
  await expectSound(page);
  await page.getByRole('link', { name: 'お知らせの管理を開く' }).click();
  await expectSound(page);

  await page.getByRole('button', { name: /停止/ }).first().click();
  await expect(page.getByText('お知らせを停止しました')).toBeVisible();
  await page.getByRole('button', { name: /再開/ }).first().click();
  await expect(page.getByText('お知らせを再開しました')).toBeVisible();
  await expectSound(page);
});

test('ログインして条件を保存し、名前を変え、消す [ALRT-01]', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.goto('/programs?q=受診勧奨&pref=27');
  await page.getByRole('link', { name: 'この条件を保存して通知を受け取る' }).first().click();
  const name = `大阪の受診勧奨 ${test.info().project.name}`;
  await page.locator('#name').fill(name);
  await expectSound(page);
  await page.getByRole('button', { name: '保存する', exact: true }).click();
  await expect(page.getByText('条件を保存しました')).toBeVisible();
  await expectSound(page);

  await page.getByRole('link', { name: `「${name}」を変更` }).click();
  await page.locator('#name').fill(`${name} 2`);
  await expectSound(page);
  await page.getByRole('button', { name: '変更を保存する' }).click();
  await expect(page.getByText('変更を保存しました')).toBeVisible();

  await page.getByRole('link', { name: `「${name} 2」を削除` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('保存した条件を削除しますか');
  await expectSound(page);
  await page.getByRole('button', { name: '削除', exact: true }).click();
  await expect(page.getByText('条件を削除しました')).toBeVisible();
  await expect(page.getByText(`${name} 2`)).toHaveCount(0);
});
