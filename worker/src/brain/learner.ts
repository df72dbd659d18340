import {
  decodePersonalModel,
  encodePersonalModel,
  fullPlan,
  littlePlan,
  type PersonalModel,
  preferencesFromEvents,
  trainPersonalModel,
} from '@parlour/model';
import { ParlourError } from '@parlour/wire';
import type { Progress, TrainingReport } from '../brain-api/index.ts';
import { loadBytes } from './blob.ts';
import type { Device } from './device.ts';
import type { HistoryView } from './history-view.ts';
import { vaultIsLocked } from './needs.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { ProfileShelf } from './profiles/profile-models.ts';
import type { PublicCatalogue } from './public-catalogue.ts';

/** The personal model in an open vault: loaded, kept up to date in the background, trained on demand. */
export interface Learner {
  /**
   * What was learned; undefined where nothing is known. Waits for learning only if the list would be wrong without it: `onProgress` is told
   * of that, 0..1.
   */
  taste(onProgress?: (fraction: number) => void): Promise<PersonalModel | undefined>;
  /** A few steps, soon. Several events that come close together are learned at once. */
  learnSoon(): void;
  /** From the beginning, in the background, after the history changed in more than one place. The next list waits for it. */
  learnAnew(): void;
  /** From the beginning, now. @throws ParlourError `model/nothing-to-learn` */
  train(onProgress: (progress: Progress) => void): Promise<TrainingReport>;
  stop(): void;
  /** Resolves when no learning is under way or waiting. */
  settled(): Promise<void>;
  close(): void;
}

export interface LearnerParts {
  /** Where the model is kept. */
  readonly vault: ProfileShelf;
  readonly house: PublicCatalogue;
  readonly device: Device;
  readonly history: () => HistoryView;
  readonly now: () => number;
  /** Learning in the background went wrong. */
  readonly onProblem: (error: unknown) => void;
}

interface Run {
  readonly anew: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

export async function openLearner(parts: LearnerParts): Promise<Learner> {
  const { vault, house, device, history, now, onProblem } = parts;
  const loaded = await loadModel(vault);
  let model = loaded.model?.featureVersion === house.featureVersion ? loaded.model : undefined;
  let mayReplaceSaved = loaded.mayReplace;
  let waiting: 'nothing' | 'little' | 'anew' = 'nothing';
  let background: Promise<void> | undefined;
  let listWaits = model === undefined;
  let stopper: AbortController | undefined;
  const waitingLists = new Set<(fraction: number) => void>();
  let closed = false;
  const inOrder = oneAtATime();

  const learn = ({ anew, onProgress }: Run): Promise<TrainingReport> =>
    inOrder(async () => {
      const { features, mean } = await house.features();
      const view = history();
      const backend = await device.backend();
      stopper = new AbortController();
      const outcome = await trainPersonalModel({
        backend,
        features,
        mean,
        preferences: preferencesFromEvents(view.events, (item) => house.rowOf(item), { now: now() }),
        versions: { catalogue: house.catalogue.version, features: house.featureVersion },
        events: view.counting,
        from: anew ? undefined : model,
        plan: anew || model === undefined ? fullPlan : littlePlan,
        seed: anew ? 1 : (model?.steps ?? 0) + 1,
        now,
        signal: stopper.signal,
        onProgress: (fraction) => {
          onProgress?.({ step: 'Learning', fraction });
          for (const tell of waitingLists) tell(fraction);
        },
      });
      if (closed) throw vaultIsLocked();
      // A stop before the first step would put an untrained vector in the place of a trained one.
      if (!(outcome.stopped && outcome.steps === 0)) model = outcome.model;
      const { backend: ran, steps, milliseconds, stopped, lossBefore, lossAfter } = outcome;
      const report = { backend: ran, steps, milliseconds, stopped, lossBefore, lossAfter, at: now() };
      if (model !== undefined && mayReplaceSaved) {
        await vault.saveBlob('personal-model', encodePersonalModel(model));
        await device.noteTraining(report);
      }
      return report;
    });
  const work = async (): Promise<void> => {
    while (waiting !== 'nothing' && !closed) {
      const anew = waiting === 'anew';
      waiting = 'nothing';
      try {
        await learn({ anew });
      } catch (error) {
        if (!closed && !vault.isLocked) onProblem(error);
      }
    }
    listWaits = false;
    background = undefined;
  };
  const wake = (): void => {
    background ??= work();
  };
  const current = model;
  const view = history();
  if (
    view.counting > 0 &&
    (current?.catalogueVersion !== house.catalogue.version || current.events !== view.counting)
  ) {
    waiting = 'anew';
    wake();
  }
  return {
    async taste(tell) {
      if (!listWaits) return model;
      if (tell !== undefined) waitingLists.add(tell);
      await background;
      if (tell !== undefined) waitingLists.delete(tell);
      return model;
    },
    learnSoon() {
      if (waiting === 'nothing') waiting = 'little';
      wake();
    },
    learnAnew() {
      waiting = 'anew';
      listWaits = true;
      wake();
    },
    async train(onProgress) {
      if (history().counting === 0) throw nothingToLearn();
      mayReplaceSaved = true;
      waiting = 'nothing';
      stopper?.abort();
      return learn({ anew: true, onProgress });
    },
    stop: () => stopper?.abort(),
    async settled() {
      await background;
      await inOrder(() => Promise.resolve());
    },
    close() {
      closed = true;
      stopper?.abort();
      model = undefined;
    },
  };
}

async function loadModel(
  vault: ProfileShelf,
): Promise<{ model: PersonalModel | undefined; mayReplace: boolean }> {
  const bytes = await loadBytes(vault, 'personal-model');
  if (bytes === undefined) return { model: undefined, mayReplace: true };
  try {
    return { model: decodePersonalModel(bytes), mayReplace: true };
  } catch (error) {
    // What a newer version learned is left alone until the person asks for a training with this one.
    const isFuture = error instanceof ParlourError && error.code === 'model/future-version';
    return { model: undefined, mayReplace: !isFuture };
  }
}

function nothingToLearn(): ParlourError {
  return new ParlourError('model/nothing-to-learn', {
    message: 'There is nothing to learn from yet.',
    meaning: 'Your vault holds no title that is in the catalogue.',
    mend: 'Import a history, choose what you like, or mark a few titles as seen or liked.',
  });
}
