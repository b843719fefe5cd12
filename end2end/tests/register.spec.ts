// The way of a program: from nothing over eight sections to the public list, found within a second by anybody in every
// way, changed, and ended (scenario 5 of the acceptance list; ORG-01, ORG-02).
import { SECTIONS, completeProgram, fill, futureDates } from '../fixtures/program.ts';
import { approve } from '../fixtures/secretariat.ts';
import { ask, titlesOn } from '../fixtures/search.ts';
import { emailOf, expect, hasScripts, PASSWORD, test } from '../fixtures/test.ts';

/** Words that no demo program has: one that is in dictionaries, one that is made up. Each run has its own. */
const WORDS = {
  js: { word: '望遠鏡', reading: 'ぼうえんきょう', narrow: 'ﾎﾞｳｴﾝｷｮｳ', invented: '碧羽窯' },
  'no-js': { word: '三味線', reading: 'しゃみせん', narrow: 'ｼｬﾐｾﾝ', invented: '燈泉圃' },
};

test('登録し、公開し、1秒以内に見つかり、直し、終了する', async ({ page, another, request, signIn }) => {
  test.setTimeout(120_000);
  const { word, reading, narrow, invented } = WORDS[hasScripts() ? 'js' : 'no-js'];
  const title = `${word}で始める${invented}の糖尿病予防`;
  const program = completeProgram(title);
  const { from, to, closes } = futureDates();
  Object.assign(program.period, { period_from: from, period_to: to });
  Object.assign(program.recruit, { recruit_to: closes });

  await test.step('organiser signs in and starts', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: '参加組合を集める' }).click();
    await page.getByLabel('メールアドレス').fill(emailOf('organiser'));
    await page.getByLabel('パスワード').fill(PASSWORD);
    await page.getByRole('main').getByRole('button', { name: 'ログイン' }).click();
    await page.getByRole('button', { name: '登録をはじめる' }).click();
    await expect(page).toHaveURL(/\/my\/programs\/\d+\/edit$/);
  });
  const edit = page.url();
  const id = Number(/\d+(?=\/edit)/.exec(edit)?.[0]);

  await test.step('nothing is demanded before the publication', async () => {
    await page.getByRole('link', { name: '基本情報' }).click();
    for (const section of SECTIONS) {
      await expect(page).toHaveURL(new RegExp(`/edit/${section}$`));
      const next = section === 'publish' ? '保存して一覧へ' : '保存して次へ';
      await page.getByRole('button', { name: next }).click();
    }
    await expect(page).toHaveURL(/\/edit$/);
  });

  await test.step('all sections are filled in', async () => {
    await page.getByRole('link', { name: '基本情報' }).click();
    for (const section of SECTIONS) {
      await expect(page).toHaveURL(new RegExp(`/edit/${section}$`));
      await fill(page, program[section]);
      const next = section === 'publish' ? '保存して一覧へ' : '保存して次へ';
      await page.getByRole('button', { name: next }).click();
    }
    await expect(page).toHaveURL(/\/edit$/);
    await expect(page.getByText('8項目中8項目が完了')).toBeVisible();
  });

  await test.step('the preview shows the page and the card; nobody else sees them', async () => {
    await page.getByRole('link', { name: '公開ページのプレビューを見る' }).click();
    await expect(page.getByText('これはプレビューです。まだ公開されていません。')).toBeVisible();
    await expect(page.locator('.kj-card__link')).toHaveText(title);
    await expect(page.locator('.kj-sheet__title')).toHaveText(title);
    await expect(page.locator('.kj-sheet')).toContainText('12万円');
    const stranger = await another();
    expect((await stranger.request.get(`/programs/${id}`)).status()).toBe(404);
    expect((await ask(stranger.request, `q=${invented}`)).metadata.resultset.count).toBe(0);
    await page.goto(edit);
  });

  let published = 0;
  await test.step('it is checked, published and found within one second', async () => {
    await page.getByRole('button', { name: '公開を申請する' }).click();
    await expect(page.getByText('公開を申請しました。事務局の確認をお待ちください。')).toBeVisible();
    const office = await another();
    await signIn('secretariat', office);
    await approve(office, id);
    published = Date.now();
    const ids = async () => (await ask(request, `q=${invented}`)).result.map((found) => found.id);
    await expect.poll(ids, { intervals: [20], timeout: 5_000 }).toEqual([id]);
    expect(Date.now() - published, 'milliseconds until it is found').toBeLessThan(1_000);
  });

  const stranger = await (await another()).newPage();
  await test.step('anybody finds it by place, category and every spelling', async () => {
    for (const query of [
      'pref=32',
      'pref=31&status=upcoming&status=open',
      'region=chugoku',
      'cat=jushoka-yobo&sort=new',
      'pref=32&cat=jushoka-yobo',
      'mode=post&sort=new',
      `q=${word}`,
      `q=${invented}`,
      `q=${reading}`,
      `q=${narrow}`,
      `q=${encodeURIComponent(`${narrow}　糖尿病`)}`,
      `q=${reading}&pref=32`,
    ]) {
      await stranger.goto(`/programs?${query}&per=100`);
      expect(await titlesOn(stranger), query).toContain(title);
      const answer = await ask(request, `${query}&per=100`);
      expect(answer.result.map((found) => found.id), `${query} as JSON`).toContain(id);
    }
    await stranger.goto('/programs?pref=13&nationwide=0&per=100');
    expect(await titlesOn(stranger)).not.toContain(title);
  });

  await test.step('the home page and the form lead to it', async () => {
    await stranger.goto('/');
    await stranger.getByLabel('地域', { exact: true }).selectOption({ label: '島根県' });
    await stranger.getByLabel('キーワード').fill(reading);
    await stranger.getByRole('button', { name: '検索', exact: true }).click();
    await stranger.getByRole('link', { name: title }).click();
    await expect(stranger.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(stranger.locator('a[href="tel:+81312345678"]')).toBeVisible();
    await expect(stranger.getByRole('main')).not.toContainText('kyodo@example.jp');
  });

  await test.step('a small change is public after it is published, not before, without a check', async () => {
    await page.goto(`${edit}/basics`);
    await page.locator('[name="summary"]').fill('概要を書き直しました。');
    await page.getByRole('button', { name: '保存して一覧へ' }).click();
    await expect(page.getByText('公開中の内容と違う下書きがあります。')).toBeVisible();
    await stranger.goto(`/programs/${id}`);
    await expect(stranger.getByRole('main')).not.toContainText('概要を書き直しました。');
    await page.getByRole('button', { name: '変更を公開する' }).click();
    await expect(page.getByText('公開しました。検索で見つかるようになりました。')).toBeVisible();
    await stranger.goto(`/programs/${id}`);
    await expect(stranger.getByRole('main')).toContainText('概要を書き直しました。');
  });

  await test.step('it is ended: the page stays, nobody can edit it', async () => {
    await page.getByRole('link', { name: 'この事業を終了する' }).click();
    await page.getByRole('button', { name: '終了する', exact: true }).click();
    await expect(page.getByText('共同事業を終了しました。')).toBeVisible();
    await page.goto(edit);
    await expect(page.getByText('この事業は終了しているため、編集できません。')).toBeVisible();
    await stranger.goto(`/programs/${id}`);
    await expect(stranger.getByText('募集は終了しました。')).toBeVisible();
    await expect.poll(async () => (await ask(request, `q=${invented}`)).result[0]?.status).toBe('ended');
  });
});

test('空のまま保存した下書きは、翌日も一覧から続けられる [ORG-01]', async ({ page, signIn }) => {
  await signIn('editor');
  await page.goto('/my/programs/new');
  await page.getByRole('button', { name: '登録をはじめる' }).click();
  const edit = page.url();
  await page.getByRole('link', { name: '問合せ先' }).click();
  await page.locator('[name="contact_dept"]').fill('続きから課');
  await page.getByRole('button', { name: '保存して一覧へ' }).click();
  await page.getByRole('button', { name: 'ログアウト' }).click();
  await signIn('editor');
  await page.goto('/my/programs');
  await page.locator(`a[href="${new URL(edit).pathname}"]`).first().click();
  await page.getByRole('link', { name: '問合せ先' }).click();
  await expect(page.locator('[name="contact_dept"]')).toHaveValue('続きから課');
});
