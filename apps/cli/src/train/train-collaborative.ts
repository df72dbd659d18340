import { basename, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { searchedModel } from '@parlour/bench/collaborative-search';
import { type DatasetOptions, openDataset } from '@parlour/bench/dataset';
import { taskOf } from '@parlour/bench/task';
import { encodeCollaborativeModel } from '@parlour/model/collaborative';
import { appendLine, writeModel } from './write-model.ts';

export interface TrainCollaborativeOptions extends DatasetOptions {
  readonly out: string;
  /** Trials beside the default. */
  readonly tune: number;
  /** Where trials are appended, one JSON object a line. */
  readonly trials?: string | undefined;
  readonly say?: (sentence: string) => void;
}

/** What a training came to. */
export interface TrainedCollaborative {
  readonly out: string;
  readonly items: number;
  readonly people: number;
  readonly bytes: number;
  readonly brotliBytes: number;
  /** NDCG@10 on the validation cases. */
  readonly validationNdcg: number;
  readonly trials: number;
  readonly options: object;
}

/** Learns the collaborative model from the split's train and validation parts and writes its file. */
export async function trainCollaborativeFile(
  options: TrainCollaborativeOptions,
): Promise<TrainedCollaborative> {
  const dataset = await openDataset(options);
  for (const note of dataset.notes) options.say?.(note);
  const { task } = taskOf(dataset);
  options.say?.(`${task.train.length} people, ${task.catalogue.size} titles.`);
  let trials = 0;
  const found = searchedModel(task, basename(options.split), {
    tune: options.tune,
    onTrial(trial) {
      trials++;
      options.say?.(`Trial ${trial.trial}: NDCG@10 ${trial.ndcg.toFixed(4)} in ${trial.seconds} s`);
      // As they come, so that a search that is stopped leaves what it found.
      if (options.trials !== undefined) appendLine(options.trials, trial);
    },
  });
  const bytes = encodeCollaborativeModel(found.model);
  writeModel(options.out, bytes);
  return {
    out: resolve(options.out),
    items: found.model.items,
    people: task.train.length,
    bytes: bytes.length,
    brotliBytes: brotliCompressSync(bytes).length,
    validationNdcg: found.ndcg,
    trials,
    options: found.options,
  };
}
