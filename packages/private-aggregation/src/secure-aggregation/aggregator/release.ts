import { demand } from '../../refusal.ts';
import { memberCount } from '../member-set.ts';
import { reduceWords } from '../words/unpack-words.ts';
import type { Tools } from '../tools.ts';
import { abort } from './close-leg.ts';
import type { Adding, Released, ServerState } from './server-state.ts';
import { runUnmaskJob } from './unmask-job.ts';
import { unmaskJob, unmaskJobIds } from './unmask-jobs.ts';

/**
 * Adds what a job gave. The same job again changes nothing.
 * @throws ParlourError `aggregation/malformed-message` for a job that is not of this round, or of the wrong length.
 */
export function addUnmasked(state: Adding, id: string, words: Uint32Array): Adding {
  const { sum, done } = state;
  demand(words.length === sum.length && unmaskJobIds(state).includes(id), 'malformed-message', 'job');
  if (!done.has(id)) {
    for (let i = 0; i < sum.length; i += 1) {
      sum[i] += words[i];
    }
    done.add(id);
  }
  return state;
}

/**
 * The sum of exactly the survivors' encoded reports modulo 2^bits.
 * @throws ParlourError `aggregation/out-of-turn` while jobs are missing, `-too-few-survivors` of fewer reports than the bundle asks for: legs that
 * end with fewer lead nowhere already, and this is the one way out, whatever led to it.
 */
export function release(state: Adding): Released {
  const { setup, sum, done, survivors } = state;
  demand(done.size === unmaskJobIds(state).length, 'out-of-turn', 'unmasking is not done');
  const reports = memberCount(survivors);
  demand(reports >= setup.minimumReports, 'too-few-survivors', String(reports));
  reduceWords(sum, setup.bits);
  return { phase: 'released', setup, sum, reports };
}

/** All jobs, one after the other, and the release; aborted if a secret is not what was committed to. */
export async function unmask({ suite }: Tools, state: Adding): Promise<ServerState> {
  try {
    for (const id of unmaskJobIds(state)) {
      addUnmasked(state, id, await runUnmaskJob(suite, unmaskJob(state, id)));
    }
    return release(state);
  } catch (cause) {
    return abort(state, cause);
  }
}
