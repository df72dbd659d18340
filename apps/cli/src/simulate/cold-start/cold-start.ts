import { setTimeout as pause } from 'node:timers/promises';
import { peopleOfCatalogue } from '@parlour/bench/people-of-catalogue';
import type { Catalogue } from '@parlour/catalogue';
import { httpTokens } from '@parlour/private-aggregation/transport';
import { ParlourError } from '@parlour/wire';
import type { TrainingRun } from '@parlour/wire/api';
import { lastBasisOf } from '../../bundle/asked-before.ts';
import { epochBundle } from '../../bundle/epoch-bundle.ts';
import { type AskedFamily, partMakers, type PartOrder } from '../../bundle/part-makers.ts';
import { publishedCatalogue } from '../../catalogue/published-catalogue.ts';
import { followJob } from '../../operator/follow-job.ts';
import { type OperatorClient, operatorClient } from '../../operator/operator-client.ts';
import { readOperatorCredential } from '../../start/operator-credential.ts';
import { currentEpoch } from '../current-epoch.ts';
import { type ListQuality, measureLists, type TestedPerson } from './measure-lists.ts';
import { type OwnDeployment, ownDeployment } from './own-deployment.ts';
import { runRound } from './run-round.ts';

export interface ColdStartOptions {
  /** Who take part, each once. */
  readonly people: number;
  /** The first asks for popularity alone, so that the others can ask over what is popular. */
  readonly rounds: number;
  /** People like them who take no part, and whose lists are measured. */
  readonly tested: number;
  readonly seed: number;
  readonly port: number;
  readonly data?: string;
  /** Leaves the server running, until it is stopped by hand. */
  readonly stay: boolean;
  readonly say: (line: string) => void;
  /** Told once all rounds are over. */
  readonly onReport: (report: ColdStartReport) => void;
}

export interface ColdStartReport {
  readonly titles: number;
  readonly people: number;
  readonly before: ListQuality;
  /** By round, the latest last: what it asked, how many reports were released, and lists once what was learned is served. */
  readonly rounds: readonly {
    readonly asked: readonly AskedFamily[];
    readonly reports: number;
    readonly model: TrainingRun['state'] | null;
    readonly after: ListQuality;
  }[];
}

/** Of a history the last fifth, one title at least, is what is asked for. */
const heldOut = 0.2;
const betweenLooks = 500;
/** Times that a round is asked, at most. */
const mostTries = 3;

/** From the starter catalogue and nobody, through rounds of made people by the real protocol, to lists that know what people watch. */
export async function coldStart(options: ColdStartOptions): Promise<void> {
  const { people, rounds, say } = options;
  const cohort = Math.floor(people / rounds);
  if (!(rounds >= 1) || cohort < fewestDevices) throw tooFew(rounds);
  const deployment = await ownDeployment(options.port, options.data);
  const interrupted = new Promise<'interrupted'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve('interrupted'));
  });
  try {
    // Whatever is under way when it is interrupted, the server is stopped and its folder is not left behind.
    if ((await Promise.race([runRounds(options, deployment, cohort), interrupted])) === 'interrupted') return;
    if (options.stay) {
      say(`The server stays up at ${deployment.url}; stop it with Ctrl-C.`);
      await interrupted;
    }
  } finally {
    await deployment.stop();
  }
}

async function runRounds(
  options: ColdStartOptions,
  deployment: OwnDeployment,
  cohort: number,
): Promise<void> {
  const { people, rounds, tested, seed, say } = options;
  const folder = deployment.data.publicCatalogue;
  if (options.stay)
    say(`Look on at ${deployment.url}, and at ${deployment.url}/console/ with the code ${deployment.code}.`);
  const { catalogue } = await publishedCatalogue(folder);
  say(`Drawing ${people} people, and ${tested} who take no part ...`);
  const taking = await historiesOf(catalogue, people, 2 * seed);
  const judges = (await historiesOf(catalogue, tested, 2 * seed + 1)).map(testedPerson);
  const before = await measureLists(folder, judges);
  say(`Nobody has taken part yet: ${words(before)}`);
  const done: ColdStartReport['rounds'][number][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const members = taking.slice(round * cohort, (round + 1) * cohort);
    const asked: AskedFamily[] = round === 0 ? ['popularity'] : ['moments', 'popularity'];
    const histories = members.map((rows) => rows.map((row) => catalogue.id(row)));
    const { reports, model } = await learnFrom(deployment, asked, { histories, people, say });
    const after = await measureLists(folder, judges);
    const served =
      model === null ? '' : model === 'passed' ? ', the model is served' : `, the model was ${model}`;
    say(`Round ${round + 1}: ${reports} reports (${asked.join(', ')})${served}: ${words(after)}`);
    done.push({ asked, reports, model, after });
  }
  options.onReport({ titles: catalogue.size, people, before, rounds: done });
}

