import { Session } from 'node:inspector/promises';
import { expect, it } from 'vitest';
import { type CoveredScript, mergeCoverage } from './merge-coverage.ts';

const SOURCE = `globalThis.choose = (x) => {
  if (x > 3) { return 'large'; }
  return x < 0 ? 'negative' : x || 'small';
};
globalThis.never = () => 'never';`;

let runs = 0;

/** What V8 really says when the source runs and its function is called. */
async function run(values: readonly number[]): Promise<CoveredScript[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const name = `/made-up-${runs}.js`;
  runs += 1;
  await session.post('Runtime.evaluate', { expression: `${SOURCE}\n//# sourceURL=${name}` });
  const call = `[${values.join()}].forEach((x) => choose(x))`;
  await session.post('Runtime.evaluate', { expression: call });
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  return result
    .filter(({ url }) => url === name)
    .map(({ functions }) => ({ url: '/made-up.js', source: SOURCE, functions }));
}

const gaps = (files: ReturnType<typeof mergeCoverage>) =>
  files.flatMap((file) => file.gaps.map(({ text }) => text));

it('finds the branches that nobody took, and the functions that nobody called', async () => {
  const found = gaps(mergeCoverage([await run([5])]));
  expect(found.some((text) => text.includes('negative'))).toBe(true);
  expect(found.some((text) => text.includes('small'))).toBe(true);
  expect(found.some((text) => text.includes('never'))).toBe(true);
  expect(found.some((text) => text.includes('large'))).toBe(false);
});

it('counts a branch as taken if any run took it', async () => {
  const found = gaps(mergeCoverage([await run([5]), await run([-1]), await run([1]), await run([0])]));
  expect(found.filter((text) => !text.includes('never'))).toEqual([]);
  const without = gaps(mergeCoverage([await run([5]), await run([1]), await run([0])]));
  expect(without.some((text) => text.includes('negative'))).toBe(true);
});

it('refuses runs of different files under one name', () => {
  const script = { url: '/a.js', source: 'a', functions: [] };
  expect(() => mergeCoverage([[script], [{ ...script, source: 'b' }]])).toThrow('/a.js');
});
