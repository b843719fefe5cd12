// From the opening of a call to the receipt: an officer opens a call, a consortium whose members are fixed applies, two people
// edit, an approver gives it back once and then submits, the office sends it back, it is submitted again (W15 to W22, W30,
// BUDG-01 to BUDG-05, FORM-16, FORM-17). The amounts are those of a calculation by hand. Runs with and without scripts.
import type { Page } from '@playwright/test';

import { agree } from '../fixtures/consortium.ts';
import { expectSound } from '../fixtures/inspect.ts';
import { enter, expect, test } from '../fixtures/test.ts';

const TEXT = '健診の結果を根拠として、具体的に書いた文章です。';

/** A day so many days from now in Japan. */
function day(days: number): string {
  return new Date(Date.now() + days * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10);
}

/**
 * Opens a call: the demo's with its questions, at two thirds of at most 1,000,000 yen. Gives its address.
 */
async function openCall(officer: Page, chief: Page): Promise<string> {
  const [calendar, month] = day(0).split('-').map(Number) as [number, number];
  const year = month >= 4 ? calendar : calendar - 1;
  await officer.goto('/admin/calls/new?from=1');
  await officer.locator('#code').fill(`A${Date.now() % 100_000_000}`);
  await officer.locator('#year').fill(`${year}年度`);
  await officer.locator('#title').fill('三分の二の公募');
  await officer.getByRole('button', { name: '作成する' }).click();
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText('三分の二の公募');
  const home = new URL(officer.url()).pathname;
  const sections: [string, Record<string, string>][] = [
    [
      'dates',
      {
        open_day: day(-1),
        close_day: day(30),
        project_from: day(0),
        project_to: `${year + 1}-03-31`,
        briefing: '',
      },
    ],
    ['money', { rate: '2/3', cap: '100万円' }],
    ['reports', { report_by: `${year + 1}-04-10` }],
  ];
  for (const [section, fields] of sections) {
    await officer.goto(`${home}/${section}`);
    if (section === 'money') await officer.locator('[name="allocation"][value="rate"]').check();
    for (const [name, value] of Object.entries(fields)) await officer.locator(`#${name}`).fill(value);
    await officer.getByRole('button', { name: '保存して一覧へ' }).click();
    await expect(officer).toHaveURL(new RegExp(`${home}(\\?.*)?$`));
  }
  await officer.goto(`${home}/publish`);
  await officer.getByRole('button', { name: '公開を依頼する' }).click();
  await chief.goto(`${home}/publish`);
  await chief.getByRole('button', { name: '公開する' }).click();
  await expect(chief.getByRole('status')).toContainText('公開しました');
  const call = home.replace('/admin', '');
  // The clock opens it.
  await expect(async () => {
    await officer.goto(call);
    await expect(officer.locator('main')).toContainText('受付中', { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  return `${call}/apply`;
}

/** Forms a consortium of four societies and fixes its members. Its period is wider than any call's. */
async function formConsortium(lead: Page, members: Map<string, Page>, name: string): Promise<void> {
  await lead.goto('/my/consortia/new');
  await lead.locator('#name').fill(name);
  await lead.locator('#aim').fill('運動不足を改めます。');
  await lead.locator('#period_from').fill('2026-04-01');
  await lead.locator('#period_to').fill('2035-03-31');
  await lead.getByLabel('均等割').check();
  await lead.locator('#cost').fill('473,999');
  await lead.getByLabel('なし').check();
  await lead.locator('#publication').check();
  await lead.getByRole('button', { name: '結成する' }).click();
  const home = new URL(lead.url()).pathname;
  for (const number of members.keys()) {
    await lead.goto(`${home}/invite?q=${number}`);
    await lead.locator('main').getByRole('link', { name: /招待に進む$/ }).click();
    await lead.getByRole('button', { name: '招待する' }).click();
  }
  for (const page of [lead, ...members.values()]) await agree(page, home);
  await lead.goto(home);
  await lead.getByRole('link', { name: '構成を確定する' }).click();
  await lead.getByRole('button', { name: '構成を確定する' }).click();
  await expect(lead.locator('main')).toContainText('構成確定');
}

async function fill(page: Page, home: string, section: string, fields: Record<string, string>): Promise<void> {
  await page.goto(`${home}/${section}`);
  await expectSound(page);
  for (const [name, value] of Object.entries(fields)) await page.locator(`#${name}`).fill(value);
}

/** Answers what the demo call asks; a question with a condition is hidden by scripts and says its condition without them. */
async function answerQuestions(page: Page, home: string): Promise<void> {
  await page.goto(home);
  await page.getByRole('link', { name: '共同化の必要性' }).click();
  await expectSound(page);
  await page.getByLabel('費用の削減').check();
  await page.getByLabel('単独では実施が難しい理由').fill(TEXT);
  await page.getByRole('button', { name: '保存して次へ' }).click();
  await expect(page.locator('h1')).toHaveText('中小規模の組合への配慮');
  await page.getByLabel('いいえ').check();
  await page.getByRole('button', { name: '保存して次へ' }).click();
  await expect(page.locator('h1')).toHaveText('他の補助金との関係');
  await page.getByLabel('はい').check();
  await expect(page.getByLabel('その補助金の額')).toBeVisible();
  await page.getByLabel('その補助金の額').fill('たくさん');
  await page.getByRole('button', { name: '保存して一覧へ' }).click();
  await expect(page.locator('#error-summary')).toContainText('「その補助金の額」');
  await expectSound(page);
  await page.getByLabel('いいえ').check();
  await page.getByRole('button', { name: '保存して一覧へ' }).click();
  await expect(page).toHaveURL(new RegExp(`${home}$`));
}

async function saveToList(page: Page, home: string): Promise<void> {
  await page.getByRole('button', { name: '保存して一覧へ' }).click();
  await expect(page).toHaveURL(new RegExp(`${home}$`));
}

test('構成を確定したコンソーシアムで応募し、承認者が差し戻してから提出する [FORM-16, FORM-17, BUDG-03]', async ({
  another,
  guard,
}) => {
  test.setTimeout(300_000);
  guard.expectStatus(409, 422);
  const editor = await enter(await another(), 'editor@example.jp');
  const approver = await enter(await another(), 'organiser@example.jp');
  const officer = await enter(await another(), 'officer@example.jp');
  const member = await enter(await another(), 'kyoto@example.jp');
  const members = new Map([
    ['06269914', member],
    ['06279897', await enter(await another(), 'osaka@example.jp')],
    ['06409916', await enter(await another(), 'fukuoka@example.jp')],
  ]);
  const call = await openCall(officer, await enter(await another(), 'officer-approver@example.jp'));
  const name = `歩いて健康 ${Date.now()}`;
  await formConsortium(approver, members, name);

  await editor.goto(call);
  await expectSound(editor);
  await editor.goto(`/en${call}`);
  await expectSound(editor, 'en');
  await editor.goto(call);
  await editor.getByLabel(name).check();
  await editor.getByRole('button', { name: '応募を始める' }).click();
  await expectSound(editor);
  const home = new URL(editor.url()).pathname;
  await expect(editor.locator('main')).toContainText('まだ提出されていません');

  await fill(editor, home, 'outline', {});
  await expect(editor.locator('#title')).toHaveValue(name);
  await saveToList(editor, home);
  await fill(editor, home, 'background', { background: TEXT, targets: TEXT });
  await expect(editor.locator('#purpose')).toHaveValue('運動不足を改めます。');
  await saveToList(editor, home);

  // Two people change the same field: the second sees both texts and keeps the first's.
  await approver.goto(`${home}/background`);
  await expectSound(approver);
  await fill(editor, home, 'background', { targets: `${TEXT}作成者の追記。` });
  await saveToList(editor, home);
  await approver.locator('#targets').fill(`${TEXT}承認者の追記。`);
  await approver.getByRole('button', { name: '保存して一覧へ' }).click();
  await expect(approver.locator('main')).toContainText('作成者の追記。');
  await expect(approver.locator('main')).toContainText('承認者の追記。');
  await expectSound(approver);
  await approver.locator('[name="keep-targets"][value="theirs"]').check();
  await saveToList(approver, home);
  await approver.goto(`${home}/background`);
  await expect(approver.locator('#targets')).toHaveValue(`${TEXT}作成者の追記。`);

  await fill(editor, home, 'content', { content: TEXT, method: TEXT });
  await saveToList(editor, home);

  // A month outside of the period is refused in words; the typed text stays.
  await fill(editor, home, 'schedule', { task1_title: '参加者の募集', task1_from: '2020-01' });
  await editor.getByRole('button', { name: '保存して一覧へ' }).click();
  await expect(editor.locator('#error-summary')).toBeVisible();
  await expect(editor.locator('#task1_title')).toHaveValue('参加者の募集');
  await expectSound(editor);
  await editor.goto(`${home}/outline`);
  const first = await editor.locator('#period_from').inputValue();
  await fill(editor, home, 'schedule', { task1_from: first.slice(0, 7) });
  await saveToList(editor, home);

  await fill(editor, home, 'structure', { structure: TEXT, selection: TEXT, risk: TEXT });
  await saveToList(editor, home);
  await fill(editor, home, 'evaluation', {
    evaluation: TEXT,
    kpi1_name: '運動習慣のある人の割合',
    kpi1_baseline: '25.1',
    kpi1_target: '30',
    kpi1_year: '令和9年度',
  });
  await editor.locator('#kpi1_level').selectOption('outcome');
  await editor.getByRole('button', { name: '評価指標に行を追加' }).click();
  await expect(editor.locator('#kpi2_name')).toBeVisible();
  await saveToList(editor, home);
  await fill(editor, home, 'effect', { joint_effect: TEXT, small_benefit: TEXT, rollout: TEXT });
  await saveToList(editor, home);
  await fill(editor, home, 'data', { data_plan: '個人データは扱いません。' });
  await saveToList(editor, home);

  // 480,000 + 160,000 + 499,999 = 1,139,999 yen, of which the cap leaves 1,000,000; two thirds are 666,666, cut to 1,000 yen:
  // 666,000. The four share 473,999 equally, and the lead takes what is left over: 118,502 and three times 118,499.
  await fill(editor, home, 'budget', {
    funding_subsidy: '66万6千円',
    funding_members: '473,999',
    line1_description: '講師の謝金',
    line1_unit_price: '３万円',
    line1_quantity: '16',
    share1_yen: '118,502',
    share2_yen: '118,499',
    share3_yen: '118,499',
    share4_yen: '118,499',
  });
  await editor.locator('#line1_item').selectOption('a03');
  await editor.getByRole('button', { name: '経費の明細に行を追加' }).click();
  await editor.locator('#line2_item').selectOption('a06');
  await editor.locator('#line2_description').fill('案内の冊子');
  await editor.locator('#line2_unit_price').fill('1,600');
  await editor.locator('#line2_quantity').fill('100');
  await editor.getByRole('button', { name: '経費の明細に行を追加' }).click();
  await editor.locator('#line3_item').selectOption('a13');
  await editor.locator('#line3_description').fill('歩数を数えるアプリの運用');
  await editor.locator('#line3_unit_price').fill('499,999');
  await editor.locator('#line3 summary').click();
  await editor.locator('#line3_payee').fill('架空システム株式会社');
  await editor.locator('#line3_contract').selectOption('quotes');
  await saveToList(editor, home);
  await editor.goto(`${home}/budget`);
  await expect(editor.locator('main')).toContainText('1,139,999円');
  await expect(editor.locator('main')).toContainText('666,000円');
  await expect(editor.locator('main')).toContainText('1,000円未満を切り捨てます');
  await expect(editor.locator('main')).toContainText('指摘はありません。');
  await expectSound(editor);
  await editor.goto(`/en${home}/budget`);
  await expectSound(editor, 'en');

  await answerQuestions(editor, home);
  await editor.goto(`${home}/attachments`);
  await expectSound(editor);
  await editor.goto(`${home}/check`);
  await expectSound(editor);
  await expect(editor.locator('main')).toContainText('まだ提出されていません');
  await editor.getByRole('button', { name: '承認を依頼する' }).click();
  await expect(editor.locator('main')).toContainText('承認を待っています。');
  await expectSound(editor);

  await approver.goto(`${home}/approve`);
  await expectSound(approver);
  await approver.locator('#reason').fill('対象者の人数を書いてください。');
  await approver.getByRole('button', { name: '差し戻す', exact: true }).click();
  await fill(editor, home, 'background', { targets: '被保険者 2,000人' });
  await saveToList(editor, home);
  await editor.goto(`${home}/check`);
  await editor.getByRole('button', { name: '承認を依頼する' }).click();
  await approver.goto(`${home}/approve`);
  await approver.getByRole('button', { name: '承認して提出する' }).click();
  await expect(approver.locator('main')).toContainText('提出を受け付けました。受付番号 R');
  await expectSound(approver);
  for (const page of ['', '/documents', '/history', '/submitted', '/check']) {
    await editor.goto(`${home}${page}`);
    await expectSound(editor);
    await editor.goto(`/en${home}${page}`);
    await expectSound(editor, 'en');
  }
  await editor.goto(`${home}/history`);
  await expect(editor.locator('main')).toContainText('対象者の人数を書いてください。');
  await editor.goto('/my/applications');
  await expect(editor.locator('main')).toContainText(name);
  await expectSound(editor);

  // A society of the consortium reads and comments; the lead settles it.
  await member.goto(`${home}/comments`);
  await expectSound(member);
  await member.goto(`/en${home}/comments`);
  await expectSound(member, 'en');
  await member.goto(`${home}/comments`);
  await member.locator('#body-background').fill('数字の出典を書きましょう。');
  await member.getByRole('button', { name: '「背景・目的」にコメントする' }).click();
  await editor.goto(`${home}/comments`);
  await expect(editor.locator('main')).toContainText('数字の出典を書きましょう。');
  await editor.getByRole('button', { name: /^対応済みにする/ }).click();
  await expect(editor.locator('main')).toContainText('未対応のコメントは0件です。');

  // Pulled back before the review, it is a draft again, and is submitted again under the same number.
  await approver.goto(`${home}/step/pull-back`);
  await expectSound(approver);
  await approver.locator('#reason').fill('添付を差し替えるため');
  await approver.getByRole('button', { name: '引き戻す' }).click();
  await expect(approver.locator('main')).toContainText('作成中');
  await editor.goto(`${home}/check`);
  await editor.getByRole('button', { name: '承認を依頼する' }).click();
  await approver.goto(`${home}/approve`);
  await approver.getByRole('button', { name: '承認して提出する' }).click();
  await expect(approver.locator('main')).toContainText('提出を受け付けました。受付番号 R');

  // The office takes it in and asks for one correction; the society answers it and submits again.
  const office = home.replace('/my/', '/admin/');
  await officer.goto(office);
  await expectSound(officer);
  await officer.getByRole('button', { name: '受け付ける' }).click();
  await officer.locator('details', { has: officer.locator('#fix-targets') }).locator('summary').click();
  await officer.locator('#fix-targets').check();
  await officer.locator('[name="reason-targets"][value="unclear"]').check();
  await officer.locator('#text-targets').fill('人数の根拠を書いてください。');
  await officer.getByRole('button', { name: '差し戻す', exact: true }).click();
  await editor.goto(`${home}/fix`);
  await expectSound(editor);
  await expect(editor.locator('main')).toContainText('人数の根拠を書いてください。');
  await fill(editor, home, 'background', { targets: '被保険者 2,000人（健診の結果による）' });
  await saveToList(editor, home);
  await approver.goto(`${home}/fix`);
  await approver.getByRole('button', { name: '再提出する' }).click();
  await approver.goto(`${home}/submitted`);
  await expect(approver.locator('main')).toContainText('3');
  const receipt = await approver.request.get(`${home}/submitted.pdf`);
  expect(receipt.status()).toBe(200);
  expect((await receipt.body()).subarray(0, 5).toString()).toBe('%PDF-');
  const archive = await approver.request.get(`${home}/documents/all.zip`);
  expect((await archive.body()).subarray(0, 2).toString()).toBe('PK');

  await approver.goto(`${home}/step/withdraw`);
  await expectSound(approver);
  await approver.locator('#reason').fill('試験のため');
  await approver.getByRole('button', { name: '取り下げる' }).click();
  await expect(approver.locator('main')).toContainText('取下げ');
});
