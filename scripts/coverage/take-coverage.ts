import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { CoveredScript } from './merge-coverage.ts';

/** Setup file of every test file of a coverage run: what V8 counted of each of our files is left in `PARLOUR_COVERAGE`. */
const session = new Session();
session.connect();
await session.post('Debugger.enable');
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

afterAll(async () => {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const scripts: CoveredScript[] = [];
  for (const { url, scriptId, functions } of result) {
    if (url.includes('/src/') && !url.includes('/node_modules/') && !/\/test\/|\.test\./.test(url)) {
      const { scriptSource } = await session.post('Debugger.getScriptSource', { scriptId });
      scripts.push({ url, source: scriptSource, functions });
    }
  }
  const folder = process.env.PARLOUR_COVERAGE ?? '';
  writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify(scripts));
  session.disconnect();
});
