// The private calendar of one's own deadlines: made, read without signing in, renewed, given up (INS-11).
import { expectSound } from '../fixtures/inspect.ts';
import { expect, test } from '../fixtures/test.ts';

test('締切のカレンダーのアドレスを作り、ログインなしで読み、新しくし、廃止する', async ({ page, another, signIn, guard }) => {
  guard.expectStatus(404);
  const scripts = test.info().project.name === 'js';
  // Both ways of the browser run beside each other: each has a person of its own.
  await signIn(scripts ? 'editor' : 'viewer');
  await page.goto('/my');
  await page.getByRole('link', { name: '締切のカレンダー' }).click();
  await expectSound(page);
  await page.getByRole('button', { name: '自分用のアドレスを作る' }).click();
  await expect(page.getByText('自分用のアドレスを作りました')).toBeVisible();
  await expectSound(page);
  await page.goto('/en/my/calendar');
  await expectSound(page, 'en');
  await page.goto('/my/calendar');
  const field = page.getByLabel('カレンダーに登録するアドレス');
  const first = await field.inputValue();
  await expect(page.getByRole('link', { name: 'この端末のカレンダーに登録する' })).toHaveAttribute('href', /^webcal:/);

  const stranger = await another();
  const read = async (address: string) => stranger.request.get(new URL(address).pathname);
  const calendar = await read(first);
  expect(calendar.headers()['content-type']).toContain('text/calendar');
  expect(await calendar.text()).toMatch(/^UID:program-\d+-deadline@/m);

  await page.getByRole('link', { name: 'アドレスを新しくする' }).click();
  await expectSound(page);
  await page.getByRole('button', { name: 'アドレスを新しくする' }).click();
  const second = await field.inputValue();
  expect(second).not.toBe(first);
  expect((await read(first)).status()).toBe(404);
  expect((await read(second)).status()).toBe(200);
  await page.getByRole('link', { name: 'アドレスを廃止する' }).click();
  await page.getByRole('button', { name: 'アドレスを廃止する' }).click();
  await expect(page.getByText('アドレスを廃止しました')).toBeVisible();
  expect((await read(second)).status()).toBe(404);
});
