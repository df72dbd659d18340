import type { Vault } from '@parlour/vault';
import { type EventKind, type HistoryEvent, ofProfile, type ProfileId, profileOf } from '@parlour/wire';
import type { Device } from '../device.ts';
import { type HistoryView, historyView } from '../history-view.ts';
import type { Imports } from '../imports.ts';
import { openLearnedStore } from '../learned-store.ts';
import { type Learner, openLearner } from '../learner.ts';
import type { PublicCatalogue } from '../public-catalogue.ts';
import { type Recommender, recommenderOf } from '../recommender.ts';
import type { ProfileModels } from './profile-models.ts';

/** Everything that is of one profile, and of no other: made when it is opened, dropped when another is. */
export interface Person {
  readonly profile: ProfileId;
  readonly learner: Learner;
  readonly recommender: Recommender;
  history(): HistoryView;
  /** Adds events made in the viewer, as this profile's. They count at once and are written together with others, at most 5 s later. */
  add(events: readonly HistoryEvent[]): void;
  /** Takes back the last event of this kind that was made here; false if there is none. */
  takeBack(item: string, kind: EventKind): Promise<boolean>;
  /** Forgets, but for what is kept in the vault. */
  leave(): void;
}

export interface PersonParts {
  readonly vault: Vault;
  readonly house: PublicCatalogue;
  readonly device: Device;
  readonly imports: Pick<Imports, 'matches'>;
  readonly models: Pick<ProfileModels, 'shelf'>;
  readonly now: () => number;
  readonly onProblem: (error: unknown) => void;
  /** What lists are made with was chosen, or chosen anew. */
  readonly onChosen: () => void;
}

/** Sources of events that a person makes here, and not in a file. */
const madeHere: ReadonlySet<string> = new Set(['viewer', 'taste']);

export async function openPerson(profile: ProfileId, parts: PersonParts): Promise<Person> {
  const { vault, house, device, imports, models, now, onProblem, onChosen } = parts;
  const shelf = models.shelf(profile);
  const history = latestView(profile, vault, imports, house);
  const [learned, learner] = await Promise.all([
    openLearnedStore(shelf, onProblem),
    openLearner({ vault: shelf, house, device, history, now, onProblem }),
  ]);
  const recommender = recommenderOf(house, now, { history, learned, onChosen });
  return {
    profile,
    learner,
    recommender,
    history,
    add(events) {
      for (const event of events) {
        vault.append({ ...event, ...ofProfile(profile) }).catch(onProblem);
        if (events.length === 1) recommender.add(event);
      }
    },
    async takeBack(item, kind) {
      const last = history()
        .of(item)
        .findLast((event) => event.kind === kind && madeHere.has(event.source));
      return last !== undefined && vault.retract(last.id);
    },
    leave() {
      if (!vault.isLocked) recommender.keep();
      learner.close();
    },
  };
}

/** The events of one profile, as everything but the vault sees them. */
export function latestView(
  profile: ProfileId,
  vault: Pick<Vault, 'events'>,
  imports: Pick<Imports, 'matches'>,
  house: PublicCatalogue,
): () => HistoryView {
  let of: readonly HistoryEvent[] | undefined;
  let view: HistoryView | undefined;
  return () => {
    const events = vault.events();
    if (view === undefined || of !== events) {
      of = events;
      view = historyView(
        events.filter((event) => profileOf(event) === profile),
        imports.matches,
        house,
      );
    }
    return view;
  };
}
