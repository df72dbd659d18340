import { ParlourError } from '@parlour/wire';
import { wrap } from 'comlink';
import type { BrainApi } from '@parlour/worker/brain-api';
import { carryParlourErrors } from '../../../../worker/src/errors-over-comlink.ts';
import type { Brain } from './brain-context.ts';

export interface ConnectedBrain {
  readonly brain: Brain;
  /** Rejects with `viewer/no-brain` where the worker could not be loaded or started; never resolves. */
  readonly broken: Promise<never>;
}

/** Starts the brain's worker. Called once, for the life of the page. */
export function connectBrain(): ConnectedBrain {
  carryParlourErrors();
  const worker = new Worker(new URL('../../../../worker/src/brain.ts', import.meta.url), {
    type: 'module',
    name: 'brain',
  });
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => reject(noBrain(event.message)), { once: true });
  });
  return { brain: wrap<BrainApi>(worker), broken };
}

const noBrain = (cause: string): ParlourError =>
  new ParlourError(
    'viewer/no-brain',
    {
      message: 'The part of Parlour that computes did not start.',
      meaning: 'Your vault was not touched; it cannot be opened just now.',
      mend: 'Check your connection and reload. If it stays, your browser may be too old or block workers.',
    },
    { cause },
  );
