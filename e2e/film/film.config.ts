import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const system = '/usr/bin/chromium';
const executablePath = process.env.PARLOUR_CHROMIUM ?? (existsSync(system) ? system : undefined);

/** Films are made by hand, for people to look at; they take minutes, and no test waits for them. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.film.ts',
  outputDir: '../../test-results/film',
  preserveOutput: 'always',
  timeout: 2_400_000,
  expect: { timeout: 120_000 },
  workers: 1,
  use: {
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: ['--no-sandbox', '--disable-quic'],
    },
  },
});
