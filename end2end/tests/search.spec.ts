// Searching: words, filters, order, pages, ways out. The form alone has to do; scripts only make it faster.
import type { Page } from '@playwright/test';

import { ask, countBeside, filter, idsOf, titlesOn } from '../fixtures/search.ts';
import { expect, hasScripts, test } from '../fixtures/test.ts';

const STATUS = '#search-status';

/** The link that takes a filter away. Its name joins seen and unseen words, so spaces may stand between them. */
const chip = (page: Page, name: string) =>
  page.getByRole('link', { name: new RegExp(`^「\\s*${name}\\s*」を条件から外す$`) });

test('絞り込んでも同じ項目の他の選択肢の件数は変わらない [SRCH-01]', async ({ page }) => {
  await page.goto('/programs');
  const before = await countBeside(page, 'pref', '14');
  await filter(page, ['pref', '13']);
  await expect(page.locator('input[name="pref"][value="13"]')).toBeChecked();
  expect(await countBeside(page, 'pref', '14')).toBe(before);
});

test('項目の中はいずれか、項目の間はすべてで絞り込み、件数は選ぶ前の数と合う', async ({ page, request }) => {
  await page.goto('/programs');
  await filter(page, ['status', 'open'], ['cat', 'jushoka-yobo']);
  const promised = await countBeside(page, 'pref', '27');
  await filter(page, ['pref', '27']);
  await expect(page.locator(STATUS)).toHaveText(`${promised}件見つかりました`);
  const url = new URL(page.url());
  expect((await ask(request, url.search.slice(1))).metadata.resultset.count).toBe(promised);
  await filter(page, ['pref', '28']);
  const [osaka, hyogo] = await Promise.all(
    ['27', '28'].map((pref) => idsOf(request, `status=open&cat=jushoka-yobo&pref=${pref}`)),
  );
  const either = new Set([...(osaka ?? []), ...(hyogo ?? [])]);
  await expect(page.locator(STATUS)).toHaveText(`${either.size}件見つかりました`);
});

for (const query of [
  '',
  'pref=13&cat=tokutei-kenshin',
  'q=糖尿病&status=open&sort=name',
  'region=kinki&sort=new&per=50',
  'q=健診&pref=13&nationwide=0',
]) {
  test(`同じアドレスのページとJSONは同じ結果を示す（${query || '条件なし'}）`, async ({ page, request }) => {
    await page.goto(`/programs?${query}`);
    const answer = await ask(request, query);
    await expect(page.locator(STATUS)).toHaveText(`${answer.metadata.resultset.count}件見つかりました`);
    expect(await titlesOn(page)).toEqual(answer.result.map((program) => program.title));
    for (const { value, count } of answer.facets['cat'] ?? []) {
      expect(await countBeside(page, 'cat', value), value).toBe(count);
    }
  });
}

test('選んだ条件を1つずつ外せる', async ({ page }) => {
  await page.goto('/programs?pref=13&pref=14&status=open');
  await chip(page, '東京都').click();
  await expect(page).toHaveURL(/\/programs\?(?!.*pref=13).*pref=14/);
  await expect(chip(page, '東京都')).toHaveCount(0);
  await expect(chip(page, '神奈川県')).toBeVisible();
  await page.getByRole('link', { name: '条件をすべて解除' }).first().click();
  await expect(page).toHaveURL(/\/programs$/);
});

test('並び順を選べる [SRCH-21]', async ({ page, request }) => {
  await page.goto('/programs?status=open');
  await page.getByLabel('並び順').selectOption({ label: '名称（五十音順）' });
  await page.getByRole('button', { name: '並べ替える' }).click();
  await expect(page).toHaveURL(/sort=name/);
  const answer = await ask(request, 'status=open&sort=name');
  await expect.poll(() => titlesOn(page)).toEqual(answer.result.map((program) => program.title));
  await expect(page.getByLabel('並び順')).toHaveValue('name');
  expect(new URL(page.url()).searchParams.getAll('status'), 'filters are kept').toEqual(['open']);
});

test('ページを移れる [SRCH-22]', async ({ page, request }) => {
  await page.goto('/programs');
  const first = await titlesOn(page);
  await page.getByRole('link', { name: '次へ' }).click();
  await expect(page).toHaveURL(/page=2/);
  const pages = page.getByRole('navigation', { name: '検索結果のページ' });
  await expect(pages.locator('[aria-current="page"]')).toHaveText(/2/);
  await expect(pages.locator('[rel="prev"]')).toBeVisible();
  const second = await titlesOn(page);
  expect(second.filter((title) => first.includes(title))).toEqual([]);
  expect(second).toEqual((await ask(request, 'page=2')).result.map((program) => program.title));
  await page.getByLabel('表示件数').selectOption('50');
  await page.getByRole('button', { name: '変更する' }).click();
  await expect(page).toHaveURL(/per=50/);
  await expect.poll(async () => (await titlesOn(page)).length).toBe(50);
});

test('0件のときは、外せる条件を件数と一緒に示す [SRCH-16]', async ({ page }) => {
  await page.goto('/programs?q=ぬるぽぬるぽ&pref=13');
  await expect(page.locator(STATUS)).toHaveText('条件に合う共同事業はありません');
  await page.getByRole('link', { name: '「ぬるぽぬるぽ」を条件から外す' }).click();
  await expect(page.locator(STATUS)).toHaveText(/^\d+件見つかりました$/);
  await expect(chip(page, '東京都')).toBeVisible();
});

