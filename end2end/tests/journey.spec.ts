// The whole way of issue "programs and participation" in one piece: written, sent back for one field, corrected, published,
// found, asked for, offered, decided by the other society, confirmed; both timelines agree, and every mail that leads on is
// read where it arrives (ORG-04, INS-03, INS-04, ORG-05; scenarios 4 and 5 of the acceptance list).
import type { Page } from '@playwright/test';

import { expectSound } from '../fixtures/inspect.ts';
import { answer, find, history } from '../fixtures/joining.ts';
import { expect, linkIn, test } from '../fixtures/mailbox.ts';
import { writeProgram } from '../fixtures/program.ts';
import { ask } from '../fixtures/search.ts';
import { approve } from '../fixtures/secretariat.ts';
import { emailOf, hasScripts } from '../fixtures/test.ts';

/** A day three weeks ahead, as people write it. */
const soon = (): string => {
  const day = new Date(Date.now() + 21 * 86_400_000);
  return `${day.getFullYear()}/${day.getMonth() + 1}/${day.getDate()}`;
};

/** Opens the link of a mail that begins with this path. */
async function follow(page: Page, mail: { text?: string }, path: string): Promise<void> {
  await page.goto(linkIn(mail as never, path));
}

test('下書きから差戻し、公開、検索、申込み、機関決定、確定まで、メールをたどって進む', async ({
  page,
  another,
  signIn,
  request,
  mailbox,
}) => {
  test.setTimeout(300_000);
  const word = hasScripts() ? '鶺鴒橋' : '翡翠淵';
  const title = `${word}の歩数記録を使った運動習慣づくり`;
  const [office, theirs] = [await another(), await another()];
  await signIn('organiser');
  await signIn('secretariat', office);
  await signIn('osaka', theirs);
  const desk = await office.newPage();
  const society = await theirs.newPage();

  const edit = await writeProgram(page, title, { area: { nationwide: ['1'], mode: ['online'] } });
  const id = Number(/\d+(?=\/edit)/.exec(edit)?.[0]);

  await test.step('asked for; the secretariat hears of it and sends back one field', async () => {
    await page.getByRole('button', { name: '公開を申請する' }).click();
    await expect(page.getByText('事務局が確認しています。')).toBeVisible();
    const asked = await mailbox.take(emailOf('secretariat'), `「${title}」の公開が申請されました`);
    await follow(desk, asked, '/admin/programs/');
    await expect(desk).toHaveURL(new RegExp(`/admin/programs/${id}`));
    await desk.locator('details', { has: desk.locator('#fix-summary') }).locator('summary').click();
    await desk.locator('#fix-summary').check();
    await desk.locator('input[name="reason-summary"][value="unclear"]').check();
    await desk.locator('[name="text-summary"]').fill('どの組合が参加できるかを書いてください。');
    await desk.locator('#return [name="due"]').fill(soon());
    await desk.locator('#return').getByRole('button', { name: '差し戻す' }).click();
    await expect(desk.getByText('差し戻しました。')).toBeVisible();
  });

  await test.step('the organiser hears of it, corrects the field and asks again', async () => {
    const returned = await mailbox.take(emailOf('organiser'), `「${title}」に修正のお願いが1件あります`);
    await follow(page, returned, '/my/programs/');
    await expect(page).toHaveURL(new RegExp(`${edit}$`));
    await page.locator('.kj-notice a[href$="#summary"]').click();
    await expect(page.getByText('どの組合が参加できるかを書いてください。')).toBeVisible();
    await page.locator('[name="summary"]').fill(`全国のどの組合も参加できます。${word}を歩く記録をつけます。`);
    await page.getByRole('button', { name: '保存して一覧へ' }).click();
    await page.getByRole('button', { name: '公開を申請する' }).click();
    await mailbox.take(emailOf('secretariat'), `「${title}」の公開が申請されました`);
    await approve(office, id);
    await mailbox.take(emailOf('organiser'), `「${title}」が公開されました`);
  });

  await test.step('found by words, by reading and among what the other society can join', async () => {
    await expect.poll(async () => (await ask(request, `q=${word}`)).result.map((found) => found.id)).toEqual([id]);
    await find(society, title, '&fit=1');
    await expect(society.getByText('参加できます').first()).toBeVisible();
    await expectSound(society);
  });

  await test.step('the other society asks to join', async () => {
    await society.getByRole('link', { name: '参加を申し込む' }).click();
    await society.locator('#people').fill('80');
    await society.getByLabel('参加条件・費用・データの取扱いを確認しました').check();
    await society.getByRole('button', { name: '申し込む', exact: true }).click();
    await expect(society.getByText('参加の申込みを受け付けました。')).toBeVisible();
  });
  const own = new URL(society.url()).pathname;

  await test.step('the organiser reads it and offers the place', async () => {
    const asked = await mailbox.take(emailOf('organiser'), `「${title}」に参加を申し込みました`);
    await follow(page, asked, '/my/');
    await answer(page, /^参加を承認する/);
    await page.getByRole('button', { name: '1件に回答する' }).click();
    await expect(page.getByText('1件に回答しました。')).toBeVisible();
  });

  await test.step('the approver of the society records its decision', async () => {
    const offered = await mailbox.take(emailOf('osaka'), `「${title}」への参加が承認されました`);
    expect(offered.text).toContain(title);
    await follow(society, offered, '/my/');
    await expect(society).toHaveURL(new RegExp(`${own}$`));
    await society.getByRole('link', { name: '機関決定の記録' }).click();
    await society.getByLabel('理事会', { exact: true }).check();
    await society.locator('[name="decided_on"]').fill('令和8年4月1日');
    await society.locator('[name="approver"]').fill('大阪 太郎');
    await society.getByLabel('合意した', { exact: true }).check();
    await society.locator('[name="cost_yen"]').fill('12万円');
    await society.getByLabel('この事業のデータの取扱いを承諾します').check();
    await society.getByRole('button', { name: '記録して確定を依頼する' }).click();
    await expect(society.getByText('機関決定済み（確定待ち）').first()).toBeVisible();
  });

  await test.step('the organiser confirms; both read the same history and nobody has anything left to do', async () => {
    const decided = await mailbox.take(emailOf('organiser'), `「${title}」への参加を機関決定しました`);
    await follow(page, decided, '/my/');
    await answer(page, /^参加を確定する/);
    await page.getByRole('button', { name: '1件に回答する' }).click();
    await expect(page.getByText('1件に回答しました。')).toBeVisible();
    await mailbox.take(emailOf('osaka'), `「${title}」への参加が確定しました`);
    await society.goto(own);
    await expect(society.getByText('参加確定').first()).toBeVisible();
    const theirLines = await history(society);
    expect(theirLines).toHaveLength(4);
    await follow(page, decided, '/my/');
    expect(await history(page)).toEqual(theirLines);
    await society.goto(`/programs/${id}`);
    await expectSound(society);
    for (const one of [page, society]) {
      await one.goto('/my');
      await expect(one.getByRole('region', { name: 'やること' }).filter({ hasText: title })).toHaveCount(0);
    }
  });
});
