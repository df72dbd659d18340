import { basename, resolve } from 'node:path';
import { type DatasetOptions, openDataset } from '@parlour/bench/dataset';
import { learnedFusion } from '@parlour/bench/learned-fusion';
import { taskOf } from '@parlour/bench/task';
import { decodeFusion, encodeFusion } from '@parlour/recommend';
import { writeModel } from './write-model.ts';

export interface TrainFusionOptions extends DatasetOptions {
  readonly out: string;
  readonly say?: (sentence: string) => void;
}

/**
 * Learns how much each strategy counts from the validation part of the split, by strategies trained on its train part; the test
 * part is not looked at. The bench learns its fusion by the same code.
 */
export async function trainFusionFile(options: TrainFusionOptions): Promise<object> {
  const dataset = await openDataset(options);
  for (const note of dataset.notes) options.say?.(note);
  const { task } = taskOf(dataset);
  const { train, cases } = task.tuning;
  options.say?.(`${train.length} people to train on, ${cases.length} to learn the weights from.`);
  const learned = await learnedFusion(task);
  const source = `${basename(resolve(options.data))}, ${basename(options.split)}`;
  const bytes = encodeFusion(learned, source);
  writeModel(options.out, bytes);
  return { out: resolve(options.out), bytes: bytes.length, trust: learned.trust, ...decodeFusion(bytes) };
}
