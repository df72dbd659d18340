import { createRound } from '../rounds/create-round.ts';
import { bytesOf, hexOf } from '../rounds/ids.ts';
import { abortRound } from './abort-round.ts';
import type { OperatorHandlers } from './operator-handlers.ts';
import type { OperatorOptions } from './operator-options.ts';
import { listRounds, releasedSum, roundStatus } from './watch-rounds.ts';

export const roundHandlers = ({
  frame,
  times,
}: OperatorOptions): OperatorHandlers<'/api/operator/rounds'> => {
  const { database } = frame;
  return {
    'GET /api/operator/rounds': ({ query }) => listRounds(database, query),
    'POST /api/operator/rounds': async ({ body: { bundle, legTimes = times }, note }) => {
      const id = await database.transaction(async (transaction) => {
        const made = await createRound(frame, transaction, bytesOf(bundle), legTimes, 'hand');
        await note(transaction, { action: 'round/start', subject: hexOf(made), detail: { bundle } });
        return made;
      });
      return roundStatus(database, id);
    },
    'GET /api/operator/rounds/:id': ({ params }) => roundStatus(database, bytesOf(params.id)),
    'GET /api/operator/rounds/:id/sum': ({ params }) => releasedSum(database, bytesOf(params.id)),
    'POST /api/operator/rounds/:id/abort': async ({ params: { id }, note }) => {
      await database.transaction(async (transaction) => {
        await abortRound(frame, transaction, bytesOf(id));
        await note(transaction, { action: 'round/abort', subject: id });
      });
      return roundStatus(database, bytesOf(id));
    },
  };
};
