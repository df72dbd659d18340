import { writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import {
  defaultGraphPlan,
  type GraphModelFiles,
  parameterCount,
  trainGraphModel,
} from '@parlour/model/graph-training';
import { ParlourError } from '@parlour/wire';
import { Command } from 'commander';
import { startProgress } from '../catalogue/progress.ts';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';
import { graphSources, type GraphSourceOptions } from '../train/graph-sources.ts';
import { type CurvePoint, LearningCurve } from '../train/learning-curve.ts';

interface TrainGraphOptions extends GraphSourceOptions {
  readonly out: string;
  readonly encoder?: string;
  readonly curve?: string;
  readonly steps: number;
  readonly seed: number;
}

/** Steps between two points of the learning curve. */
const curveSteps = 10;

async function trainGraph(options: TrainGraphOptions): Promise<void> {
  const { catalogue, graph, people } = await graphSources(options);
  const { steps, seed } = options;
  say(
    people.length > 0
      ? `Learning from ${people.length} histories over ${catalogue.size} titles.`
      : `Learning from the item graph of ${catalogue.size} titles alone.`,
  );
  const curve = await LearningCurve.open(options.curve, curveSteps);
  const progress = startProgress();
  const points: CurvePoint[] = [];
  let files: GraphModelFiles;
  try {
    files = await trainGraphModel({
      catalogue,
      graph,
      people,
      plan: { ...defaultGraphPlan, steps },
      seed,
      onStep: async (step, loss) => {
        progress.update(step / steps, 'Learning');
        const point = await curve.add(step, loss);
        if (point) points.push(point);
      },
    });
  } finally {
    progress.stop();
    await curve.close();
  }
  const written = [
    await write(options.out, files.model),
    await write(options.encoder ?? besides(options.out), files.encoder),
  ];
  printJson({
    catalogue: catalogue.version,
    items: catalogue.size,
    people: people.length,
    parameters: parameterCount,
    steps,
    seed,
    loss: { first: points[0]?.loss, last: points.at(-1)?.loss },
    written,
  });
}

async function write(path: string, bytes: Uint8Array): Promise<{ file: string; bytes: number }> {
  await writeFile(path, bytes).catch((cause: unknown) => {
    throw new ParlourError(
      'train/unwritable-file',
      {
        message: `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
        meaning: 'What was learned is lost.',
        mend: 'Name a file in a folder that exists and that this user may write to, and train again.',
      },
      { cause },
    );
  });
  return { file: resolve(path), bytes: bytes.length };
}

/** `graph.bin` -> `graph.encoder.bin` */
function besides(path: string): string {
  const extension = extname(path);
  return `${path.slice(0, path.length - extension.length)}.encoder${extension}`;
}

const whole = (text: string): number => Number.parseInt(text, 10);

/** `parlour train graph`: the graph encoder, and embeddings of every title. */
export function trainGraphCommand(): Command {
  return new Command('graph')
    .description('learn the graph encoder, and give every title its embedding')
    .option('--data <folder>', 'ratings in MovieLens or MovieTweetings form')
    .option('--split <file>', 'which of them to learn from: user,item,timestamp,part')
    .option('--ratings-at-least <rating>', 'leave out lower ones', Number)
    .option(
      '--catalogue <folder>',
      'a published snapshot; needs no ratings (default: the titles of the split)',
    )
    .requiredOption('--out <file>', 'where to write what devices load')
    .option('--encoder <file>', 'where to write the whole encoder (default: beside, as NAME.encoder.bin)')
    .option('--curve <file>', 'where to write the learning curve, as JSON lines')
    .option('--steps <number>', 'steps of the training', whole, defaultGraphPlan.steps)
    .option('--seed <number>', 'equal seeds give equal models', whole, 1)
    .action(trainGraph);
}