/** One round, and what it taught, served to everybody. */
async function learnFrom(
  { url, data }: OwnDeployment,
  asked: readonly AskedFamily[],
  {
    histories,
    people,
    say,
  }: Pick<ColdStartOptions, 'people' | 'say'> & { readonly histories: readonly (readonly string[])[] },
): Promise<{ reports: number; model: TrainingRun['state'] | null }> {
  const credential = await readOperatorCredential(data);
  const operator = operatorClient(url, credential);
  // Reports may be a tenth fewer than devices.
  const minimumReports = Math.max(50, Math.floor(histories.length * 0.85));
  const order: PartOrder = {
    data,
    people,
    minimumReports,
    modelShare: 0.8,
    titles: 2048,
    perPerson: 32,
    modelTitles: 4096,
    clustersAgain: false,
    lastBasis: await lastBasisOf(operator),
  };
  const parts = [];
  for (const family of asked) parts.push((await partMakers[family](order)).part);
  const bundle = epochBundle(parts, {
    epoch: await currentEpoch(httpTokens({ base: `${url}/api/` })),
    expiry: Date.now() + 86_400_000,
    minimumReports,
    cohort: histories.length,
    dropout: 0.02,
  });
  const before = await operator.ask('GET /api/operator/models');
  const round = { url, credential, operator, histories, folder: data.publicCatalogue };
  const reports = await untilReleased(
    (tried) => runRound({ ...round, bundle: { ...bundle, expiry: bundle.expiry + tried } }),
    say,
  );
  // Where no title stands out of the noise, nothing comes of it.
  await within(30_000, async () => {
    const { promotions } = await operator.ask('GET /api/operator/models');
    const isOf = ({ kind }: { kind: string }) => kind === 'popularity';
    return promotions.filter(isOf).length > before.promotions.filter(isOf).length;
  });
  if (!asked.includes('moments')) return { reports, model: null };
  return { reports, model: await promoteLearned(operator, before.runs.length) };
}

/**
 * A round that releases nothing, as too few answered in time, is asked again, of the same people with new tokens. As its bundle has another hash, devices of the
 * one before do not come into it.
 */
async function untilReleased(
  round: (tried: number) => Promise<number>,
  say: ColdStartOptions['say'],
): Promise<number> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await round(tried);
    } catch (error) {
      const isLate = error instanceof ParlourError && error.code === 'simulate/no-release';
      if (!isLate || tried + 1 >= mostTries) throw error;
      say(`${error.message} It is asked again.`);
    }
  }
}

/** Serves what the newest run learned, if it passed its gate. */
async function promoteLearned(operator: OperatorClient, runsBefore: number): Promise<TrainingRun['state']> {
  let newest: TrainingRun | undefined;
  const isLearned = await within(300_000, async () => {
    const { runs } = await operator.ask('GET /api/operator/models');
    newest = runs.length > runsBefore ? runs[0] : undefined;
    return newest !== undefined;
  });
  if (!isLearned) throw nothingLearned();
  if (newest?.model) {
    const call = { params: { id: newest.model }, body: { share: 1 } };
    await followJob(operator, await operator.ask('POST /api/operator/models/:id/promote', call));
  }
  return newest?.state ?? 'failed';
}

async function within(milliseconds: number, isSo: () => Promise<boolean>): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += betweenLooks) {
    if (await isSo()) return true;
    await pause(betweenLooks);
  }
  return false;
}

const nothingLearned = (): ParlourError =>
  new ParlourError('simulate/nothing-learned', {
    message: 'The round was released, and nothing was learned of it for minutes.',
    meaning: 'What was learned before is served.',
    mend: 'Try again on a machine that has less to do.',
  });

async function historiesOf(catalogue: Catalogue, people: number, seed: number): Promise<number[][]> {
  const { items, starts } = await peopleOfCatalogue(catalogue, people, seed);
  return Array.from({ length: people }, (_, person) => [
    ...items.subarray(starts[person], starts[person + 1]),
  ]);
}

function testedPerson(watched: readonly number[]): TestedPerson {
  const known = Math.min(watched.length - 1, Math.round(watched.length * (1 - heldOut)));
  return { history: watched.slice(0, known), targets: watched.slice(known) };
}

const words = ({ ndcg, ndcgSe, newcomerNdcg }: ListQuality): string =>
  `NDCG@10 ${ndcg.toFixed(4)} (standard error ${ndcgSe.toFixed(4)}), for newcomers ${newcomerNdcg.toFixed(4)}`;

/** A round needs 50 reports, and some who may leave. */
const fewestDevices = 64;
const tooFew = (rounds: number): ParlourError =>
  new ParlourError('simulate/too-few-people', {
    message: `So few people are not enough for ${rounds} rounds of ${fewestDevices} devices each.`,
    meaning: 'Nothing was started.',
    mend: `Give --people ${Math.max(1, rounds) * fewestDevices} or more, or fewer --rounds.`,
  });
