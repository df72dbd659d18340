import { allInviteBatches, makeInvites, revokeInvites } from './invite-batches.ts';
import type { OperatorHandlers } from './operator-handlers.ts';
import type { OperatorOptions } from './operator-options.ts';

export const inviteHandlers = ({
  frame: { database },
}: OperatorOptions): OperatorHandlers<'/api/operator/invites'> => ({
  'GET /api/operator/invites': () => allInviteBatches(database),
  'POST /api/operator/invites': ({ body, note }) =>
    database.transaction(async (transaction) => {
      const made = await makeInvites(transaction, body);
      const { count, expires } = body;
      await note(transaction, { action: 'invite/make', subject: made.batch, detail: { count, expires } });
      return made;
    }),
  'POST /api/operator/invites/:id/revoke': ({ params: { id }, note }) =>
    database.transaction(async (transaction) => {
      const revoked = await revokeInvites(transaction, id);
      await note(transaction, { action: 'invite/revoke', subject: id });
      return revoked;
    }),
});
