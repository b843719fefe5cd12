// A search in other forms: the links are there, every download opens, and all of them show what the page shows.
import { readFile } from 'node:fs/promises';

import { ask, filter, idsOf } from '../fixtures/search.ts';
import { expectSound } from '../fixtures/inspect.ts';
import { expect, hasScripts, test } from '../fixtures/test.ts';

const BLOCK = '.kj-outputs';
const TITLE = 'この検索結果を使う';

/** Ids in the first column of a CSV with quoted fields. */
const idsIn = (csv: string): number[] =>
  csv
    .split('\r\n')
    .slice(1)
    .map((line) => /^"(\d+)"/.exec(line)?.[1])
    .filter((id) => id !== undefined)
    .map(Number)
    .sort((a, b) => a - b);

test('地域と状況と目的で絞った一覧は、どの形でも同じ事業になる', async ({ page, request }) => {
  const query = 'pref=13&pref=14&status=open&cat=jushoka-yobo';
  await page.goto(`/programs?${query}`);
  const expected = await idsOf(request, query);
  await page.locator(BLOCK).getByText(TITLE).click();
  await expectSound(page);
  const address = (name: string) => page.locator(BLOCK).getByRole('link', { name }).getAttribute('href');
  const fetched = async (name: string) => {
    const answer = await request.get((await address(name)) ?? '');
    expect(answer.status(), name).toBe(200);
    return answer;
  };
  const atom = await (await fetched('フィード（Atom）')).text();
  // Read by the parser of a browser, as readers of feeds do.
  const entries = await page.evaluate((xml) => {
    const feed = new DOMParser().parseFromString(xml, 'application/xml');
    if (feed.querySelector('parsererror')) throw new Error(feed.documentElement.textContent ?? 'no XML');
    return [...feed.querySelectorAll('feed > entry > id')].map((id) => Number(/\d+$/.exec(id.textContent ?? '')?.[0]));
  }, atom);
  expect(entries.sort((a, b) => a - b)).toEqual(expected);
  const calendar = await (await fetched('カレンダー（iCalendar）')).text();
  const events = [...calendar.matchAll(/^UID:program-(\d+)-deadline/gm)].map((found) => Number(found[1]));
  expect(events.sort((a, b) => a - b)).toEqual(expected);
  const json = (await (await fetched('データ（JSON）')).json()) as { metadata: { resultset: { count: number } } };
  expect(json.metadata.resultset.count).toBe(expected.length);

  // The link is the same list in another browser.
  const link = await page.getByLabel('この検索結果のリンク').inputValue();
  expect(new URL(link).pathname).toBe('/programs');
  expect(await idsOf(request, new URL(link).search.slice(1))).toEqual(expected);
});

test('表を保存できる', async ({ page, request }) => {
  await page.goto('/programs?q=健診');
  await page.locator(BLOCK).getByText(TITLE).click();
  const save = async (name: string) => {
    const saved = page.waitForEvent('download');
    await page.locator(BLOCK).getByRole('link', { name, exact: true }).click();
    const download = await saved;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const expected = await idsOf(request, 'q=健診');
  const csv = await save('CSV（UTF-8）');
  expect(csv.name).toMatch(/^「健診」を含む共同事業_\d{8}\.csv$/);
  expect(csv.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(idsIn(csv.bytes.toString('utf8').slice(1))).toEqual(expected);
  const sjis = await save('CSV（Shift_JIS）');
  expect(idsIn(new TextDecoder('shift_jis').decode(sjis.bytes))).toEqual(expected);
  const xlsx = await save('Excel（XLSX）');
  expect(xlsx.name).toMatch(/\.xlsx$/);
  expect(xlsx.bytes.subarray(0, 2).toString()).toBe('PK');
});

test('条件を変えると、出力の案内も変わる', async ({ page }) => {
  await page.goto('/programs');
  // Before the scripts have begun to watch, the button loads the page anew.
  if (hasScripts()) await expect(page.locator('#search-form[data-ready]')).toBeVisible();
  const block = page.locator(BLOCK);
  await block.getByText(TITLE).click();
  await filter(page, ['pref', '13']);
  // With scripts the page is not loaded anew, and what was opened stays open.
  if (!hasScripts()) await block.getByText(TITLE).click();
  const csv = block.getByRole('link', { name: 'CSV（UTF-8）' });
  await expect(csv).toHaveAttribute('href', /[?&]pref=13\b/);
  await expect(csv).toBeVisible();
});

test('締切をカレンダーに追加できる', async ({ page, request }) => {
  const open = await ask(request, 'status=open');
  await page.goto(`/programs/${open.result[0]?.id}`);
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: '締切をカレンダーに追加' }).click();
  const calendar = await readFile(await (await saved).path(), 'utf8');
  expect(calendar).toContain('DTSTART;VALUE=DATE:');
  expect(calendar.trimEnd()).toMatch(/END:VCALENDAR$/);
});

test('APIの説明はどの条件と項目も言葉で示す', async ({ page }) => {
  await page.goto('/programs');
  await page.locator(BLOCK).getByText(TITLE).click();
  await page.locator(BLOCK).getByRole('link', { name: 'APIの使い方' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('公開APIの使い方');
  await expect(page.getByRole('cell', { name: 'acceptance_end_datetime' }).first()).toBeVisible();
  await expectSound(page);
});
