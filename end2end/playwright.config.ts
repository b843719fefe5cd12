// One browser, two ways: every scenario runs with scripts and without them. What needs scripts is in `*.island.spec.ts`.
import { defineConfig } from '@playwright/test';

const ISLANDS = '**/*.island.spec.ts';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  // A test that passes at the second try hides a fault, so at the desk there is none. A busy machine that checks unwatched
  // gets one; the report lists what needed it as flaky.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    viewport: { width: 1366, height: 768 },
    screenshot: 'only-on-failure',
    // A trace of every test costs more time than the tests; switch it on by --trace on.
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? process.env.CHROMIUM ?? undefined,
      // No sandbox inside containers; nothing in the background may speak to other hosts.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'js', use: { javaScriptEnabled: true } },
    { name: 'no-js', testIgnore: ISLANDS, use: { javaScriptEnabled: false } },
  ],
});
