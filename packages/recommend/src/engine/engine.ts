import { eventWeight } from '@parlour/model';
import type { HistoryEvent } from '@parlour/wire';
import { adaptWeights } from '../fusion/adapt-weights.ts';
import { evidenceOf, type FusionEvidence, mostEvidence } from '../fusion/fusion-evidence.ts';
import { startingWeights } from '../fusion/fusion-weights.ts';
import type { RankedList } from '../fusion/fuse.ts';
import { shownLists } from '../fusion/shown-lists.ts';
import { type Habits, noHabits } from '../strategies/context/habits.ts';
import { learnHabits } from '../strategies/context/learn-habits.ts';
import type { Moment } from '../strategies/strategy.ts';
import type { EngineParts, Learned } from './engine-parts.ts';
import { checkContext, checkCount, checkRequest } from './check-request.ts';
import { explainTitle, type Explanation } from './explain-title.ts';
import { makeList } from './make-list.ts';
import { openHouse } from './house.ts';
import { leaveOutFailing } from './leave-out-failing.ts';
import { type Person, personOf } from './person.ts';
import { openSitting, type Sitting } from './sitting.ts';
import type { RecommendRequest, RequestContext } from './recommend-request.ts';
import type { RecommendedList } from './recommended-list.ts';
import { unknownItem } from './recommend-error.ts';
import { resultCache } from './result-cache.ts';
import { similarTitles, type SimilarTitle } from './similar-titles.ts';

/** The recommendation engine of one person over one catalogue. */
export interface Engine {
  /**
   * The same request, history, models and seed give the same list within ten minutes of one clock.
   * @throws ParlourError `recommend/bad-request`
   */
  recommend(request: RecommendRequest): RecommendedList;
  /** Titles like this one, nearest first, 1..200. @throws ParlourError `recommend/unknown-item`, `recommend/bad-request` */
  similar(item: string, count: number): SimilarTitle[];
  /** Why this title would be recommended, or would not. @throws ParlourError `recommend/unknown-item`, `recommend/bad-request` */
  explain(item: string, context?: RequestContext): Explanation;
  /** Takes in what the person did; the next list knows it. */
  feedback(event: HistoryEvent): void;
  /** Takes the person's history anew, from all events. */
  setHistory(events: Iterable<HistoryEvent>): void;
  /** Asks anew for what was learned elsewhere: the trained taste. */
  refresh(): void;
  /** What each strategy took in; for interfaces that show the person's interests. */
  sitting(): Sitting;
  learned(): Learned;
}

/** A list, with what is needed where the person says something of it. */
interface Kept {
  readonly list: RecommendedList;
  readonly rows: readonly number[];
  readonly behind: readonly RankedList[];
}

/** Lists are computed for the beginning of such a slot of time, so that a kept list is the one that would be made anew. */
const slot = 600_000;
const keptLists = 64;
/** Habits are learned again when the history has grown by so much, or so little of it is left. */
const growth = 1.1;
const loss = 0.5;

export function createEngine(parts: EngineParts, now: () => number = Date.now): Engine {
  const cache = resultCache<Kept>(keptLists, slot);
  const prior = parts.fusion?.weights ?? startingWeights;
  let evidence: readonly FusionEvidence[] = parts.learned?.evidence ?? [];
  let weights = adaptWeights(prior, evidence);
  let habits: Habits = parts.learned?.habits ?? noHabits;
  let habitsFrom = parts.learned?.habitsFrom ?? 0;
  let clock = parts.learned?.utcOffset;
  const house = openHouse(parts, () => habits);
  let person: Person = personOf(parts.catalogue, []);
  let current: Sitting | undefined;
  const shown = shownLists();
  const changed = (): void => {
    current = undefined;
    cache.clear();
  };
  const believe = (found: readonly FusionEvidence[]): void => {
    evidence = found.slice(-mostEvidence);
    weights = adaptWeights(prior, evidence);
  };
  const learnAgain = (utcOffset: number | undefined): void => {
    const { history } = person;
    const isAsLong = history.length < growth * habitsFrom && history.length > loss * habitsFrom;
    if (isAsLong && utcOffset === clock) return;
    habitsFrom = history.length;
    clock = utcOffset;
    habits = learnHabits(parts.space, history, clock);
  };
  /** Evenings are those of the person's clock: on another one their habits are others. */
  const sitting = (utcOffset = clock): Sitting => {
    if (utcOffset !== clock) changed();
    if (current === undefined) {
      learnAgain(utcOffset);
      current = openSitting(house, person, weights);
    }
    return current;
  };
  const make = <T>({ utcOffset }: Moment, from: (taken: Sitting) => T): T => {
    const { made, sitting: left } = leaveOutFailing(house, sitting(utcOffset), from);
    current = left;
    return made;
  };
  const rowOf = (item: string): number => {
    const row = parts.catalogue.rowOf(item);
    if (row < 0) throw unknownItem();
    return row;
  };
  const timeOf = (context: RequestContext | undefined): number => {
    const at = context?.now ?? now();
    return at - (at % slot);
  };
  return {
    recommend(request) {
      checkRequest(request);
      const moment = { ...request.context, now: timeOf(request.context) };
      // Of the time only its slot counts.
      const key = JSON.stringify([{ ...request, context: undefined }, moment]);
      let kept = cache.get(key, moment.now);
      if (kept === undefined) {
        const list = make(moment, (taken) => makeList(house, taken, request, moment));
        kept = { list, rows: list.entries.map(({ row }) => row), behind: sitting().latest };
        cache.set(key, kept, moment.now);
      }
      shown.add(kept.rows, kept.behind);
      return kept.list;
    },
    similar(item, count) {
      checkCount(count);
      return similarTitles(house, rowOf(item), count);
    },
    explain(item, context) {
      checkContext(context);
      const row = rowOf(item);
      const moment = { ...context, now: timeOf(context) };
      return make(moment, (taken) => explainTitle(house, taken, row, moment, shown.behind(row)));
    },
    feedback(event) {
      const row = event.item === undefined ? -1 : parts.catalogue.rowOf(event.item);
      person.add(event);
      changed();
      const found = row < 0 ? undefined : evidenceOf(event.id, eventWeight(event), shown.behind(row), row);
      if (found !== undefined) believe([...evidence, found]);
    },
    setHistory(events) {
      const all = [...events];
      person = personOf(parts.catalogue, all);
      const left = stillThere(evidence, all);
      if (left.length < evidence.length) believe(left);
      changed();
    },
    refresh: changed,
    sitting,
    learned: () => ({ evidence, habits, habitsFrom, utcOffset: clock }),
  };
}

/** What the person took back says nothing any more. */
function stillThere(evidence: readonly FusionEvidence[], events: readonly HistoryEvent[]): FusionEvidence[] {
  if (evidence.length === 0) return [];
  const wanted = new Set(evidence.map(({ event }) => event));
  const there = new Set<string>();
  for (const { id } of events) if (wanted.has(id)) there.add(id);
  return evidence.filter(({ event }) => there.has(event));
}
