import { join } from 'node:path';
import { ModelOrigin } from '@parlour/wire/api';
import * as v from 'valibot';
import { addOperatorJob } from '../jobs/add-operator-job.ts';
import { keepModel } from '../models/keep-model.ts';
import { hasPassedGate } from '../models/passed-gate.ts';
import { standingOf, versionOf } from '../models/served-models.ts';
import { modelList, modelVersionOf } from './model-list.ts';
import { operatorError } from './operator-error.ts';
import type { OperatorHandlers } from './operator-handlers.ts';
import type { OperatorOptions } from './operator-options.ts';
import { receiveFile } from './receive-file.ts';

const MIB = 2 ** 20;

/** Those that stand alone; embeddings belong to one version of the catalogue. */
const canBeTried: ReadonlySet<string> = new Set(['collaborative', 'fusion', 'moments']);

export const modelHandlers = ({
  frame: { database },
  dataFolder,
  mostModelBytes = 512 * MIB,
}: OperatorOptions): OperatorHandlers<'/api/operator/models'> => ({
  'GET /api/operator/models': () => modelList(database),
  'POST /api/operator/models': async ({ query: { kind, origin }, stream, note }) => {
    const given = readOrigin(origin);
    if (dataFolder === undefined) throw operatorError('no-folder');
    const folder = join(dataFolder, 'models', 'versions');
    const received = await receiveFile(stream, folder, ({ sha256 }) => sha256, mostModelBytes);
    return database.transaction(async (transaction) => {
      const { id } = await keepModel(transaction, { kind, ...received, origin: given });
      await note(transaction, { action: 'model/add', subject: id, detail: { kind, hash: received.sha256 } });
      return modelVersionOf(transaction, id);
    });
  },
  'POST /api/operator/models/train': ({ note }) =>
    database.transaction(async (transaction) => {
      const job = await addOperatorJob(transaction, { kind: 'train' });
      await note(transaction, { action: 'model/train', subject: job.id });
      return job;
    }),
  'POST /api/operator/models/:id/promote': ({ params: { id }, body: { share, isAutomatic }, note }) =>
    database.transaction(async (transaction) => {
      const { kind, origin: made } = await versionOf(transaction, id);
      if (share < 1 && !canBeTried.has(kind)) throw operatorError('no-canary');
      const isOfSums = kind === 'moments' || (canBeTried.has(kind) && made.rounds.length > 0);
      if (isOfSums && !(await hasPassedGate(transaction, id))) throw operatorError('no-gate');
      const isLeft = isAutomatic && share < 1;
      const order = { kind: 'promote', modelId: id, share, isAutomatic: isLeft } as const;
      const job = await addOperatorJob(transaction, order);
      await note(transaction, {
        action: 'model/promote',
        subject: id,
        detail: { kind, share, isAutomatic: isLeft, job: job.id },
      });
      return job;
    }),
  'POST /api/operator/models/roll-back/:kind': ({ params: { kind }, note }) =>
    database.transaction(async (transaction) => {
      const { canary, before } = await standingOf(transaction, kind);
      const modelId = canary?.modelId ?? before;
      if (modelId === undefined) throw operatorError('nothing-before');
      const job = await addOperatorJob(transaction, { kind: 'promote', modelId, share: canary ? 0 : 1 });
      await note(transaction, { action: 'model/roll-back', subject: modelId, detail: { kind, job: job.id } });
      return job;
    }),
});

function readOrigin(text: string | undefined): ModelOrigin {
  if (text === undefined) return { sources: [], rounds: [], command: null, quality: {} };
  try {
    return v.parse(ModelOrigin, JSON.parse(text));
  } catch (cause) {
    throw operatorError('malformed-request', { cause });
  }
}
