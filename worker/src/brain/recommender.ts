import type { PersonalModel } from '@parlour/model';
import { createEngine, type Engine, type LearnedTaste } from '@parlour/recommend';
import type { HistoryEvent } from '@parlour/wire';
import type { HistoryView } from './history-view.ts';
import type { PublicCatalogue } from './public-catalogue.ts';

/** The recommendation engine with the person's history in it, made when the first list is asked for. */
export interface Recommender {
  /** `model` is what was trained on the device; a newer one is taken in. */
  engine(model: PersonalModel | undefined): Promise<Engine>;
  /** An event that was just added to the history. */
  add(event: HistoryEvent): void;
}

/** `history` undefined: of somebody of whom nothing is known. */
export function recommenderOf(
  house: PublicCatalogue,
  now: () => number,
  history?: () => HistoryView,
): Recommender {
  let made: Promise<Engine> | undefined;
  let ready: Engine | undefined;
  let known: HistoryView | undefined;
  let taste: PersonalModel | undefined;
  const make = async (): Promise<Engine> => {
    const { catalogue } = house;
    const space = await house.space();
    const published = await house.strategies();
    return createEngine(
      {
        catalogue,
        space,
        popularity: house.popularity(),
        ...published,
        taste: () => (taste === undefined ? undefined : tasteOf(taste, house)),
      },
      now,
    );
  };
  return {
    async engine(model) {
      made ??= make();
      const engine = await made;
      ready = engine;
      if (taste !== model) {
        taste = model;
        engine.refresh();
      }
      const view = history?.();
      if (view !== undefined && view !== known) {
        engine.setHistory(view.events);
        known = view;
      }
      return engine;
    },
    add(event) {
      // Only where the engine has everything before it.
      if (ready === undefined || history === undefined || known === undefined) return;
      ready.feedback(event);
      known = history();
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
