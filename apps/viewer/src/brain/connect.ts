import { type Remote, wrap } from 'comlink';
import type { BrainApi } from '../../../../worker/src/brain-api.ts';
import { carryParlourErrors } from '../../../../worker/src/errors-over-comlink.ts';

/** Starts the brain's worker. Called once, for the life of the page. */
export function connectBrain(): Remote<BrainApi> {
  carryParlourErrors();
  return wrap<BrainApi>(
    new Worker(new URL('../../../../worker/src/brain.ts', import.meta.url), {
      type: 'module',
      name: 'brain',
    }),
  );
}
