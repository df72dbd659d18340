import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { installChromium } from './find-chromium.mjs';
import { installWhatIsMissing, say } from './install.mjs';
import { root, runUnderNode24 } from './run-under-node-24.mjs';

const results = `${root}test-results`;

/** Counts of a vitest JSON report; undefined where the run died before writing one. */
function countUnit(path) {
  const report = readReport(path);
  return (
    report && {
      passed: report.numPassedTests,
      failed: report.numFailedTests + (report.success || report.numFailedTests ? 0 : 1),
      skipped: report.numPendingTests + report.numTodoTests,
    }
  );
}

function countEndToEnd(path) {
  const report = readReport(path);
  return (
    report && {
      passed: report.stats.expected + report.stats.flaky,
      failed: report.stats.unexpected + report.errors.length,
      skipped: report.stats.skipped,
    }
  );
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

installWhatIsMissing();
const chromium = installChromium();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const env = {
  ...process.env,
  PARLOUR_CHROMIUM: chromium,
  PLAYWRIGHT_JSON_OUTPUT_NAME: `${results}/e2e.json`,
};
const file = (path) => new URL(`file://${root}${path}`);

say('Unit tests ...');
const unitCode = await runUnderNode24(
  file('node_modules/vitest/vitest.mjs'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}/unit.json`],
  { cwd: root, env },
);
say('End-to-end tests ...');
const endToEndCode = await runUnderNode24(
  file('node_modules/@playwright/test/cli.js'),
  ['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'],
  { cwd: root, env },
);

const nothing = { passed: 0, failed: 1, skipped: 0 };
const counts = [
  countUnit(`${results}/unit.json`) ?? nothing,
  countEndToEnd(`${results}/e2e.json`) ?? nothing,
];
const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
const bad = unitCode !== 0 || endToEndCode !== 0;
const failed = sum('failed') || (bad ? 1 : 0);
console.log(`${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
