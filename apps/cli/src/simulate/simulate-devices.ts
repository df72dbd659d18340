import { type LegTimes, ParlourError } from '@parlour/wire';
import { compareSums, type SumComparison } from './compare-sums.ts';
import { currentEpoch } from './current-epoch.ts';
import type { DevicesOutcome } from './device-messages.ts';
import { makeDevices } from './devices.ts';
import { type FollowedRound, followRound } from './follow-round.ts';
import { leavers } from './leavers.ts';
import { operatorClient } from '../operator/operator-client.ts';
import { operatorTokenDoor } from './operator-token-door.ts';
import { clock, type KindTimes, type RequestTime, timesByKind } from './request-times.ts';
import { takePartTogether } from './take-part-together.ts';
import { simulatedWorld } from './simulated-world.ts';
import { type ProcessUse, watchProcesses } from './watch-processes.ts';
import { simulationBundle, type SimulationSize } from './simulation-bundle.ts';

export interface SimulationOptions extends SimulationSize {
  /** Of the server, e.g. `http://localhost:8080`. */
  readonly url: string;
  readonly credential: string;
  readonly threads: number;
  /** Whether all have a message ready before the first of them sends it. */
  readonly isStaged: boolean;
  /** Whether devices of a thread share what they find out of public signatures, to leave the server the processor. */
  readonly sharesChecks: boolean;
  readonly say: (sentence: string) => void;
}

export interface SimulationResult extends SumComparison {
  readonly phase: 'released';
  readonly round: string;
  readonly bundle: string;
  readonly devices: number;
  readonly dimension: number;
  readonly bits: number;
  readonly minimumReports: number;
  readonly reports: number;
  /** Devices by how they ended. */
  readonly ends: Readonly<Record<string, number>>;
  /** Making devices: blinding, asking for and unblinding tokens, encoding reports; seconds of wall time. */
  readonly makingSeconds: number;
  readonly sharesChecks: boolean;
  /** By kind of request; milliseconds and requests a second. */
  readonly requests: Readonly<Record<string, KindTimes>>;
  /** Seconds from one phase of the round to the next, as seen by looking every 100 ms. */
  readonly phaseSeconds: Readonly<Record<string, number>>;
  readonly lastReportToReleaseSeconds: number;
  /** Every server and queue worker on this machine, and all of them together; during the round alone. */
  readonly processes: readonly ProcessUse[];
  readonly together: { readonly cpuSeconds: number; readonly mostRssMegabytes: number };
}

/** One machine plays all devices, one after the other: a leg is as long as they take, and closes when all have answered. */
const legTimes: LegTimes = {
  deadline: { advertising: 900, sharing: 1_800, reporting: 1_800, confirming: 600, unmasking: 600 },
  grace: 2,
};

/**
 * A whole round of a published simulation with devices that speak the real protocol over HTTP, held against what they put
 * in. Everything slow that a device of a person does long before (its token, its report) is done before the round begins.
 * @throws ParlourError `simulate/too-few-devices`, `-no-epoch`, `-no-end`, `-aborted`, `-wrong-sum`, and as the server
 * refuses.
 */
