import { openAsBlob } from 'node:fs';
import { ParlourError } from '@parlour/wire';
import {
  type Estimate,
  type Experiment,
  ModelKind,
  type ModelVersion,
  type OperatorJob,
} from '@parlour/wire/api';
import { Argument, Command } from 'commander';
import { followJob } from '../operator/follow-job.ts';
import {
  connectOperator,
  moment,
  operatorCommand,
  type OperatorOptions,
  show,
} from '../operator/operator-command.ts';
import type { OperatorClient } from '../operator/operator-client.ts';
import { modelExportCommand } from './model-export.ts';

function modelRow({ id, kind, bytes, createdAt, isPromoted, canaryShare, origin }: ModelVersion) {
  const state = isPromoted ? 'promoted' : canaryShare === null ? '-' : `canary ${100 * canaryShare} %`;
  const quality = Object.entries(origin.quality).map(([name, value]) => `${name} ${value}`);
  return [id, kind, state, `${bytes} bytes`, moment(createdAt), origin.sources.join(' '), quality.join(' ')];
}

async function list(options: OperatorOptions): Promise<void> {
  const models = await (await connectOperator(options)).ask('GET /api/operator/models');
  show(options, models, models.versions.map(modelRow));
}

const figures = (named: Readonly<Record<string, number | string>>): string =>
  Object.entries(named)
    .map(([name, value]) => `${name} ${value}`)
    .join(' ');

async function runs(options: OperatorOptions): Promise<void> {
  const { runs: all } = await (await connectOperator(options)).ask('GET /api/operator/models');
  show(
    options,
    all,
    all.map(({ kind, state, at, parameters, metrics, reason, model }) => [
      moment(at),
      kind,
      state,
      model ?? '-',
      figures(parameters),
      figures(metrics),
      reason ?? '',
    ]),
  );
}

const percent = ({ mean, atLeast, atMost }: Estimate): string =>
  `${(100 * mean).toFixed(1)} % (${(100 * atLeast).toFixed(1)} to ${(100 * atMost).toFixed(1)})`;

/** The newest look at a trial, a measure a piece: both arms and the difference, with bounds that hold at all looks together. */
function qualityWords({ quality, people }: Experiment['looks'][number]): string {
  const arms = `${Math.round(people.current)} people beside ${Math.round(people.candidate)} who try it`;
  if (quality === null) return `${arms}: too few to tell`;
  const measures = Object.entries(quality).map(
    ([name, { current, candidate, difference }]) =>
      `${name} ${percent(current)}, tried ${percent(candidate)}, difference ${percent(difference)}`,
  );
  return `${arms}: ${measures.join('; ')}`;
}

async function trials(options: OperatorOptions): Promise<void> {
  const { experiments } = await (await connectOperator(options)).ask('GET /api/operator/models');
  const rows = experiments.map(
    ({ candidate, kind, share, isAutomatic, startedAt, outcome, looks: [look] }) => [
      moment(startedAt),
      candidate,
      kind,
      `${100 * share} %`,
      outcome ?? (isAutomatic ? 'runs, decides by itself' : 'runs'),
      ...(look === undefined
        ? ['no sums yet']
        : [`${look.reports} reports of ${look.rounds} rounds: ${look.decision}`, qualityWords(look)]),
    ],
  );
  show(options, experiments, rows);
}

interface Origin extends OperatorOptions {
  readonly source?: string[];
  readonly madeBy?: string;
  readonly quality?: string[];
}

async function add(
  kind: ModelKind,
  path: string,
  { source = [], madeBy, quality = [], ...options }: Origin,
): Promise<void> {
  const file = await openAsBlob(path).catch((cause: unknown) => Promise.reject(unreadable(path, cause)));
  const measured = Object.fromEntries(
    quality.map((text) => [text.split('=')[0], Number(text.split('=')[1])]),
  );
  const origin = { sources: source, rounds: [], command: madeBy ?? null, quality: measured };
  const query = { kind, origin: JSON.stringify(origin) };
  const made = await (await connectOperator(options)).ask('POST /api/operator/models', { query, body: file });
  show(options, made, [modelRow(made)]);
}

/** Waits for the job, and shows what is served then. */
async function done(options: OperatorOptions, operator: OperatorClient, job: OperatorJob): Promise<void> {
  const ended = await followJob(operator, job);
  const { versions } = await operator.ask('GET /api/operator/models');
  show(options, ended, versions.map(modelRow));
}

async function train(options: OperatorOptions): Promise<void> {
  const operator = await connectOperator(options);
  await done(options, operator, await operator.ask('POST /api/operator/models/train'));
}

async function promote(
  id: string,
  { share, automatic, ...options }: OperatorOptions & { share: number; automatic: boolean },
): Promise<void> {
  const operator = await connectOperator(options);
  const call = { params: { id }, body: { share, isAutomatic: automatic } };
  await done(options, operator, await operator.ask('POST /api/operator/models/:id/promote', call));
}

async function rollBack(kind: ModelKind, options: OperatorOptions): Promise<void> {
  const operator = await connectOperator(options);
  const call = { params: { kind } };
  await done(options, operator, await operator.ask('POST /api/operator/models/roll-back/:kind', call));
}

const unreadable = (path: string, cause: unknown): ParlourError =>
  new ParlourError(
    'operators/unreadable-file',
    {
      message: `${path} cannot be read.`,
      meaning: 'Nothing was handed over.',
      mend: 'Name a file that parlour train wrote.',
    },
    { cause },
  );

const collect = (text: string, before: string[] = []): string[] => [...before, text];

/** `parlour model ...`: versions of the models that everybody downloads. */
export function modelCommand(): Command {
  const model = new Command('model')
    .alias('models')
    .description('versions of the models that everybody downloads');
  const kind = () => new Argument('<kind>', 'of the model').choices(ModelKind.options);
  operatorCommand(model, 'list', 'all versions, what each was made of, and what is served').action(list);
  operatorCommand(
    model,
    'runs',
    'each time that a model was learned of released sums, and what came of it',
  ).action(runs);
  operatorCommand(model, 'add', 'keep a file that parlour train wrote as a version')
    .addArgument(kind())
    .argument('<file>')
    .option('--source <name>', 'what it was made of; can be given again', collect)
    .option('--made-by <command>', 'the command that made it')
    .option('--quality <name=number>', 'a figure; can be given again', collect)
    .action(add);
  operatorCommand(model, 'train', "train the collaborative model from the catalogue's public ratings").action(
    train,
  );
  operatorCommand(
    model,
    'trials',
    "models that a share of people try, and what people's sums say of each: quality by arm",
  ).action(trials);
  operatorCommand(model, 'promote <id>', 'serve a version to everybody, or have a share of people try it')
    .option('--share <fraction>', 'of people, up to 1', Number, 1)
    .option('--automatic', 'of a trial: promote it, or roll it back, once the sums are sure', false)
    .action(promote);
  operatorCommand(model, 'roll-back', 'end a canary, or else serve what was promoted before')
    .addArgument(kind())
    .action(rollBack);
  return model.addCommand(modelExportCommand());
}
