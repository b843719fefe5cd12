// Joining a program: found, asked for, approved, decided by the society, confirmed; both sides read the same history and
// everybody hears of it by mail. Not eligible, several answers at once, and questions from outside (INS-03, INS-04,
// ORG-05, PUB-04, W4, W13).
import { expectSound, expectSoundInBoth } from '../fixtures/inspect.ts';
import { answer, find, history } from '../fixtures/joining.ts';
import { expect, linkIn, test } from '../fixtures/mailbox.ts';
import { emailOf } from '../fixtures/test.ts';

/** Of the society in Osaka, for anybody in the country; the society in Tokyo was declined once. */
const OPEN = 'オンライン禁煙プログラム共同実施（遠隔診療6か月コース）';
/** Of the society in Tokyo, for societies below 10,000 members; others have asked already. */
const SMALL = 'ひとり担当者のためのデータヘルス実務研修（全6回・オンライン）';

test('申し込み、承認され、機関決定を記録し、確定する。両者が同じ経過を読む', async ({ page, signIn, another, mailbox, guard }) => {
  test.setTimeout(180_000);
  guard.expectStatus(422);
  const theirs = await another();
  const organiser = await theirs.newPage();
  await signIn('organiser');
  await signIn('osaka', theirs);

  await test.step('found among what the society can join', async () => {
    await page.goto('/programs');
    await expectSoundInBoth(page);
    await page.goto('/programs?fit=1');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('自組合が参加できる');
    await expectSoundInBoth(page);
    await find(page, OPEN, '&fit=1');
    await expect(page.getByText('参加できます').first()).toBeVisible();
    await expectSoundInBoth(page);
  });

  await test.step('asked for', async () => {
    await page.getByRole('link', { name: '参加を申し込む' }).click();
    await expectSoundInBoth(page);
    // Name and address of the person are known.
    await expect(page.locator('#email')).toHaveValue(emailOf('organiser'));
    await page.locator('#people').fill('たくさん');
    await page.getByRole('button', { name: '申し込む', exact: true }).click();
    await expect(page.locator('#error-summary')).toBeVisible();
    await expectSound(page);
    await page.locator('#people').fill('120');
    await page.getByLabel('参加条件・費用・データの取扱いを確認しました').check();
    await page.getByRole('button', { name: '申し込む', exact: true }).click();
    await expect(page.getByText('参加の申込みを受け付けました。')).toBeVisible();
    await expectSoundInBoth(page);
  });
  const own = new URL(page.url()).pathname;

  // The demo's own request of last time has sent the same mail.
  const words = `みずほ野精機健康保険組合が「${OPEN}」に参加を申し込みました`;
  await mailbox.take(emailOf('osaka'), words);
  const asked = await mailbox.take(emailOf('osaka'), words);
  await test.step('approved after a look at the mail', async () => {
    await organiser.goto(linkIn(asked, '/my/'));
    await expectSoundInBoth(organiser);
    await answer(organiser, /^参加を承認する/);
    await expect(organiser.getByText('への参加が承認されました').first()).toBeVisible();
    await expectSound(organiser);
    await organiser.getByRole('button', { name: '1件に回答する' }).click();
    await expect(organiser.getByText('1件に回答しました。')).toBeVisible();
    await expectSoundInBoth(organiser);
  });

  const offered = await mailbox.take(emailOf('organiser'), 'への参加が承認されました');
  await test.step('decided by the society', async () => {
    await page.goto(linkIn(offered, '/my/'));
    await expect(page).toHaveURL(new RegExp(`${own}$`));
    await page.getByRole('link', { name: '機関決定の記録' }).click();
    await expectSoundInBoth(page);
    await page.getByRole('button', { name: '記録して確定を依頼する' }).click();
    await expect(page.locator('#error-summary')).toContainText('決定日');
    await expectSound(page);
    await page.getByLabel('理事会', { exact: true }).check();
    await page.locator('[name="decided_on"]').fill('令和8年4月1日');
    await page.locator('[name="approver"]').fill('佐藤 美咲');
    await page.getByLabel('合意した', { exact: true }).check();
    await page.locator('[name="cost_yen"]').fill('12万円');
    await page.getByLabel('この事業のデータの取扱いを承諾します').check();
    await page.getByRole('button', { name: '記録して確定を依頼する' }).click();
    await expect(page.getByText('機関決定済み（確定待ち）').first()).toBeVisible();
    await expectSound(page);
  });

  const decided = await mailbox.take(emailOf('osaka'), 'への参加を機関決定しました');
  await test.step('confirmed', async () => {
    await organiser.goto(linkIn(decided, '/my/'));
    await expect(organiser.getByText('120,000')).toBeVisible();
    await answer(organiser, /^参加を確定する/);
    await organiser.getByRole('button', { name: '1件に回答する' }).click();
    await expect(organiser.getByText('1件に回答しました。')).toBeVisible();
  });

  await test.step('both read the same', async () => {
    await mailbox.take(emailOf('organiser'), 'への参加が確定しました');
    await page.goto(own);
    await expect(page.getByText('参加確定').first()).toBeVisible();
    await expectSoundInBoth(page);
    await organiser.goto(linkIn(decided, '/my/'));
    const lines = await history(page);
    // Declined once, and now the whole way.
    expect(lines).toHaveLength(6);
    expect(await history(organiser)).toEqual(lines);
    await page.goto('/my/participations');
    await expect(page.getByRole('row', { name: OPEN })).toContainText('参加確定');
    await expectSoundInBoth(page);
  });

  await test.step('left with a reason', async () => {
    await page.goto(own);
    await page.getByRole('link', { name: 'この事業から離脱する' }).click();
    await expectSoundInBoth(page);
    await page.getByRole('button', { name: '離脱' }).click();
    await expect(page.locator('#error-summary')).toBeVisible();
    await page.locator('[name="reason"]').fill('組合の統合のため');
    await page.getByRole('button', { name: '離脱' }).click();
    await expect(page.getByText('離脱', { exact: true }).first()).toBeVisible();
  });
});

