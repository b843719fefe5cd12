// Every page in each of its states: sound for everybody, in both languages, with scripts and without.
import { expectKeyboard, expectSound } from '../fixtures/inspect.ts';
import { SECTIONS, showWrong, startProgram } from '../fixtures/program.ts';
import { expect, test } from '../fixtures/test.ts';

interface Case {
  path: string;
  lang?: 'en';
  status?: number;
}

const PUBLIC: Record<string, Case> = {
  'トップページ': { path: '/' },
  '検索（条件なし）': { path: '/programs' },
  '検索（条件あり）': { path: '/programs?q=特定健診&pref=13&region=kinki&status=open&theme=' },
  '検索（すべての種類の条件）': {
    path: '/programs?q=健診&match=any&pref=13&cat=tokutei-kenshin&status=open&cost=free&mode=online&kind=recruit&nationwide=0&sort=name&per=50',
  },
  '検索（締切・掲載日・主催者の種類）': { path: '/programs?due=30&posted=90&org=kenpo&from=2026-04&to=2027-03' },
  '検索（表）': { path: '/programs?q=健診&view=table' },
  '検索（英語、表）': { path: '/en/programs?view=table', lang: 'en' },
  '検索（0件）': { path: '/programs?q=ぬるぽぬるぽ&pref=13&cat=tokutei-kenshin' },
  '検索（もしかして）': { path: '/programs?q=特定検診' },
  '検索（ない条件）': { path: '/programs?pref=99&color=red' },
  '検索（2ページ目）': { path: '/programs?page=2' },
  '検索（最後の先のページ）': { path: '/programs?page=999' },
  'このサイトについて': { path: '/about' },
  '公開APIの使い方': { path: '/api' },
  'ログイン': { path: '/login' },
  'ログイン（続きがある）': { path: '/login?back=%2Fmy%2Fprograms' },
  'ログアウトの後': { path: '/login?signed-out=1' },
  '404': { path: '/nowhere', status: 404 },
  '404（ない共同事業）': { path: '/programs/999999', status: 404 },
  'トップページ（英語）': { path: '/en', lang: 'en' },
  '検索（英語）': { path: '/en/programs?q=特定健診&pref=13', lang: 'en' },
  '検索（英語、締切・掲載日・主催者の種類）': { path: '/en/programs?due=30&posted=90&org=kenpo&from=2026-04&to=2027-03', lang: 'en' },
  '検索（英語、0件）': { path: '/en/programs?q=ぬるぽぬるぽ&pref=13', lang: 'en' },
  'このサイトについて（英語）': { path: '/en/about', lang: 'en' },
  '公開APIの使い方（英語）': { path: '/en/api', lang: 'en' },
  'ログイン（英語）': { path: '/en/login', lang: 'en' },
  '404（英語）': { path: '/en/nowhere', lang: 'en', status: 404 },
};

test.describe('公開ページ [PUB-02, A-01, A-02, A-07, A-11]', () => {
  for (const [name, { path, lang, status = 200 }] of Object.entries(PUBLIC)) {
    test(name, async ({ page, guard }) => {
      if (status !== 200) guard.expectStatus(status);
      const answer = await page.goto(path);
      expect(answer?.status()).toBe(status);
      await expectSound(page, lang);
    });
  }

  for (const [name, query] of [
    ['募集中', 'status=open'],
    ['終了', 'status=ended'],
    ['参考事例', 'kind=reference'],
  ] as const) {
    test(`詳細（${name}）`, async ({ page }) => {
      await page.goto(`/programs?${query}`);
      await page.locator('.kj-card__link').first().click();
      await expect(page).toHaveURL(/\/programs\/\d+$/);
      await expectSound(page);
      await page.goto(page.url().replace('/programs/', '/en/programs/'));
      await expectSound(page, 'en');
    });
  }

  test('詳細の最初の画面で、参加できるか・いつまで・いくら・誰に聞くかが分かる [PUB-03]', async ({ page }) => {
    await page.goto('/programs?status=open');
    await page.locator('.kj-card__link').first().click();
    for (const term of ['募集締切', '参加条件', '費用負担', '問合せ先']) {
      await expect(page.getByRole('main').getByText(term, { exact: true }).first()).toBeInViewport();
    }
  });

  test('ログインの失敗は、入力したアドレスを残して直し方を伝える', async ({ page, guard }) => {
    guard.expectStatus(422);
    await page.goto('/login');
    await page.getByLabel('メールアドレス').fill('nobody@example.jp');
    await page.getByLabel('パスワード').fill('wrong');
    await page.getByRole('main').getByRole('button', { name: 'ログイン' }).click();
    await expect(page.getByLabel('メールアドレス')).toHaveValue('nobody@example.jp');
    await expect(page.getByLabel('パスワード')).toHaveValue('');
    await expect(page).toHaveTitle(/^エラー：/);
    await expect(page.locator('#error-summary')).toContainText('メールアドレスかパスワードが違います');
    await expectSound(page);
  });
});

