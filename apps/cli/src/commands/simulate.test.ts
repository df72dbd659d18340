import { openUnpinnedBundle } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { openTokenDirectory } from '@parlour/private-aggregation/tokens';
import { httpTokens } from '@parlour/private-aggregation/transport';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDataFolder } from '../data-folder.ts';
import { operatorClient } from '../operator/operator-client.ts';
import { type RunningParlour, runningParlour } from '../start/testing/running-parlour.ts';
import { readOperatorCredential } from '../start/operator-credential.ts';

let parlour: RunningParlour;
let data: string;
let url: string;

beforeAll(async () => {
  parlour = await runningParlour();
  ({ url } = parlour);
  data = parlour.data.root;
}, 300_000);
afterAll(() => parlour.stop());

const simulate = (...args: string[]) =>
  parlour.run('simulate', 'devices', '--dimension', '96', '--bits', '24', ...args);

it('simulated devices bring a round to its release, with the sum of exactly the reports that arrived', {
  timeout: 240_000,
}, async () => {
  const stdout = await simulate('--count', '64', '--dropout', '0.05');
  expect(stdout).toMatch(/\nreleased 6[0-4] reports, largest error [\d.]+ /);
  const result = JSON.parse(stdout.slice(0, stdout.lastIndexOf('}') + 1));
  // Three leave, one of them after its report was taken.
  expect(result).toMatchObject({ phase: 'released', isExact: true, ends: { left: 3 } });
  expect(result.largestError).toBeLessThan(result.errorBound);
  const operator = operatorClient(url, await readOperatorCredential(await openDataFolder(data)));
  const { rounds } = await operator.ask('GET /api/operator/rounds', { query: {} });
  const [round] = rounds;
  expect(round).toMatchObject({ id: result.round, phase: 'released', reports: result.reports, members: 64 });
  expect(round.outcomes).toMatchObject({ late: 0, malformed: 0, wrongToken: 0 });
  const sum = await operator.ask('GET /api/operator/rounds/:id/sum', { params: { id: round.id } });
  expect(sum).toHaveLength(4 * 96);

  const [{ signed, retiredAt }] = await operator.ask('GET /api/operator/bundles');
  expect(retiredAt).not.toBeNull();
  const directory = await openTokenDirectory(
    nodeSuite,
    await httpTokens({ base: `${url}/api/` }).directory(),
    {
      aggregatorKey: undefined,
    },
  );
  const aggregatorKey = Uint8Array.from(Buffer.from(directory.aggregatorKey, 'hex'));
  const expected = { aggregatorKey, now: Date.now(), audience: 'people' } as const;
  await expect(openUnpinnedBundle(nodeSuite, signed, expected)).rejects.toMatchObject({
    code: 'aggregation/bundle-simulation',
  });
});

it('a simulation that cannot end well is not begun, and says what would be enough', async () => {
  await expect(simulate('--count', '60', '--dropout', '0.1')).rejects.toMatchObject({
    stderr: expect.stringContaining('are too few'),
  });
});
