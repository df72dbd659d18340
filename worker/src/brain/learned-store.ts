import { type FusionEvidence, type Learned, strategyNames } from '@parlour/recommend';
import { ParlourError } from '@parlour/wire';
import * as v from 'valibot';
import { saveJson } from './blob.ts';
import type { ProfileShelf } from './profiles/profile-models.ts';
import { learnedFormat, SavedLearned } from './saved-learned.ts';

/** What the engine learned of a person, kept in an open vault. */
export interface LearnedStore {
  /** As it was found when the vault was opened. */
  readonly found: Learned | undefined;
  /** Why nothing could be taken from what is there: then everything starts from the beginning. */
  readonly problem: 'damaged' | 'newer' | undefined;
  /** Writes what has changed since the last time, in the background. */
  keep(learned: Learned): void;
}

/** `onProblem` is told of writing that failed, unless the vault was locked meanwhile. */
export async function openLearnedStore(
  vault: ProfileShelf,
  onProblem: (error: unknown) => void,
): Promise<LearnedStore> {
  const { found, problem } = await load(vault);
  let latest = found;
  return {
    found,
    problem,
    keep(learned) {
      // What a newer version learned is left alone.
      if (problem === 'newer' || isSame(learned, latest)) return;
      latest = learned;
      // At once: the vault takes it before a lock that comes next.
      saveJson(vault, 'learned', savedForm(learned)).catch((error: unknown) => {
        if (!vault.isLocked) onProblem(error);
      });
    },
  };
}

async function load(vault: ProfileShelf): Promise<Pick<LearnedStore, 'found' | 'problem'>> {
  try {
    const bytes = await vault.loadBlob('learned');
    if (bytes === undefined) return { found: undefined, problem: undefined };
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (v.is(Versioned, json) && json.format > learnedFormat) return { found: undefined, problem: 'newer' };
    return { found: learnedOf(v.parse(SavedLearned, json)), problem: undefined };
  } catch (error) {
    if (error instanceof ParlourError && error.code !== 'vault/damaged-record') throw error;
    return { found: undefined, problem: 'damaged' };
  }
}

const Versioned = v.object({ format: v.number() });

/** The engine makes everything anew that it changes. */
function isSame(left: Learned, right: Learned | undefined): boolean {
  if (right === undefined) return left.evidence.length === 0 && left.habitsFrom === 0;
  return (
    left.evidence === right.evidence &&
    left.habits === right.habits &&
    left.habitsFrom === right.habitsFrom &&
    left.utcOffset === right.utcOffset
  );
}

function savedForm({ evidence, habits, habitsFrom, utcOffset }: Learned): v.InferOutput<typeof SavedLearned> {
  const halfLife = Number.isFinite(habits.halfLife) ? habits.halfLife : null;
  return {
    format: learnedFormat,
    evidence: evidence.map((each) => ({ ...each, rewards: { ...each.rewards } })),
    habits: { ...habits, halfLife },
    habitsFrom,
    ...(utcOffset !== undefined && { utcOffset }),
  };
}

function learnedOf({ evidence, habits, habitsFrom, utcOffset }: v.InferOutput<typeof SavedLearned>): Learned {
  return {
    evidence: evidence.map(({ event, liking, rewards }): FusionEvidence => {
      const known: { -readonly [name in keyof FusionEvidence['rewards']]: number } = {};
      for (const name of strategyNames) if (rewards[name] !== undefined) known[name] = rewards[name];
      return { event, liking, rewards: known };
    }),
    habits: { ...habits, halfLife: habits.halfLife ?? Number.POSITIVE_INFINITY },
    habitsFrom,
    utcOffset,
  };
}
