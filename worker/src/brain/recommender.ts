import type { PersonalModel } from '@parlour/model';
import { adaptWeights, type Engine, type LearnedTaste, noHabits } from '@parlour/recommend';
import type { HistoryEvent } from '@parlour/wire';
import type { MixtureReport } from '../brain-api/index.ts';
import { type ChosenStrategies, chosenStrategies, type LearnedStanding } from './chosen-strategies.ts';
import type { HistoryView } from './history-view.ts';
import type { LearnedStore } from './learned-store.ts';
import { openEngine } from './open-engine.ts';
import { ownStart } from './own-start.ts';
import type { HouseStrategies, PublicCatalogue } from './public-catalogue.ts';
import type { MixtureStart, StartingMixture } from './starting-mixture.ts';
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
  /** Whether lists begin where they did before, as what is published for everybody, or tried, is clearly worse here. */
  readonly startsAsBefore: boolean;
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
  let made:
    | { readonly of: HouseStrategies; readonly start: MixtureStart; readonly engine: Promise<Engine> }
    | undefined;
  /** Where lists begin here, for what is published, once that is known. */
  let own: { readonly of: StartingMixture; readonly start: MixtureStart } | undefined;
  let lookedAt: HouseStrategies | undefined;
  let ready: Engine | undefined;
  let known: HistoryView | undefined;
  let taste: PersonalModel | undefined;
  let chosen: ChosenStrategies | undefined;
  let isChoosing = false;
  const onChosen = (found: ChosenStrategies): void => {
    chosen = found;
    person?.onChosen?.();
  };
  const startOf = (everybodys: StartingMixture): MixtureStart =>
    own?.of === everybodys ? own.start : everybodys;
  const startsAsBefore = (): boolean => own !== undefined && own.start !== own.of;
  /** In the background: the next list is made with what it finds. */
  const findStart = (published: HouseStrategies, everybodys: StartingMixture): void => {
    if (person === undefined || chosen === undefined || lookedAt === published) return;
    lookedAt = published;
    ownStart(house, chosen.strategies, everybodys, person.history().events).then(
      (start) => {
        if (lookedAt !== published) return;
        own = { of: everybodys, start };
        if (startsAsBefore()) person.onChosen?.();
      },
      // Then lists begin where everybody's do.
      () => undefined,
    );
  };
  const make = ({ weights }: MixtureStart): Promise<Engine> =>
    openEngine(house, now, {
      weights,
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
      return chosen?.standing;
    },
    get arms() {
      if (made === undefined) return [];
      return [...made.of.arms, ...(made.of.together.arms ?? [])].map((one) => {
        const isBefore = one.model === 'fusion' ? startsAsBefore() : chosen?.wentBack.includes(one.model);
        return one.arm === 'candidate' && isBefore ? { ...one, wentBack: true } : one;
      });
    },
    get startsAsBefore() {
      return startsAsBefore();
    },
    choose() {
      if (made !== undefined || isChoosing || person === undefined) return;
      isChoosing = true;
      const choose = async (): Promise<void> => {
        const published = await house.strategies();
        if (made !== undefined) return;
        const watched = watchedRows(person.history().events, house);
        onChosen(chosenStrategies(published, watched, house.catalogue.size));
      };
      // Strategies that cannot be had are told of where lists are made.
      choose().catch(() => undefined);
    },
    async mixture() {
      const everybodys = await house.mixture();
      const start = startOf(everybodys);
      const { evidence, habits } = ready?.learned() ??
        person?.learned.found ?? { evidence: [], habits: noHabits };
      return {
        weights: adaptWeights(start.weights, evidence),
        isByPopularity: chosen?.isByPopularity ?? false,
        deeds: evidence.length,
        start: start.source,
        halfLife: Number.isFinite(habits.halfLife) ? habits.halfLife : undefined,
        sameTime: habits.sameTime,
        problem: person?.learned.problem,
        startProblem: everybodys.problem,
      };
    },
    async engine(model) {
      const [published, everybodys] = await Promise.all([house.strategies(), house.mixture()]);
      const start = startOf(everybodys);
      if (made?.of !== published || made.start !== start)
        made = { of: published, start, engine: make(start) };
      const mine = made;
      const engine = await mine.engine.catch((error: unknown) => {
        if (made === mine) made = undefined;
        throw error;
      });
      // One with strategies that could not be had before begins with what this one learned, and with the whole history.
      if (ready !== engine) known = undefined;
      ready = engine;
      findStart(published, everybodys);
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