test('条件に合わない組合は、どの条件かを読む [INS-03]', async ({ page, signIn }) => {
  await signIn('osaka');
  await page.goto(`/programs?q=${encodeURIComponent('ひとり担当者')}`);
  await expect(page.locator('.kj-card', { hasText: SMALL }).first()).toContainText('参加条件に合いません（加入者数）');
  await find(page, SMALL);
  await page.getByRole('link', { name: '参加を申し込む' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('参加条件に合わないため、申し込めません');
  await expect(page.getByRole('row', { name: /加入者数/ })).toContainText('合いません');
  await expect(page.getByRole('button', { name: '申し込む', exact: true })).toHaveCount(0);
  await expectSoundInBoth(page);
  await page.goto('/programs?fit=1');
  await expect(page.locator('.kj-card', { hasText: SMALL })).toHaveCount(0);
});

test('申込みの表を絞り込み、選んで見送り、表計算で受け取る [ORG-05]', async ({ page, signIn, guard }) => {
  test.setTimeout(90_000);
  guard.expectStatus(422);
  await signIn('organiser');
  await page.goto('/my/programs');
  await page.getByRole('link', { name: SMALL }).first().click();
  await page.getByRole('link', { name: '参加組合と申込み' }).click();
  await expectSoundInBoth(page);
  await page.getByLabel('状態で絞り込む').selectOption('requested');
  await page.getByRole('button', { name: '表示する' }).click();
  await expect(page.locator('tbody tr')).toHaveCount(1);

  await page.getByRole('button', { name: '内容を確かめる' }).click();
  await expect(page.locator('#error-summary')).toContainText('申込みを選んでください');
  await expectSound(page);
  await page.getByRole('checkbox').first().check();
  await page.getByLabel(/^見送る/).check();
  await page.locator('[name="reason"]').fill('今期は定員に達しました。');
  await page.getByRole('button', { name: '内容を確かめる' }).click();
  await expect(page.getByText('今期は定員に達しました。').first()).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: '1件に回答する' }).click();
  await expect(page.getByText('1件に回答しました。')).toBeVisible();

  for (const [name, type] of [
    ['CSV（UTF-8）', 'csv'],
    ['CSV（Shift_JIS）', 'csv'],
    ['Excel（XLSX）', 'xlsx'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name, exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${type}$`));
  }
});

test('問い合わせて番号を受け取り、回答がメールで届く [PUB-04]', async ({ page, another, signIn, mailbox, guard }) => {
  test.setTimeout(120_000);
  guard.expectStatus(422);
  const address = `asker-${test.info().project.name}@example.jp`;
  await find(page, SMALL);
  await page.getByRole('link', { name: '問い合わせる' }).click();
  await expectSoundInBoth(page);
  await page.getByRole('button', { name: '送信する' }).click();
  await expect(page.locator('#error-summary')).toBeVisible();
  await expectSound(page);
  await page.locator('#name').fill('田中 一郎');
  await page.locator('#email').fill(address);
  await page.locator('#text').fill('途中から参加できますか。');
  await page.getByRole('button', { name: '送信する' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('問い合わせを受け付けました');
  const number = /Q-\d{4}-\d+/.exec(await page.getByRole('main').innerText())?.[0] ?? '';
  expect(number).not.toBe('');
  await expectSoundInBoth(page);
  await mailbox.take(address, number);

  const context = await another();
  await signIn('organiser', context);
  const organiser = await context.newPage();
  const told = await mailbox.take(emailOf('organiser'), number);
  await organiser.goto(linkIn(told, '/my/'));
  if ((await organiser.getByRole('link', { name: number }).count()) > 0) {
    await expectSoundInBoth(organiser);
    await organiser.getByRole('link', { name: number }).click();
  }
  await expectSoundInBoth(organiser);
  await organiser.locator('[name="answer"]').fill('はい、いつでも参加できます。');
  await organiser.getByRole('button', { name: '回答する' }).click();
  await expect(organiser.getByText('回答を送りました')).toBeVisible();
  await expectSoundInBoth(organiser);
  const answered = await mailbox.take(address, number);
  expect(answered.text).toContain('いつでも参加できます');
});
