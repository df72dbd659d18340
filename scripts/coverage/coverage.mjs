import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { mergeCoverage } from './merge-coverage.ts';

/**
 * `node scripts/coverage/coverage.mjs FOLDER [SHOWN...]`: runs the tests under a folder and says which blocks of the files under
 * SHOWN (of the folder, if none) no test entered; ends with 1 if there are any, or if a test fails.
 */
const [folder, ...shown] = process.argv.slice(2);
const root = join(import.meta.dirname, '../..');
const results = mkdtempSync(join(tmpdir(), 'parlour-coverage-'));
try {
  const tests = spawnSync(
    join(root, 'node_modules/.bin/vitest'),
    ['run', '--config', join(import.meta.dirname, 'vitest.config.ts'), folder],
    { cwd: root, stdio: 'inherit', env: { ...process.env, PARLOUR_COVERAGE: results } },
  );
  const isShown = (name) => (shown.length > 0 ? shown : [folder]).some((part) => name.startsWith(part));
  const nameOf = (url) => relative(root, url.replace('file://', ''));
  const runs = readdirSync(results)
    .map((file) => JSON.parse(readFileSync(join(results, file), 'utf8')))
    .map((scripts) => scripts.filter(({ url }) => isShown(nameOf(url))));
  const files = mergeCoverage(runs).map((file) => ({ ...file, name: nameOf(file.url) }));
  const gaps = files.flatMap(({ name, gaps: those }) => those.map(({ text }) => `${name}: ${text}`));
  console.log(
    `\n${files.length} files, ${gaps.length} blocks that no test entered${gaps.length > 0 ? ':' : ''}`,
  );
  gaps.forEach((gap) => console.log(`- ${gap}`));
  process.exitCode = tests.status === 0 && files.length > 0 && gaps.length === 0 ? 0 : 1;
} finally {
  rmSync(results, { recursive: true });
}
