import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '@parlour/model';
import {
  addPersonMoment,
  decodeBasis,
  momentDimension,
  momentRank,
  momentScores,
  type NamedBasis,
  openMomentModel,
} from '@parlour/model/moments';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import type { MomentsOrder } from '@parlour/server';
import { momentBasisPath } from '@parlour/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBasis } from '../bundle/moment-basis.ts';
import { publishStarter } from '../catalogue/publish-starter.ts';
import { publishedCatalogue } from '../catalogue/published-catalogue.ts';
import { type DataFolder, openDataFolder } from '../data-folder.ts';
import { momentsWork, sealMomentsWork } from './moments-work.ts';

let data: DataFolder;
let basisName: string;
let named: NamedBasis;
/** Places of titles by genre. */
let genres: number[][];

beforeAll(async () => {
  data = await openDataFolder(await mkdtemp(join(tmpdir(), 'parlour-moments-')));
  await publishStarter(data);
  const basis = await writeBasis(data.publicCatalogue, 4096, () => ({ head: 16, content: 32 }));
  basisName = basis.name;
  named = decodeBasis(await readFile(join(data.publicCatalogue, momentBasisPath(basis.name))));
  const { catalogue } = await publishedCatalogue(data.publicCatalogue);
  const byGenre = new Map<string, number[]>();
  named.items.forEach((item, place) => {
    const [genre] = catalogue.genres(catalogue.rowOf(item));
    byGenre.set(genre, [...(byGenre.get(genre) ?? []), place]);
  });
  genres = [...byGenre.values()].filter(({ length }) => length >= 20);
}, 120_000);
afterAll(() => rm(data.root, { recursive: true, force: true }));

/** People who each watch titles of one genre, and the noise of a round. */
function cohort(seed: number, people = 2000): MomentsOrder['cohorts'][number] {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const sum = new Float64Array(momentDimension(momentRank(named.basis.design)));
  for (let person = 0; person < people; person++) {
    const genre = genres[person % genres.length];
    const watched = Array.from({ length: 8 }, () => genre[Math.floor(random() * genre.length)]);
    addPersonMoment(sum, named.basis, [...new Set(watched)]);
  }
  const noise = 4.5;
  const round = Buffer.from(`${seed}`.padStart(64, '0')).toString('latin1');
  return {
    round,
    epoch: '2026-w48',
    sum: sum.map((value) => value + noise * normal()),
    reports: people,
    noise,
  };
}
const order = (cohorts: MomentsOrder['cohorts'], parent?: string): MomentsOrder => ({
  basis: basisName,
  parent,
  bundles: ['cd'.repeat(32)],
  epsilon: { one: 1.01, delta: 1e-5 },
  cohorts,
});
const signingSeed = new Uint8Array(randomBytes(32));
const sealed = async (draft: { sha256: string; toSign: string }) =>
  sealMomentsWork(data, draft.sha256, {
    key: Buffer.from(await nodeSuite.ed25519Public(signingSeed)).toString('hex'),
    signature: Buffer.from(
      await nodeSuite.sign(signingSeed, new Uint8Array(Buffer.from(draft.toSign, 'hex'))),
    ).toString('hex'),
  });

