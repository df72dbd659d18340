import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeSum, type Kind, packedBytes, unpackWords } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { leavers } from '@parlour/cli/simulate/leavers';
import { operatorClient } from '@parlour/cli/operator-client';
import { simulatedWorld } from '@parlour/cli/simulate/simulated-world';
import { httpTokens } from '@parlour/private-aggregation/transport';
import { openDataFolder } from '@parlour/cli/data-folder';
import { readOperatorCredential } from '@parlour/cli/operator-credential';
import { expect, test } from '@playwright/test';
import { type Crowd, startCrowd } from './support/crowd.ts';
import { expectAccessible } from './support/accessible.ts';
import { goTo, listedTitles } from './support/person.ts';
import { type OwnServer, startOwnServer } from './support/own-server.ts';
import { doing, makeDevice, type RealDevice, shownRound, takePart } from './support/real-device.ts';

const port = Number(process.env.PARLOUR_E2E_PORT ?? 8123) + 10;
const simulated = 120;
const titles = 160;
const real = 3;
/** What the person whose tab is closed again and again sends, leg by leg. */
const legs = [
  'advertisement',
  'shares',
  'report',
  'confirmation',
  'unmasking',
] as const satisfies readonly Kind[];

/** Names that no other name is the beginning of. */
const name = (index: number): string =>
  `${'Amber Birch Coral Dawn Ember Frost Grove Haven Ivory Jade'.split(' ')[index % 10]} Number ${100 + index}`;

let server: OwnServer;
let crowd: Crowd | undefined;
const devices: RealDevice[] = [];
test.describe.configure({ mode: 'serial', timeout: 400_000 });
test.beforeAll(async () => {
  server = await startOwnServer(
    port,
    Array.from({ length: titles }, (_, index) => ({
      '@type': 'Movie',
      name: name(index),
      datePublished: String(1950 + (index % 70)),
      duration: 'PT100M',
      genre: ['Drama', 'Comedy', 'Crime'][index % 3],
    })),
  );
});
test.afterAll(async () => {
  crowd?.end();
  for (const device of devices) await device.end();
  await server.stop();
});

