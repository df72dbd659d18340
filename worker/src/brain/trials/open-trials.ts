import { browserSuite } from '@parlour/private-aggregation';
import { armOf, type OwnQuality } from '@parlour/private-aggregation/queries';
import type { Vault } from '@parlour/vault';
import type { HistoryEvent } from '@parlour/wire';
import * as v from 'valibot';
import { loadJson, saveJson } from '../blob.ts';
import { once } from '../once.ts';
import { fromHex, toHex } from '../together/hex.ts';
import { isWatching } from '../together/watched-titles.ts';
import type { ArmOf, TrialArm } from './trial-arm.ts';
import {
  countedTitles,
  firstNotes,
  noteList,
  noteOpened,
  noteWatched,
  qualityOfNotes,
  TrialNotes,
} from './trial-notes.ts';

/** What a person's devices share and nobody else has, in hex: which arm of each experiment is theirs follows from it. */
export const TrialSecret = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const SavedTrials = v.strictObject({
  format: v.literal(1),
  secret: TrialSecret,
  notes: v.array(TrialNotes),
});
type SavedTrials = v.InferOutput<typeof SavedTrials>;

/** Experiments whose notes are kept: one may be asked about for a while after it is over. */
const mostKept = 4;
/** Kinds of events that say that a person has opened a title, or a way to watch it. */
const opening: ReadonlySet<HistoryEvent['kind']> = new Set(['view', 'click']);

/** Models that are tried, as far as an open vault is concerned: whose the arms are, and what lists were good for. */
export interface Trials {
  readonly secret: string;
  readonly armOf: ArmOf;
  /** The secret of the person's other devices: the lower of two is that of all. @returns whether it was. */
  takeSecret(other: string): Promise<boolean>;
  /** A list is shown. @param items in its order. @param arms what it was made with. */
  shown(items: readonly string[], arms: readonly TrialArm[]): void;
  /** Something that the person did here. */
  note(event: HistoryEvent): void;
  notesOf(experiment: string): TrialNotes | undefined;
  /** Shares of what was noted; undefined of an experiment under which this device has shown no list. */
  qualityOf(experiment: string): OwnQuality | undefined;
}

const suite = once(browserSuite);

/** @param onProblem is told of writing that failed, unless the vault was locked meanwhile. */
export async function openTrials(
  vault: Vault,
  now: () => number,
  onProblem: (error: unknown) => void,
): Promise<Trials> {
  const found = await loadJson(vault, 'trials', v.optional(SavedTrials), undefined);
  const fresh = (): SavedTrials => ({
    format: 1,
    secret: toHex(crypto.getRandomValues(new Uint8Array(32))),
    notes: [],
  });
  let saved = found ?? fresh();
  if (found === undefined) await saveJson(vault, 'trials', saved);
  const change = (notes: readonly TrialNotes[]): void => {
    if (notes.every((one, at) => one === saved.notes[at]) && notes.length === saved.notes.length) return;
    saved = { ...saved, notes: [...notes] };
    saveJson(vault, 'trials', saved).catch((error: unknown) => {
      if (!vault.isLocked) onProblem(error);
    });
  };
  const notesOf = (experiment: string) => saved.notes.find((one) => one.experiment === experiment);
  return {
    get secret() {
      return saved.secret;
    },
    armOf: async (experiment, share) => armOf(await suite(), fromHex(saved.secret), experiment, share),
    async takeSecret(other) {
      if (!(other < saved.secret)) return false;
      saved = { ...saved, secret: other };
      await saveJson(vault, 'trials', saved);
      return true;
    },
    shown(items, arms) {
      const list = items.slice(0, countedTitles);
      if (list.length === 0 || arms.length === 0) return;
      const noted = arms.map(({ experiment, arm }) => {
        const before = notesOf(experiment);
        // Lists under the other arm tell nothing of this one.
        return before?.arm === arm ? noteList(before, list, now()) : firstNotes(experiment, arm, list, now());
      });
      const others = saved.notes.filter(
        ({ experiment }) => !noted.some((one) => one.experiment === experiment),
      );
      change([...noted, ...others].slice(0, mostKept));
    },
    note({ kind, item }) {
      if (item === undefined) return;
      if (opening.has(kind)) change(saved.notes.map((one) => noteOpened(one, item)));
      else if (isWatching(kind)) change(saved.notes.map((one) => noteWatched(one, item)));
    },
    notesOf,
    qualityOf(experiment) {
      const notes = notesOf(experiment);
      return notes && qualityOfNotes(notes);
    },
  };
}