describe('what is learned of released sums', () => {
  it('is a signed version that says where it comes from, and gives people of a genre titles of it', async () => {
    const run = await momentsWork(data, order([cohort(1), cohort(2)]));
    expect(run).toMatchObject({
      state: 'passed',
      reason: null,
      parameters: { head: 16, content: 32, cohorts: 2 },
    });
    expect(run.metrics.candidateNdcg).toBeGreaterThan(run.metrics.popularityNdcg);
    expect(run.metrics.directionsKept).toBeGreaterThan(1);
    // Once more it is the very same.
    expect(await momentsWork(data, order([cohort(1), cohort(2)]))).toEqual(run);
    const made = await sealed(run.draft ?? { sha256: '', toSign: '' });
    expect(await readdir(join(data.models, 'drafts'))).toEqual([]);
    const bytes = await readFile(join(data.models, 'versions', made.sha256));
    const { model, origin } = await openMomentModel(bytes, (...signed) => nodeSuite.verify(...signed));
    const told = ({ round, epoch, reports }: MomentsOrder['cohorts'][number]) => ({ round, epoch, reports });
    expect(origin).toMatchObject({
      basis: basisName,
      parents: [],
      bundles: ['cd'.repeat(32)],
      cohorts: [cohort(1), cohort(2)].map(told),
      reports: 4000,
      epsilon: { one: 1.01, delta: 1e-5 },
      quality: run.metrics,
    });
    const [genre] = genres;
    const scores = momentScores(model, genre.slice(0, 5));
    const mean = (places: readonly number[]) =>
      places.reduce((sum, place) => sum + scores[place], 0) / places.length;
    expect(mean(genre.slice(5))).toBeGreaterThan(2 * Math.abs(mean(genres[1])));

    // The next is measured beside it, too.
    const next = await momentsWork(data, order([cohort(3), cohort(4)], made.sha256));
    expect(next.state).toBe('passed');
    expect(next.metrics.servedNdcg).toBeCloseTo(run.metrics.candidateNdcg, 2);
    const { sha256 } = await sealed(next.draft ?? { sha256: '', toSign: '' });
    const child = await readFile(join(data.models, 'versions', sha256));
    const opened = await openMomentModel(child, (...signed) => nodeSuite.verify(...signed));
    expect(opened.origin).toMatchObject({
      parents: [made.sha256],
      cohorts: [cohort(3), cohort(4)].map(told),
    });
  });

  it('is refused where the sums are nonsense', async () => {
    // All weight in one direction, far beyond what reports could add up to.
    const sum = new Float64Array(cohort(1).sum.length);
    sum[0] = 1e6;
    const broken = { ...cohort(1), sum };
    const run = await momentsWork(data, order([broken]));
    expect(run).toMatchObject({ state: 'refused', draft: undefined, metrics: { sumsLeftOut: 1 } });
    expect(run.reason).toContain('people’s reports');
    // One such sum keeps nobody from learning of the others, and is not what the model comes from.
    const other = await momentsWork(data, order([broken, cohort(2)]));
    expect(other).toMatchObject({ state: 'passed', metrics: { sumsLeftOut: 1, reports: 2000 } });
    const { sha256 } = await sealed(other.draft ?? { sha256: '', toSign: '' });
    const bytes = await readFile(join(data.models, 'versions', sha256));
    const { origin } = await openMomentModel(bytes, (...signed) => nodeSuite.verify(...signed));
    expect(origin.cohorts.map(({ round }) => round)).toEqual([cohort(2).round]);
  });

  it('is refused by its gate where the sum could be of people, and lists by it are of no use', async () => {
    // Everybody is said to have watched one title, and nothing else.
    const sum = new Float64Array(cohort(1).sum.length);
    sum[0] = cohort(1).reports;
    const run = await momentsWork(data, order([{ ...cohort(1), sum }]));
    expect(run).toMatchObject({ state: 'refused', draft: undefined, metrics: { sumsLeftOut: 0 } });
    expect(run.metrics.toldShare).toBeCloseTo(1, 1);
    expect(run.reason).toContain('NDCG@10');
  });

  it.each([
    ['is of noise alone', (value: number, noise: number) => noise - 0 * value, 'noise hides'],
    ['was subtracted', (value: number) => -value, 'people’s reports'],
    ['is ten times too loud', (_: number, noise: number) => 10 * noise, 'people’s reports'],
  ])(
    'is refused where the sum %s, which the gate alone lets through without ratings',
    async (_, change, why) => {
      const [people, nobody] = [cohort(6), cohort(7, 0)];
      const sum = people.sum.map((value, at) => change(value, nobody.sum[at]));
      const run = await momentsWork(data, order([{ ...people, sum }]));
      expect(run).toMatchObject({ state: 'refused', draft: undefined });
      expect(run.reason).toContain(why);
    },
  );

  it('is not made over a basis whose file is gone', async () => {
    const run = await momentsWork(data, { ...order([cohort(1)]), basis: 'f'.repeat(32) });
    expect(run).toMatchObject({ state: 'failed', draft: undefined });
  });
});
