// From the ranking to the result: an officer tries budgets, prepares decisions with one amount cut, takes one out again, and asks
// for approval; another person approves; the applicants read it, and everybody the published results (W7, W29, W32, ADM-08,
// ADM-14, ADM-18). Runs with and without scripts.
import { expectSound, expectSoundInBoth } from '../fixtures/inspect.ts';
import { enter, expect, test } from '../fixtures/test.ts';

test('採点済の応募を二人で採否決定し、一件を取り消し、一件を減額して通知する [ADM-08, ADM-14, ADM-18]', async ({
  another,
  guard,
}) => {
  test.setTimeout(240_000);
  guard.expectStatus(404, 422);
  const officer = await enter(await another(), 'officer@example.jp');
  const approver = await enter(await another(), 'officer-approver@example.jp');
  const applicant = await enter(await another(), 'aosagi@example.jp');

  // Ranking: 4,000,000 + 3,000,000 fit into 8,000,000; the next one has the same score and does not.
  await officer.goto('/admin/decisions');
  await expectSoundInBoth(officer);
  await officer.getByRole('link', { name: /二次公募/ }).click();
  await expectSoundInBoth(officer);
  const call = new URL(officer.url()).pathname;
  const main = officer.locator('main');
  await expect(main).toContainText('予算の線が同点の応募の間に引かれています');
  await expect(officer.locator('tr.kj-budget-line')).toHaveCount(1);

  // Trials change the address and nothing else.
  await officer.locator('#try_budget').fill('1,000万円');
  await officer.getByRole('button', { name: 'この条件で試す' }).click();
  await expect(main).toContainText('保存はされていません');
  await expect(main).not.toContainText('予算の線が同点の応募の間に引かれています');
  await expectSound(officer);
  await officer.getByLabel('一つの交付率で按分する').check();
  await officer.getByRole('button', { name: 'この条件で試す' }).click();
  await expect(main).toContainText('按分の交付率は');
  await officer.getByRole('link', { name: '試すのをやめる' }).click();
  await expect(main).toContainText('8,000,000円');

  // A batch of all four: the tied ones are left to people.
  await officer.getByRole('button', { name: '選んだ応募で採否案を作る' }).click();
  await expect(officer.getByRole('status')).toContainText('採否案を作りました');
  await expectSoundInBoth(officer);
  await expect(officer.locator('#line1_outcome')).toHaveValue('adopt');
  await expect(officer.locator('#line2_outcome')).toHaveValue('');
  await officer.getByRole('button', { name: '保存して確認画面へ' }).click();
  await expect(officer.locator('#error-summary')).toBeVisible();
  await expectSoundInBoth(officer);
  await officer.getByRole('link', { name: '採否案を直す' }).click();
  await officer.locator('#name').fill('第1次');
  await officer.locator('#number').fill('架空発第31号');
  await officer.locator('#line1_amount').fill('380万円');
  await officer.locator('#line1_reason').fill('謝金の単価を基準に合わせたため。');
  await officer.locator('#line2_outcome').selectOption('on-conditions');
  await officer.locator('#line2_amount').fill('3,000,000');
  await officer.locator('#line2_reason').fill('見積りを確かめるため。');
  await officer.locator('#line2_condition1').fill('見積書を出し直す');
  await officer.locator('#line2_due1').fill('令和20年4月1日');
  await officer.locator('#line3_outcome').selectOption('waitlist');
  await officer.locator('#line3_reason').fill('同点のうち中小規模の組合が代表の応募を先にしたため。');
  await officer.getByRole('button', { name: '保存して確認画面へ' }).click();
  await expect(officer.locator('#error-summary')).toHaveCount(0);
  await expectSoundInBoth(officer);
  await officer.locator('details').first().locator('summary').click();
  await expect(main).toContainText('審査の結果をお知らせします');
  await officer.getByRole('button', { name: '承認を依頼する' }).click();
  await expect(officer.getByRole('status')).toContainText('承認を依頼しました');
  await expectSoundInBoth(officer);
  const batch = new URL(officer.url()).pathname;

  // Who asked cannot approve; one of the four is taken out with a reason.
  await officer.goto(`${batch}/check`);
  await expect(officer.locator('#approve')).toHaveCount(0);
  await expect(main).toContainText('決裁者の承認を待っています');
  await officer.locator('#cancel-line').getByRole('button').click();
  await expect(officer.locator('#error-summary')).toBeVisible();
  await expectSound(officer);
  await officer.locator('#application').selectOption({ index: 4 });
  await officer.locator('#reason_cancel-line').fill('書類を確かめ直すため。');
  await officer.locator('#cancel-line').getByRole('button').click();
  await expect(officer.getByRole('status')).toContainText('1件を取り消しました');
  await expectSound(officer);

  // Nothing is known outside before the second person approves.
  await applicant.goto('/my/applications');
  await applicant.getByRole('link', { name: '被扶養者の健診予約窓口の共同化' }).click();
  const home = new URL(applicant.url()).pathname;
  await expect(applicant.locator('main')).not.toContainText('審査の結果');
  expect((await applicant.request.get(`${home}/notice.pdf`)).status()).toBe(404);
  await approver.goto(`${batch}/check`);
  await expectSoundInBoth(approver);
  await approver.locator('#approve').getByRole('button').click();
  await expect(approver.getByRole('status')).toContainText('承認しました');
  await expect(approver.locator('main')).toContainText('3件を申請者に通知しました');
  await expectSoundInBoth(approver);
  await approver.goto(call);
  await expect(approver.locator('main')).toContainText('採択');

  // The applicant reads amount, reason and comments, and begins a listing.
  await applicant.reload();
  const result = applicant.locator('main');
  await expect(result).toContainText('審査の結果は「採択」です');
  await expect(result).toContainText('3,800,000円');
  await expect(result).toContainText('謝金の単価を基準に合わせたため');
  await expect(result).toContainText('評価の時期を早めることを勧めます');
  await expectSoundInBoth(applicant);
  const link = applicant.getByRole('link', { name: '通知書（PDF）を開く' });
  if ((await link.count()) > 0) {
    const notice = await applicant.request.get(`${home}/notice.pdf`);
    expect(notice.headers()['content-type']).toBe('application/pdf');
  }
  await applicant.getByRole('link', { name: '参考事例として掲載する' }).click();
  await expectSoundInBoth(applicant);
  await applicant.getByRole('button', { name: '下書きを作る' }).click();
  await expect(applicant).toHaveURL(/\/my\/programs\/\d+\/edit/);
  await expectSound(applicant);

  // Everybody sees what was adopted; the office sees the figures.
  const visitor = await (await another()).newPage();
  await visitor.goto('/results');
  await expectSoundInBoth(visitor);
  await visitor.locator('main table').getByRole('link').first().click();
  await expect(visitor.locator('main')).toContainText('被扶養者の健診予約窓口の共同化');
  await expect(visitor.locator('main')).toContainText('6,800,000');
  await expectSoundInBoth(visitor);
  await officer.goto('/admin/reports');
  await expect(main.locator('svg[role=img]').first()).toBeVisible();
  await expectSoundInBoth(officer);
});
