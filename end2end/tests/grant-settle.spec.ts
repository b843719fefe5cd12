// A grant from the adopted application to its closing: applied for, decided by two persons, changed, reported, fixed, paid,
// cancelled in part, returned with interest (domain 2.7, 3, 8.6 B). Runs with and without scripts.
import type { Page } from '@playwright/test';

import { expectSound, expectSoundInBoth } from '../fixtures/inspect.ts';
import { enter, expect, test } from '../fixtures/test.ts';

/** Fills in one of the forms of the office's page and sends it. */
async function take(page: Page, form: string, fields: Record<string, string> = {}): Promise<void> {
  const box = page.locator(`#form-${form}`);
  if (!(await box.evaluate((element) => (element as HTMLDetailsElement).open))) await box.locator('summary').click();
  for (const [name, value] of Object.entries(fields)) await page.locator(`#${form}-${name}`).fill(value);
  await box.getByRole('button').click();
}

test('採択から交付決定、変更、額の確定、一部取消し、返還まで進む', async ({ another, guard }) => {
  test.setTimeout(240_000);
  guard.expectStatus(422);
  // Both ways of the browser run beside each other: each has an application of its own.
  const [title, person] =
    test.info().project.name === 'js'
      ? ['健康相談窓口の共同化', 'aosagi@example.jp']
      : ['睡眠改善講座の共同開催', 'hibari@example.jp'];
  const applicant = await enter(await another(), person);
  const officer = await enter(await another(), 'officer@example.jp');
  const approver = await enter(await another(), 'officer-approver@example.jp');

  // The application for the grant: 900,000 yen of cost, two thirds of which were adopted.
  await applicant.goto('/my/grants');
  await expectSoundInBoth(applicant);
  await applicant.getByRole('region', { name: title }).getByRole('button', { name: '交付申請を始める' }).click();
  await expect(applicant.locator('#yen')).toHaveValue('600,000');
  await expectSoundInBoth(applicant);
  await applicant.getByRole('button', { name: '提出する' }).click();
  await expect(applicant.locator('#error-summary')).toContainText('歳入歳出予算');
  await expectSound(applicant);
  await applicant.locator('#account').fill('款：補助金収入　項：保健事業費補助金');
  await applicant.getByRole('button', { name: '提出する' }).click();
  await expect(applicant.locator('main')).toContainText('交付申請済');
  await expectSoundInBoth(applicant);
  const own = new URL(applicant.url()).pathname;

  // An officer proposes, another person decides.
  await officer.goto('/admin/grants');
  await expectSoundInBoth(officer);
  await officer.getByRole('link', { name: title }).click();
  await expectSoundInBoth(officer);
  const office = new URL(officer.url()).pathname;
  await take(officer, 'propose-decide', { number: '架空発第21号', conditions: '帳簿を5年間保存すること。' });
  await expect(officer.locator('main')).toContainText('自分の提案は決定できません');
  await approver.goto(office);
  await expectSoundInBoth(approver);
  await take(approver, 'confirm');
  await expect(approver.locator('main')).toContainText('架空発第21号');
  await applicant.goto(own);
  await expect(applicant.locator('#money-decided')).toHaveText('600,000円');
  await applicant.getByRole('link', { name: '事業を開始する' }).click();
  await expectSoundInBoth(applicant);
  await applicant.getByRole('button', { name: '事業を開始する' }).click();

  // A change of content needs approval.
  await applicant.getByRole('link', { name: '変更を申請・届出する' }).click();
  await expectSoundInBoth(applicant);
  await applicant.locator('#kind').selectOption('content');
  await applicant.locator('#before').fill('会場で3回開く');
  await applicant.locator('#after').fill('オンラインで5回開く');
  await applicant.locator('#reason').fill('参加できる人を増やすため');
  await applicant.getByRole('button', { name: '申請・届出をする' }).click();
  await expect(applicant.locator('main')).toContainText('申請済');
  await officer.goto(office);
  const change = await officer.locator('details[id^="form-approve-change-"]').getAttribute('id');
  await take(officer, (change ?? '').replace('form-', ''), { number: '架空発第22号' });
  await approver.goto(office);
  await take(approver, 'confirm');
  await expect(approver.locator('main')).toContainText('承認');

  // Completed on the last day of the last fiscal year; 480,000 of 600,000 yen are accepted.
  await applicant.goto(`${own}/step/complete`);
  // Days count in Japan.
  const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
  const [calendar, month] = today.split('-').map(Number) as [number, number];
  const year = month >= 4 ? calendar : calendar - 1;
  await applicant.locator('#on').fill(`${year}-03-31`);
  await applicant.getByRole('button', { name: '事業の完了を届け出る' }).click();
  await applicant.goto(`${own}/reports/result`);
  await expectSoundInBoth(applicant);
  await applicant.locator('#finished_on').fill(`${year}-03-31`);
  await applicant.locator('#outcome').fill('参加者の3割に運動習慣がついた。');
  await applicant.locator('#rollout').fill('手順書を公開した。');
  await applicant.locator('#line1_item').selectOption('a03');
  await applicant.locator('#line1_description').fill('講師の謝金');
  await applicant.locator('#line1_payee').fill('山田 太郎');
  await applicant.locator('#line1_paid_on').fill(`${year}-03-20`);
  await applicant.locator('#line1_yen').fill('60万円');
  await applicant.getByLabel('支払を証する書類').check();
  await applicant.getByRole('button', { name: '保存する' }).click();
  await expect(applicant.locator('#settled-grant')).toHaveText('400,000円');
  await expectSound(applicant);
  await applicant.getByRole('button', { name: '提出する' }).click();
  await officer.goto(office);
  await expect(officer.locator('main')).toContainText('請求書がありません');
  await officer.locator('#mark1_accepted').fill('480,000');
  await officer.locator('#mark1_comment').fill('単価の上限を超える');
  await officer.getByRole('button', { name: '受理する' }).click();
  // Two thirds of 480,000.
  await expect(officer.locator('#settled-fixed')).toHaveText('320,000円');
  await expectSoundInBoth(officer);
  await take(officer, 'propose-fix-amount', { number: '架空発第23号' });
  await approver.goto(office);
  await take(approver, 'confirm');
  await officer.goto(office);
  await take(officer, 'pay');
  await expect(officer.locator('#money-paid')).toHaveText('320,000円');
  await take(officer, 'close');
  await expect(officer.locator('main')).toContainText('完了');

  // Cancelled in part, ordered back, returned with one day of interest: 100,000 yen at 0.03 %.
  await take(officer, 'propose-cancel-part', { number: '架空発第24号', yen: '220,000', reason: '目的外の使用' });
  await approver.goto(office);
  await take(approver, 'confirm');
  await officer.goto(office);
  await take(officer, 'propose-order-return', { number: '架空発第25号', reason: '法18条1項' });
  await approver.goto(office);
  await take(approver, 'confirm');
  await applicant.goto(own);
  await applicant.getByRole('link', { name: '返還金の納付報告' }).click();
  await expectSoundInBoth(applicant);
  await applicant.locator('#yen').fill('100,000');
  await applicant.locator('#on').fill(today);
  await applicant.locator('#reference').fill('領収 第12号');
  await applicant.getByRole('button', { name: '提出する' }).click();
  await officer.goto(office);
  const told = await officer.locator('details[id^="form-take-report-"]').first().getAttribute('id');
  await take(officer, (told ?? '').replace('form-', ''));
  await expect(officer.locator('#money-surcharge')).toHaveText('30円');
  await take(officer, 'take-charge');
  await take(officer, 'finish-return');
  await take(officer, 'close');
  await expect(officer.locator('main')).toContainText('完了');
  await expectSoundInBoth(officer);
  await applicant.goto(own);
  await expect(applicant.getByRole('link', { name: /通知書.*PDF|命令書.*PDF/ })).toHaveCount(5);
  const paper = await applicant.getByRole('link', { name: /額の確定通知書/ }).getAttribute('href');
  const answer = await applicant.request.get(paper ?? '');
  expect(answer.headers()['content-type']).toBe('application/pdf');
});

test('交付の一覧は条件をアドレスに持ち、監査閲覧者は読むだけ', async ({ another }) => {
  const officer = await enter(await another(), 'officer@example.jp');
  await officer.goto('/admin/grants?view=all&q=歩数イベント');
  await expect(officer.locator('main table tbody tr')).toHaveCount(1);
  await officer.getByRole('link', { name: '歩数イベントの共同開催' }).click();
  await expect(officer.locator('main')).toContainText('事業実施中');
  await expectSoundInBoth(officer);
});
