import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openUnpinnedBundle } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { openTokenDirectory } from '@parlour/private-aggregation/tokens';
import { httpTokens } from '@parlour/private-aggregation/transport';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDataFolder } from '../data-folder.ts';
import { operatorClient } from '../operator/operator-client.ts';
import { readOperatorCredential } from '../start/operator-credential.ts';

const cli = fileURLToPath(new URL('../main.ts', import.meta.url));
let data: string;
let url: string;
let stop: () => Promise<void>;

/** The product as `npm start` runs it, with a data folder of its own. */
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'parlour-simulate-'));
  await chmod(data, 0o711);
  const port = await freePort();
  url = `http://localhost:${port}`;
  const child = spawn(process.execPath, [cli, 'start', '--data', data, '--port', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exit = once(child, 'exit');
  stop = async () => {
    child.kill('SIGTERM');
    await exit;
  };
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  while (!said.includes('is up')) {
    const [first] = await Promise.race([exit, once(child.stderr, 'data')]);
    if (typeof first !== 'string') throw new Error(said);
  }
}, 300_000);

afterAll(async () => {
  await stop();
  await rm(data, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const simulate = (...args: string[]) =>
  promisify(execFile)(process.execPath, [
    cli,
    'simulate',
    'devices',
    '--url',
    url,
    '--data',
    data,
    '--dimension',
    '96',
    '--bits',
    '24',
    ...args,
  ]);

it('simulated devices bring a round to its release, with the sum of exactly the reports that arrived', {
  timeout: 240_000,
}, async () => {
  const { stdout } = await simulate('--count', '64', '--dropout', '0.05');
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
