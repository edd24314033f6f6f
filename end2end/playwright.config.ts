// Every journey twice: with scripts off, and with the islands alive. Journeys that need WebAssembly are named
// `*.wasm.spec.ts` and run only there. `cargo xtask test e2e` starts the portal and says where it is.
import { defineConfig } from '@playwright/test';

const chromium = {
  executablePath: process.env.PORTOLAN_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

export default defineConfig({
  testDir: '.',
  outputDir: 'results',
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 60_000,
  reporter: [['list', { printSteps: false }]],
  use: {
    baseURL: process.env.PORTOLAN_URL ?? 'http://127.0.0.1:3000',
    browserName: 'chromium',
    launchOptions: chromium,
    locale: 'en-GB',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 10_000,
    // A trace takes a fifth of the time and is asked for: `cargo xtask test e2e -- --trace=on <file>`.
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'scripts-off',
      testMatch: 'journeys/**/*.spec.ts',
      testIgnore: '**/*.wasm.spec.ts',
      use: { javaScriptEnabled: false },
    },
    { name: 'wasm', testMatch: 'journeys/**/*.spec.ts', testIgnore: '**/*.plain.spec.ts' },
    // Pictures are asked for (`cargo xtask shots`), never part of a verdict.
    ...(process.env.PORTOLAN_SHOTS ? [{ name: 'shots', testMatch: 'shots.spec.ts' }] : []),
  ],
});