export async function simulateDevices(options: SimulationOptions): Promise<SimulationResult> {
  const { url, credential, count, dropout, say } = options;
  const base = new URL('/api/', url).href;
  const operator = operatorClient(url, credential);
  const door = operatorTokenDoor(base, credential);
  const expires = Date.now() + 3_600_000;
  const asked = simulationBundle(options, await currentEpoch(door), expires);
  const { hash, signed } = await operator.ask('POST /api/operator/bundles', { body: asked });
  try {
    const { codes } = await operator.ask('POST /api/operator/invites', { body: { count, expires } });
    const leaving = leavers(count, dropout);
    const from = clock();
    say(`Making ${count} devices (some ${Math.ceil((0.15 * count) / options.threads)} s) ...`);
    const all = await Promise.all(
      split(count, options.threads).map(([start, end]) =>
        makeDevices({
          base,
          credential,
          bundle: signed,
          invites: codes.slice(start, end),
          leavers: leaving.slice(start, end),
          isStaged: options.isStaged,
          sharesChecks: options.sharesChecks,
        }),
      ),
    );
    const makingSeconds = seconds(clock() - from);
    const { processes: living } = await operator.ask('GET /api/operator/health');
    const processes = await watchProcesses(living);
    // Before the devices wait, or as many would have a round made with the usual times.
    await operator.ask('POST /api/operator/rounds', { body: { bundle: hash, legTimes } });
    const followed = followRound(operator, hash, (phase) => say(`The round is ${phase}.`), processes);
    const [{ round, seen }, outcomes] = await Promise.all([followed, takePartTogether(all)]);
    await processes.look();
    const uses = processes.uses();
    await Promise.all(all.map((devices) => devices.end()));
    if (round.phase !== 'released') throw aborted(round.abortReason ?? 'unknown', outcomes);
    const total = together(outcomes);
    const { plan } = await simulatedWorld(door, signed);
    const released = wordsOf(
      await operator.ask('GET /api/operator/rounds/:id/sum', { params: { id: round.id } }),
    );
    const comparison = compareSums(plan, released, total.sum, total.plain, total.reporters);
    if (!comparison.isExact || round.reports !== total.reporters)
      throw wrongSum(round.reports, total.reporters);
    const lastReport = total.times.reduce(
      (last, { kind, to }) => (kind === 'report' && to > last ? to : last),
      0,
    );
    return {
      phase: round.phase,
      round: round.id,
      bundle: hash,
      devices: count,
      dimension: plan.dimension,
      bits: asked.bits,
      minimumReports: asked.minimumReports,
      reports: total.reporters,
      ends: total.ends,
      makingSeconds,
      sharesChecks: options.sharesChecks,
      requests: timesByKind([...all.flatMap(({ tokens }) => tokens), ...total.times]),
      phaseSeconds: betweenPhases(seen),
      lastReportToReleaseSeconds: seconds((seen.released ?? clock()) - lastReport),
      processes: uses,
      together: {
        cpuSeconds: seconds(uses.reduce((sum, { cpuSeconds }) => sum + 1_000 * cpuSeconds, 0)),
        mostRssMegabytes: processes.mostRssMegabytesTogether(),
      },
      ...comparison,
    };
  } finally {
    await operator.ask('POST /api/operator/bundles/:hash/retire', { params: { hash } });
  }
}

/** Words modulo 2^bits. */
const wordsOf = ({ buffer }: Uint8Array): Uint32Array<ArrayBuffer> => new Uint32Array(buffer as ArrayBuffer);

const seconds = (milliseconds: number): number => Math.round(milliseconds / 10) / 100;

/** Parts of `count` as alike as can be: where each begins and ends. */
function split(count: number, parts: number): [number, number][] {
  return Array.from({ length: parts }, (_, i) => [
    Math.floor((i * count) / parts),
    Math.floor(((i + 1) * count) / parts),
  ]);
}

function betweenPhases(seen: FollowedRound['seen']): Record<string, number> {
  const phases = Object.entries(seen);
  return Object.fromEntries(
    phases.slice(0, -1).map(([phase, from], i) => [phase, seconds(phases[i + 1][1] - from)]),
  );
}

function together(outcomes: readonly DevicesOutcome[]) {
  const [{ sum, plain }] = outcomes;
  const ends: Record<string, number> = {};
  const times: RequestTime[] = [];
  let reporters = 0;
  for (const [i, outcome] of outcomes.entries()) {
    reporters += outcome.reporters;
    times.push(...outcome.times);
    for (const [end, devices] of Object.entries(outcome.ends)) ends[end] = (ends[end] ?? 0) + devices;
    if (i === 0) continue;
    for (let word = 0; word < sum.length; word += 1) {
      sum[word] += outcome.sum[word];
      plain[word] += outcome.plain[word];
    }
  }
  return { sum, plain, ends, times, reporters };
}

const aborted = (reason: string, outcomes: readonly DevicesOutcome[]): ParlourError =>
  new ParlourError('simulate/aborted', {
    message: `The round was aborted: ${reason}.`,
    meaning: `Nothing was released. The devices ended so: ${JSON.stringify(together(outcomes).ends)}.`,
    mend: 'Try again; on a slow or busy machine with fewer devices.',
  });

const wrongSum = (released: number | null, reporters: number): ParlourError =>
  new ParlourError('simulate/wrong-sum', {
    message: `The released sum is not that of the devices whose reports were acknowledged.`,
    meaning: `${released} reports were released and ${reporters} acknowledged; results of this server are not to be trusted.`,
    mend: 'Report this as an error of Parlour.',
  });