test.describe('利用者のページ [A-01, A-02, A-07]', () => {
  test.beforeEach(({ signIn }) => signIn('organiser'));

  for (const [name, path, lang] of [
    ['マイページ', '/my', 'ja'],
    ['自組合の共同事業', '/my/programs', 'ja'],
    ['登録の開始', '/my/programs/new', 'ja'],
    ['マイページ（英語）', '/en/my', 'en'],
    ['自組合の共同事業（英語）', '/en/my/programs', 'en'],
  ] as const) {
    test(name, async ({ page }) => {
      await page.goto(path);
      await expectSound(page, lang);
    });
  }

  test('新しい下書きの入力項目一覧、プレビュー、公開の拒否、削除の確認', async ({ page, context, guard }) => {
    guard.expectStatus(422);
    const edit = await startProgram(context);
    await page.goto(edit);
    await expectSound(page);
    await page.goto(`/en${edit}`);
    await expectSound(page, 'en');
    await page.goto(edit.replace(/edit$/, 'preview'));
    await expectSound(page);
    await page.goto(edit);
    await page.getByRole('button', { name: '公開を申請する' }).click();
    await expect(page).toHaveTitle(/^エラー：/);
    await expect(page.getByRole('link', { name: '事業名を入力してください' })).toBeVisible();
    await expectSound(page);
    await page.goto(edit.replace(/edit$/, 'delete'));
    await expectSound(page);
    await page.getByRole('button', { name: '削除する' }).click();
    await expect(page.getByText('下書きを削除しました。')).toBeVisible();
    await expectSound(page);
  });

  for (const section of SECTIONS) {
    test(`登録の「${section}」：空、不足の指摘、誤りの指摘、英語`, async ({ page, context, guard }) => {
      guard.expectStatus(422);
      const edit = await startProgram(context);
      await page.goto(`${edit}/${section}`);
      await expectSound(page);
      await page.goto(`${edit}/${section}?check=1`);
      await expectSound(page);
      await showWrong(page, section);
      await expect(page.locator('#error-summary')).toBeVisible();
      await expectSound(page);
      await page.goto(`/en${edit}/${section}?check=1`);
      await expectSound(page, 'en');
    });
  }

  test('公開中の事業の一覧、プレビュー、終了の確認', async ({ page }) => {
    await page.goto('/my/programs');
    await page.getByRole('row').filter({ hasText: '公開中' }).first().getByRole('rowheader').getByRole('link').click();
    await expectSound(page);
    const edit = page.url();
    await page.goto(edit.replace(/edit$/, 'preview'));
    // The preview shows the public page in full, so it has that page's h1 and no other.
    await expectSound(page);
    await page.goto(edit.replace(/edit$/, 'end'));
    await expectSound(page);
  });

  test('権限がないページは403で、次にできることを示す', async ({ page, guard, signIn }) => {
    guard.expectStatus(403);
    await signIn('viewer');
    const answer = await page.goto('/my/programs/new');
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('このページを見る権限がありません');
    await expectSound(page);
  });

  test('組織に属さない人のマイページ', async ({ page, signIn }) => {
    await signIn('secretariat');
    await page.goto('/my');
    await expectSound(page);
  });
});

test('ログインしていない人は、ログインの後に開きたかったページへ進む', async ({ page }) => {
  await page.goto('/my/programs/new');
  await expect(page).toHaveURL(/\/login\?back=/);
  await page.getByLabel('メールアドレス').fill('organiser@example.jp');
  await page.getByLabel('パスワード').fill('kyodo-demo-2026');
  await page.getByRole('main').getByRole('button', { name: 'ログイン' }).click();
  await expect(page).toHaveURL(/\/my\/programs\/new$/);
  await page.getByRole('button', { name: 'ログアウト' }).click();
  await expect(page.getByText('ログアウトしました。')).toBeVisible();
});

test('日本語と英語は、同じページどうしで行き来できる', async ({ page }) => {
  await page.goto('/programs?pref=13');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(/\/en\/programs\?pref=13$/);
  await page.getByRole('link', { name: '日本語', exact: true }).click();
  await expect(page).toHaveURL(/[^n]\/programs\?pref=13$/);
});

test.describe('キーボードだけで全体を回れる [A-06, B-01]', () => {
  for (const [name, path, stops] of [
    ['トップページ', '/', ['#pref', '#q']],
    ['検索', '/programs?pref=13', ['#q', '#choose-sort', '#choose-per']],
    ['ログイン', '/login', ['#email', '#password']],
  ] as const) {
    test(name, async ({ page }) => {
      await page.goto(path);
      const visited = await expectKeyboard(page);
      expect(visited).toEqual(expect.arrayContaining([...stops]));
      expect(visited[0], 'the first stop leads to the content').toContain('本文へ');
    });
  }

  test('詳細', async ({ page }) => {
    await page.goto('/programs?status=open');
    await page.locator('.kj-card__link').first().click();
    await expectKeyboard(page);
  });

  test('登録', async ({ page, context, signIn }) => {
    await signIn('organiser');
    const edit = await startProgram(context);
    await page.goto(`${edit}/basics`);
    const visited = await expectKeyboard(page);
    expect(visited).toEqual(expect.arrayContaining(['#title', '#kind', '#summary']));
  });
});