test('three people among 120 made devices: the sum is that of exactly the reports that arrived, whatever tabs were closed', async ({
  browser,
}) => {
  const credential = await readOperatorCredential(await openDataFolder(server.data));
  const operator = operatorClient(server.url, credential);
  const words = `bundle popularity --titles ${titles} --per-person 12 --minimum-reports 50 --cohort ${simulated + real}`;
  const { stdout } = await server.run(...words.split(' '), '--url', server.url);
  const { bundle: hash } = JSON.parse(stdout) as { bundle: string };
  const order = { count: simulated + real, expires: Date.now() + 3_600_000 };
  const { codes } = await operator.ask('POST /api/operator/invites', { body: order });
  const [published] = await operator.ask('GET /api/operator/bundles');
  const base = `${server.url}/api/`;
  crowd = startCrowd({
    base,
    credential,
    bundle: published.signed,
    invites: codes.slice(real),
    leavers: leavers(simulated, 0.04),
    // Without them no leg has its quorum.
    patient: 20,
    held: legs,
  });

  const watched = [0, 1, 2].map((person) => Array.from({ length: 12 }, (_, i) => name(person * 3 + 5 * i)));
  for (const [i, mine] of watched.entries())
    devices.push(await makeDevice(browser, port + 1 + i, server.url, mine));
  const [steady, often, once] = devices;
  await crowd.ready;
  const gone = once.gate.loses('report');
  const stopped = new Map(legs.map((kind) => [kind, often.gate.loses(kind)]));
  for (const [i, device] of devices.entries()) await takePart(device, codes[i]);

  // One tab is closed in every leg when its message was on its way, and opened again; another once, for good.
  for (const kind of legs) {
    await stopped.get(kind);
    await often.page.close();
    if (kind === 'report') {
      await gone;
      await once.page.close();
    }
    often.gate.delivers(kind);
    await often.reopen();
    const isDelivered = () => often.gate.seen.some((message) => message.kind === kind && message.isDelivered);
    await expect.poll(isDelivered, { timeout: 60_000 }).toBe(true);
    crowd.letGo(kind);
  }
  const outcome = await crowd.over;
  const rounds = async () =>
    (await operator.ask('GET /api/operator/rounds', { query: { bundle: hash } })).rounds;
  await expect.poll(async () => (await rounds())[0].phase, { timeout: 60_000 }).toBe('released');
  const [round] = await rounds();

  // Whatever was sent again after a reload was the same, byte for byte.
  for (const device of devices) {
    for (const kind of ['draw', ...legs] as const) {
      const [first, ...again] = device.gate.seen.filter((message) => message.kind === kind);
      for (const { bytes } of again) expect(bytes.equals(first.bytes), kind).toBe(true);
    }
  }

  // The released sum is that of the reports, word for word, and decodes to the sum of the answers but for the noise.
  const { plan } = await simulatedWorld(httpTokens({ base }), published.signed, 'people');
  const { bits, queries } = plan.bundle;
  const [query] = queries;
  const encoded = Uint32Array.from(outcome.sum);
  const plain = Float64Array.from(outcome.plain);
  const place = await placesOf(server, query.id);
  for (const [i, device] of [steady, often].entries()) {
    await goTo(device.page, 'Together');
    await expect(doing(device)).toContainText('done for this week', { timeout: 60_000 });
    const shown = await shownRound(device);
    for (const colorScheme of ['light', 'dark'] as const) {
      await device.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expectAccessible(device.page, `together, ${colorScheme}`);
    }
    expect(shown.how).toBe('done');
    expect(shown.names.toSorted()).toEqual(watched[i].toSorted());
    expect(shown.bytes).toHaveLength(packedBytes(plan.dimension, bits));
    unpackWords(shown.bytes, plan.dimension, bits).forEach((word, at) => {
      encoded[at] += word;
    });
    for (const title of shown.names) plain[place(title)] += 1;
  }
  const reports = outcome.reporters + 2;
  expect(round).toMatchObject({ phase: 'released', reports, members: simulated + real });
  const sum = await operator.ask('GET /api/operator/rounds/:id/sum', { params: { id: round.id } });
  const released = new Uint32Array(sum.buffer);
  expect([...released]).toEqual(Array.from(encoded, (word) => word % 2 ** bits));
  const decoded = decodeSum(plan, released).get(query.id) ?? new Float64Array();
  const largest = plain.reduce((most, value, at) => Math.max(most, Math.abs(decoded[at] - value)), 0);
  // Rounding adds a variance of a quarter at most; exceeded with a probability below 2^-20, by a union over all numbers.
  const noise = Math.sqrt(reports * (plan.noiseVariance + 0.25)) / plan.scale / query.scale;
  expect(largest).toBeLessThan(noise * Math.sqrt(2 * Math.log(2 * plan.dimension * 2 ** 20)));
  expect(largest).toBeGreaterThan(0);

  // Whose tab was closed for good is in no sum; what was paid stays paid, and the page says that nothing arrived in time.
  once.gate.delivers('report');
  await once.reopen();
  await goTo(once.page, 'Together');
  const left = once.page.getByRole('list', { name: 'Rounds' }).locator('details');
  await expect(left).toHaveAttribute('data-how', 'aggregation/round-over', { timeout: 60_000 });
  await expect(once.page.getByRole('region', { name: 'Your privacy budget' })).toContainText(
    '1 report was paid for',
  );
  await expect(doing(once)).toContainText('done for this week', { timeout: 60_000 });

  // What the round told is a public file by itself, the sum's titles that stand out, and every device shows it.
  const manifest = async () => {
    const response = await fetch(`${server.url}/catalogue/manifest.json`);
    return (await response.json()) as { popularity?: { path: string } };
  };
  await expect.poll(async () => (await manifest()).popularity?.path, { timeout: 60_000 }).toBeDefined();
  const file = await fetch(`${server.url}/catalogue/${(await manifest()).popularity?.path}`);
  const { items, shares } = (await file.json()) as { items: string[]; shares: number[] };
  const most = Math.max(...decoded);
  expect(shares[0]).toBeCloseTo(Math.min(1, most / reports), 4);
  await steady.page.close();
  await steady.reopen();
  await goTo(steady.page, 'Together');
  const back = steady.page.getByRole('list', { name: 'Most watched here' });
  await expect(back.getByRole('listitem')).toHaveCount(Math.min(6, items.length));
  const best = Array.from({ length: titles }, (_, index) => name(index)).find(
    (title) => decoded[place(title)] === most,
  );
  await expect(back.getByRole('listitem').first()).toContainText(best ?? 'no title');
  await expectAccessible(steady.page, 'together, with what came back');
});

