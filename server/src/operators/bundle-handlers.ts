import { bytesOf } from '../rounds/ids.ts';
import { costOfBundle } from './cost-of-bundle.ts';
import type { OperatorHandlers } from './operator-handlers.ts';
import type { OperatorOptions } from './operator-options.ts';
import { allBundles, publish, retire, switchDemand } from './publish.ts';

export const bundleHandlers = ({
  frame: { database },
}: OperatorOptions): OperatorHandlers<'/api/operator/bundles'> => ({
  'GET /api/operator/bundles': () => allBundles(database),
  'POST /api/operator/bundles': ({ body, note }) =>
    database.transaction(async (transaction) => {
      const published = await publish(transaction, body);
      await note(transaction, { action: 'bundle/publish', subject: published.hash });
      return published;
    }),
  'POST /api/operator/bundles/cost': ({ body }) => costOfBundle(body),
  'POST /api/operator/bundles/:hash/retire': ({ params: { hash }, note }) =>
    database.transaction(async (transaction) => {
      const retired = await retire(transaction, bytesOf(hash));
      await note(transaction, { action: 'bundle/retire', subject: hash });
      return retired;
    }),
  'POST /api/operator/bundles/:hash/demand': ({ params: { hash }, body: { byDemand }, note }) =>
    database.transaction(async (transaction) => {
      const switched = await switchDemand(transaction, bytesOf(hash), byDemand);
      await note(transaction, { action: 'bundle/demand', subject: hash, detail: { byDemand } });
      return switched;
    }),
});
