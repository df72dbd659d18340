import type { PersonalModel } from '@parlour/model';
import { adaptWeights, type Engine, type LearnedTaste, noHabits } from '@parlour/recommend';
import type { HistoryEvent } from '@parlour/wire';
import type { MixtureReport } from '../brain-api/index.ts';
import { chosenStrategies, type LearnedStanding } from './chosen-strategies.ts';
import type { HistoryView } from './history-view.ts';
import type { LearnedStore } from './learned-store.ts';
import { openEngine } from './open-engine.ts';
import type { HouseStrategies, PublicCatalogue } from './public-catalogue.ts';
import type { TrialArm } from './trials/trial-arm.ts';
import { watchedRows } from './watched-rows.ts';

/** The recommendation engine with the person's history in it, made when the first list is asked for. */
export interface Recommender {
  /** `model` is what was trained on the device; a newer one is taken in. */
  engine(model: PersonalModel | undefined): Promise<Engine>;
  /** An event that was just added to the history. */
  add(event: HistoryEvent): void;
  /** Keeps what the engine has learned since the last time. */
  keep(): void;
  /** What this device makes of what was learned from everybody; undefined before the first list, and where there is nothing of it. */
  readonly standing: LearnedStanding | undefined;
  /** Models on trial that lists are made with, or without. */
  readonly arms: readonly TrialArm[];
  /** Finds that before the first list, in the background. */
  choose(): void;
  /** How the strategies are mixed for this person. */
  mixture(): Promise<MixtureReport>;
}

/** What is known of the person, and where what is learned of them is kept. */
export interface RecommenderPerson {
  readonly history: () => HistoryView;
  readonly learned: LearnedStore;
  /** What lists are made with was chosen, or chosen anew. */
  readonly onChosen?: () => void;
}

/** `person` undefined: somebody of whom nothing is known. */
export function recommenderOf(
  house: PublicCatalogue,
  now: () => number,
  person?: RecommenderPerson,
): Recommender {
  let made: { readonly of: HouseStrategies; readonly engine: Promise<Engine> } | undefined;
  let ready: Engine | undefined;
  let known: HistoryView | undefined;
  let taste: PersonalModel | undefined;
  let standing: LearnedStanding | undefined;
  let isChoosing = false;
  const onChosen = (chosen: LearnedStanding | undefined): void => {
    standing = chosen;
    person?.onChosen?.();
  };
  const make = (): Promise<Engine> =>
    openEngine(house, now, {
      learned: ready?.learned() ?? person?.learned.found,
      history: person?.history().events,
      onChosen,
      taste: () => (taste === undefined ? undefined : tasteOf(taste, house)),
    });
  const keep = (): void => {
    if (ready !== undefined) person?.learned.keep(ready.learned());
  };
  return {
    keep,
    get standing() {
      return standing;
    },
    get arms() {
      return made === undefined ? [] : [...made.of.arms, ...(made.of.together.arms ?? [])];
    },
    choose() {
      if (made !== undefined || isChoosing || person === undefined) return;
      isChoosing = true;
      const choose = async (): Promise<void> => {
        const published = await house.strategies();
        if (made !== undefined) return;
        const watched = watchedRows(person.history().events, house);
        onChosen(chosenStrategies(published, watched, house.catalogue.size).standing);
      };
      // Strategies that cannot be had are told of where lists are made.
      choose().catch(() => undefined);
    },
    async mixture() {
      const start = await house.mixture();
      const { evidence, habits } = ready?.learned() ??
        person?.learned.found ?? { evidence: [], habits: noHabits };
      return {
        weights: adaptWeights(start.weights, evidence),
        deeds: evidence.length,
        start: start.source,
        halfLife: Number.isFinite(habits.halfLife) ? habits.halfLife : undefined,
        sameTime: habits.sameTime,
        problem: person?.learned.problem,
        startProblem: start.problem,
      };
    },
    async engine(model) {
      const published = await house.strategies();
      if (made?.of !== published) made = { of: published, engine: make() };
      const mine = made;
      const engine = await mine.engine.catch((error: unknown) => {
        if (made === mine) made = undefined;
        throw error;
      });
      // One with strategies that could not be had before begins with what this one learned, and with the whole history.
      if (ready !== engine) known = undefined;
      ready = engine;
      if (taste !== model) {
        taste = model;
        engine.refresh();
      }
      const view = person?.history();
      if (view !== undefined && view !== known) {
        engine.setHistory(view.events);
        known = view;
        keep();
      }
      return engine;
    },
    add(event) {
      // Only where the engine has everything before it.
      if (ready === undefined || person === undefined || known === undefined) return;
      ready.feedback(event);
      known = person.history();
      keep();
    },
  };
}

function tasteOf({ vector, shares }: PersonalModel, house: PublicCatalogue): LearnedTaste {
  return {
    vector,
    shares: shares.flatMap(({ item, coefficient }) => {
      const row = house.rowOf(item);
      return row === undefined ? [] : [{ row, coefficient }];
    }),
  };
}