test('what 120 made devices watch together comes back as a model, and a person’s lists are made with it', async ({
  browser,
}) => {
  const credential = await readOperatorCredential(await openDataFolder(server.data));
  const operator = operatorClient(server.url, credential);
  await importRatings(server);
  const words = `bundle epoch --queries moments --minimum-reports 100 --cohort ${simulated} --dropout 0.05 --model-sum-norm 0.6`;
  const { stdout } = await server.run(...words.split(' '), '--url', server.url);
  const { bundle: hash } = JSON.parse(stdout) as { bundle: string };
  const order = { count: simulated, expires: Date.now() + 3_600_000 };
  const { codes } = await operator.ask('POST /api/operator/invites', { body: order });
  const published = await operator.ask('GET /api/operator/bundles');
  const asked = published.find((one) => one.hash === hash);
  crowd = startCrowd({
    base: `${server.url}/api/`,
    credential,
    bundle: asked?.signed ?? published[0].signed,
    invites: codes,
    histories: Array.from({ length: simulated }, (_, person) => circle(person % 2).map(itemOf)),
    leavers: leavers(simulated, 0.02),
    patient: 0,
    held: [],
  });
  await crowd.over;
  const learned = async () => (await operator.ask('GET /api/operator/models')).runs;
  await expect.poll(async () => (await learned())[0]?.state, { timeout: 120_000 }).toBe('passed');
  const [run] = await learned();
  expect(run.metrics.candidateNdcg).toBeGreaterThan(run.metrics.popularityNdcg);
  await server.run('models', 'promote', run.model ?? '', '--url', server.url);

  // A person with a history of their own gets lists that are made with it, and is told so; how good they are is tested beside the code.
  const mine = circle(0);
  const device = await makeDevice(browser, port + 5, server.url, mine.slice(0, 8).map(name));
  devices.push(device);
  await goTo(device.page, 'Together');
  const back = device.page.getByRole('region', { name: 'What came back' });
  await expect(back).toContainText('1 round with');
  await expect(back.getByRole('heading', { name: 'Which titles go together' })).toBeVisible();
  await expect(back).toContainText(`${run.metrics.reports} reports`);
  await expect(back).toContainText('Your lists are made with it.');
  await expectAccessible(device.page, 'together, with what was learned');
  await goTo(device.page, 'For you');
  const listed = await listedTitles(device.page);
  expect(listed.length).toBeGreaterThanOrEqual(10);
  for (const seen of mine.slice(0, 8)) expect(listed).not.toContain(name(seen));
});

/** Twelve titles that some people watch together. */
const circle = (which: number): number[] => Array.from({ length: 12 }, (_, i) => which + 3 * i);
const itemOf = (title: number): string =>
  `movie:${name(title).toLowerCase().replaceAll(' ', '-')}:${1950 + (title % 70)}`;

/** Public ratings of forty people of either circle, as an import leaves them: what a model is measured on. */
async function importRatings({ data }: OwnServer): Promise<void> {
  const folder = join(data, 'ratings', 'made');
  await mkdir(folder, { recursive: true });
  const films = Array.from(
    { length: titles },
    (_, title) =>
      `${title},${name(title)} (${1950 + (title % 70)}),${['Drama', 'Comedy', 'Crime'][title % 3]}`,
  );
  await writeFile(join(folder, 'movies.csv'), ['movieId,title,genres', ...films].join('\n'));
  const ratings = Array.from({ length: 80 }, (_, person) =>
    circle(person % 2).map((title, at) => `${person},${title},4,${1_000_000 + ((at * 7 + person) % 12)}`),
  ).flat();
  await writeFile(join(folder, 'ratings.csv'), ['userId,movieId,rating,timestamp', ...ratings].join('\n'));
}

/** Where a title stands in the public list that a query is about. */
async function placesOf({ url }: OwnServer, queryId: string): Promise<(title: string) => number> {
  const response = await fetch(`${url}/catalogue/head-${queryId.split('/')[1]}.json`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(
    Buffer.from(await nodeSuite.sha256(bytes))
      .toString('hex')
      .startsWith(queryId.split('/')[1]),
  ).toBe(true);
  const { items } = JSON.parse(new TextDecoder().decode(bytes)) as { items: string[] };
  return (title) => {
    const at = items.findIndex((item) =>
      item.startsWith(`movie:${title.toLowerCase().replaceAll(' ', '-')}:`),
    );
    expect(at, title).toBeGreaterThanOrEqual(0);
    return at;
  };
}
