import { eventWeight } from '@parlour/model';
import type { HistoryEvent } from '@parlour/wire';
import { adaptWeights } from '../fusion/adapt-weights.ts';
import { evidenceOf, type FusionEvidence, mostEvidence } from '../fusion/fusion-evidence.ts';
import { startingWeights } from '../fusion/fusion-weights.ts';
import { shownLists } from '../fusion/shown-lists.ts';
import { type Habits, noHabits } from '../strategies/context/habits.ts';
import { learnHabits } from '../strategies/context/learn-habits.ts';
import type { EngineParts, Learned } from './engine-parts.ts';
import { checkRequest } from './check-request.ts';
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
  /** Titles like this one, nearest first. @throws ParlourError `recommend/unknown-item` */
  similar(item: string, count: number): SimilarTitle[];
  /** Why this title would be recommended, or would not. @throws ParlourError `recommend/unknown-item` */
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

/** Lists are computed for the beginning of such a slot of time, so that a kept list is the one that would be made anew. */
const slot = 600_000;
const keptLists = 64;
/** Habits are learned again when the history has grown by so much, or so little of it is left. */
const growth = 1.1;
const loss = 0.5;

export function createEngine(parts: EngineParts, now: () => number = Date.now): Engine {
  const cache = resultCache<RecommendedList>(keptLists, slot);
  const prior = parts.fusion?.weights ?? startingWeights;
  let evidence: readonly FusionEvidence[] = parts.learned?.evidence ?? [];
  let weights = adaptWeights(prior, evidence);
  let habits: Habits = parts.learned?.habits ?? noHabits;
  let habitsFrom = parts.learned?.habitsFrom ?? 0;
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
  const learnAgain = (): void => {
    const { history } = person;
    if (history.length < growth * habitsFrom && history.length > loss * habitsFrom) return;
    habitsFrom = history.length;
    habits = learnHabits(parts.space, history);
  };
  const sitting = (): Sitting => {
    if (current === undefined) {
      learnAgain();
      current = openSitting(house, person, weights);
    }
    return current;
  };
  const make = <T>(from: (taken: Sitting) => T): T => {
    const { made, sitting: left } = leaveOutFailing(house, sitting(), from);
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
      const key = JSON.stringify([request, moment]);
      const known = cache.get(key, moment.now);
      if (known !== undefined) return known;
      const list = make((taken) => makeList(house, taken, request, moment));
      shown.add(
        list.entries.map(({ row }) => row),
        sitting().latest,
      );
      cache.set(key, list, moment.now);
      return list;
    },
    similar: (item, count) => similarTitles(house, rowOf(item), count),
    explain(item, context) {
      const row = rowOf(item);
      const moment = { ...context, now: timeOf(context) };
      return make((taken) => explainTitle(house, taken, row, moment, shown.behind(row)));
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
    learned: () => ({ evidence, habits, habitsFrom }),
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
