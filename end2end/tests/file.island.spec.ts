// What scripts add to sending files: a bar that shows how far they have come, and files that stay chosen when the network
// breaks (ux 7.7).
import { writeFile } from 'node:fs/promises';

import { startProgram } from '../fixtures/program.ts';
import { expect, test } from '../fixtures/test.ts';

test('送信の進みぐあいが見え、つながらなくても選んだファイルは残る', async ({ page, context, signIn, guard }) => {
  guard.expectOffline();
  await signIn('organiser');
  const edit = await startProgram(context);
  await page.goto(edit);
  await page.getByRole('link', { name: '資料を添付する・並べ替える' }).click();
  await expect(page.locator('form[data-upload][data-ready]')).toBeVisible();
  const large = test.info().outputPath('名簿の見本.csv');
  await writeFile(large, Buffer.concat([Buffer.from('役割,組合\r\n'), Buffer.alloc(12 * 1024 * 1024, 'a')]));
  await page.getByLabel('ファイル', { exact: true }).setInputFiles(large);

  await context.setOffline(true);
  await page.getByRole('button', { name: '添付する', exact: true }).click();
  await expect(page.getByText('送信できませんでした。選んだファイルはそのままです。')).toBeVisible();
  await expect(page.getByRole('progressbar')).toBeHidden();
  expect(await page.locator('#file').inputValue()).toContain('名簿の見本.csv');

  await context.setOffline(false);
  // Slow enough to see the bar on its way.
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 6 * 1024 * 1024,
  });
  await page.getByRole('button', { name: '添付する', exact: true }).click();
  const bar = page.getByRole('progressbar', { name: '送信中' });
  await expect(bar).toBeVisible();
  await expect.poll(() => bar.evaluate((bar) => (bar as HTMLProgressElement).value).catch(() => 100)).toBeGreaterThan(0);
  await expect(page.getByRole('heading', { name: '「名簿の見本.csv」を受け取りました' })).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('tbody tr')).toHaveCount(1);
});