test('言い間違いには、ある言葉を勧める [SRCH-14]', async ({ page }) => {
  await page.goto('/programs?q=特定検診');
  await page.getByRole('list', { name: /「特定検診」の結果は\d+件です/ }).getByRole('link', { name: /^特定健診（\d+件）$/ }).click();
  await expect(page.getByLabel('キーワード')).toHaveValue('特定健診');
  await expect(page.locator(STATUS)).toHaveText(/^\d+件見つかりました$/);
});

for (const spelling of ['とくていけんしん', 'ﾄｸﾃｲｹﾝｼﾝ', 'トクテイケンシン']) {
  test(`「${spelling}」は「特定健診」と同じ結果になる [SRCH-10]`, async ({ page, request }) => {
    const expected = await idsOf(request, 'q=特定健診');
    expect(expected.length).toBeGreaterThan(0);
    expect(await idsOf(request, `q=${encodeURIComponent(spelling)}`)).toEqual(expected);
    await page.goto('/programs');
    await page.getByLabel('キーワード').fill(spelling);
    await page.getByRole('button', { name: '検索', exact: true }).click();
    await expect(page.locator(STATUS)).toHaveText(`${expected.length}件見つかりました`);
  });
}

test('特定健診で、特定健康診査の事業が見つかる [SRCH-12]', async ({ page }) => {
  await page.goto('/programs?q=特定健診&per=100');
  await expect(page.getByRole('link', { name: /道東・道北の特定健康診査/ })).toBeVisible();
});

test('京都で、東京都だけの事業は見つからない', async ({ request }) => {
  const found = await ask(request, 'q=京都&per=100');
  expect(found.result.length).toBeGreaterThan(0);
  for (const program of found.result) {
    const sheet = await (await request.get(`/programs/${program.id}`)).text();
    const named = /(?<!東)京都/.test(sheet.replaceAll('<mark>', '').replaceAll('</mark>', ''));
    expect(named, `「${program.title}」 names 京都`).toBe(true);
  }
  const tokyo = await idsOf(request, 'pref=13&nationwide=0');
  const kyoto = await idsOf(request, 'pref=26&nationwide=0');
  const onlyTokyo = tokyo.filter((id) => !kyoto.includes(id));
  expect(onlyTokyo.length).toBeGreaterThan(0);
});

test('アドレスの知らない条件は、除いたことを知らせる', async ({ page, request }) => {
  await page.goto('/programs?pref=99&color=red&cat=tokutei-kenshin');
  await expect(page.getByText('「pref=99」という条件はないため、除いて検索しました。')).toBeVisible();
  const answer = await ask(request, 'pref=99&cat=tokutei-kenshin');
  expect(answer.ignored).toEqual(['pref=99']);
  await expect(page.locator(STATUS)).toHaveText(`${answer.metadata.resultset.count}件見つかりました`);
});

test('詳細から戻ると、条件と結果が元のまま [SRCH-23]', async ({ page }) => {
  await page.goto('/programs');
  await filter(page, ['cat', 'hifuyosha']);
  const url = page.url();
  await expect.poll(() => titlesOn(page)).not.toEqual([]);
  const titles = await titlesOn(page);
  await page.locator('.kj-card__link').nth(2).click();
  await expect(page).toHaveURL(/\/programs\/\d+$/);
  await page.goBack();
  await expect(page).toHaveURL(url);
  await expect(page.locator('input[name="cat"][value="hifuyosha"]')).toBeChecked();
  expect(await titlesOn(page)).toEqual(titles);
});

test('見出し、ページの題、検索条件は同じ言葉で言う [SRCH-05]', async ({ page }) => {
  await page.goto('/programs?pref=13&pref=14&status=open');
  const words = '東京都・神奈川県で実施する募集中の共同事業';
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words);
  await expect(page).toHaveTitle(`${words}｜共同事業ナビ`);
});

test('トップページの地図と目的から、数のとおりの一覧へ進める [PUB-09]', async ({ page }) => {
  await page.goto('/');
  const tile = page.locator('a.kj-tile', { hasText: '大阪' });
  const number = Number(/\d+/.exec((await tile.textContent()) ?? '')?.[0]);
  await tile.click();
  await expect(page).toHaveURL(/pref=27/);
  await expect(page.locator(STATUS)).toHaveText(`${number}件見つかりました`);
});

test('トップページから地域と言葉で探せる', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('地域', { exact: true }).selectOption({ label: '福岡県' });
  await page.getByLabel('キーワード').fill('禁煙');
  await page.getByRole('button', { name: '検索', exact: true }).click();
  await expect(page).toHaveURL(/\/programs\?.*pref=40/);
  await expect(page.locator('input[name="pref"][value="40"]')).toBeChecked();
});

test('フォームで検索すると、結果の見出しへ移る', async ({ page }) => {
  test.skip(hasScripts(), 'with scripts the page stays where it is');
  await page.goto('/programs');
  await filter(page, ['cat', 'hifuyosha']);
  await expect(page).toHaveURL(/#results$/);
});

test('長い言葉、記号だけの言葉、深いページでも壊れない', async ({ page }) => {
  for (const query of [
    `q=${'健'.repeat(500)}`,
    `q=${encodeURIComponent('"" -- () && || \\ * ? : ~ ^ [ ] { }')}`,
    `q=${encodeURIComponent('-健診')}`,
    `q=${encodeURIComponent('"特定健診')}`,
    'page=4294967295',
    'page=-1&per=7&sort=nothing',
    'q=%E3%81',
    `pref=${'13&pref='.repeat(200)}13`,
  ]) {
    const answer = await page.goto(`/programs?${query}`);
    expect(answer?.status(), query.slice(0, 40)).toBe(200);
    await expect(page.locator(STATUS)).not.toBeEmpty();
  }
});
