import { seededRandom } from '@parlour/model';
import {
  createEngine,
  type Engine,
  type EngineParts,
  type Moment,
  type RecommendRequest,
  rehearsal,
} from '@parlour/recommend';
import type { HistoryEvent } from '@parlour/wire';
import type { LatencyTimings } from './latency-worker.ts';

const historyLength = 500;
const warmUp = 20;
const explained = 50;
const day = 86_400_000;
const now = Date.UTC(2026, 10, 20, 20);

/** Milliseconds from anywhere on. */
export type Clock = () => number;

export interface LatencyOptions {
  readonly requests: number;
  /** Lists right after a new event; 200 without it. */
  readonly afterEvents?: number;
  /** Wall time without it. */
  readonly clock?: Clock;
  /** May keep the engine, so that memory can be measured with all it holds. */
  readonly hold?: (engine: Engine) => void;
}

/**
 * The first list of a cold engine; then, after the rehearsal that a brain makes while a person types: requests of a history of 500
 * that all differ, the same once more from the cache, lists right after a new event, and single titles explained with their paths
 * through the graph, each of another list.
 */
export function measureLatency(
  parts: EngineParts,
  { requests, afterEvents = 200, clock = () => performance.now(), hold = () => undefined }: LatencyOptions,
): Omit<LatencyTimings, 'open'> {
  const timed = (work: () => unknown): number => {
    const begin = clock();
    work();
    return clock() - begin;
  };
  const random = seededRandom(1);
  const engine = createEngine(parts, () => now);
  hold(engine);
  const history = madeHistory(parts, random);
  const start = clock();
  engine.setHistory(history);
  engine.recommend({ count: 20 });
  const first = clock() - start;
  const invented = rehearsal(parts, now);
  for (const step of invented.steps(createEngine({ ...parts, taste: () => invented.taste }, () => now)))
    step();
  const made = Array.from({ length: requests + warmUp }, (_, index) => madeRequest(parts, random, index));
  for (const request of made.slice(requests)) engine.recommend(request);
  const list = made.slice(0, requests).map((request) => timed(() => engine.recommend(request)));
  const cached = made.slice(0, requests).map((request) => {
    engine.recommend(request);
    return timed(() => engine.recommend(request));
  });
  const strategies = timeStrategies(timed, engine, parts, made.slice(0, Math.min(200, requests)));
  const afterEvent = Array.from({ length: afterEvents }, (_, index) => {
    const event = madeEvent(parts, random, now + index * 60_000, `new-${index}`);
    return timed(() => {
      engine.feedback(event);
      engine.recommend({ count: 20 });
    });
  });
  const explain = Array.from({ length: explained }, (_, index) => {
    const { entries } = engine.recommend({ count: 20, seed: index, context: { now } });
    return timed(() => engine.explain(entries[index % entries.length].item, { now }));
  });
  return { first, list, cached, afterEvent, explain, strategies };
}

function timeStrategies(
  timed: (work: () => unknown) => number,
  engine: Engine,
  { catalogue }: EngineParts,
  requests: readonly RecommendRequest[],
): Record<string, number[]> {
  const allowed = new Uint8Array(catalogue.size);
  const times: Record<string, number[]> = {};
  for (const { strategy, prepared } of engine.sitting().members) {
    times[strategy.name] = requests.map((request, index) => {
      for (let row = 0; row < allowed.length; row += 1) allowed[row] = (row + index) % 7 === 0 ? 0 : 1;
      const moment: Moment = { now, ...request.context };
      return timed(() => prepared.rank(allowed, moment));
    });
  }
  return times;
}

/** Well-known titles more often than others, over two years, now at this time of day and now at that. */
function madeHistory(parts: EngineParts, random: () => number): HistoryEvent[] {
  return Array.from({ length: historyLength }, (_, index) =>
    madeEvent(parts, random, now - (historyLength - index) * 1.5 * day - random() * day, `made-${index}`),
  );
}

function madeEvent(
  { catalogue, popularity }: EngineParts,
  random: () => number,
  at: number,
  id: string,
): HistoryEvent {
  const draw = (): number => Math.floor(random() * catalogue.size);
  let row = draw();
  for (let other = 0; other < 4; other += 1) {
    const next = draw();
    if (popularity[next] > popularity[row]) row = next;
  }
  return { id, kind: 'completion', item: catalogue.id(row), at, progress: 1, source: 'bench' };
}

const devices = ['phone', 'tablet', 'computer', 'television'] as const;
const moods = ['light', 'intense', 'thoughtful', 'relaxing', 'exciting'] as const;

/** No two are alike: count, exclusions, context and seed differ. */
function madeRequest({ catalogue }: EngineParts, random: () => number, index: number): RecommendRequest {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)];
  const platforms = catalogue.coded('platforms');
  return {
    count: 10 + Math.floor(random() * 21),
    seed: index,
    exclude: Array.from({ length: Math.floor(random() * 10) }, () =>
      catalogue.id(Math.floor(random() * catalogue.size)),
    ),
    context: {
      now: now + Math.floor(random() * 7 * 24) * 3_600_000,
      utcOffset: 60,
      device: pick(devices),
      ...(random() < 0.3 && { mood: pick(moods) }),
      ...(random() < 0.3 && { minutes: 60 + Math.floor(random() * 120) }),
      ...(random() < 0.2 &&
        platforms.size > 0 && {
          platforms: [platforms.value(Math.floor(random() * Math.min(4, platforms.size)))],
        }),
    },
  };
}
