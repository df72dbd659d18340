import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ParlourError } from '@parlour/wire';
import type { ImportOptions } from '@parlour/wire/api';
import { addOperatorJob } from '../jobs/add-operator-job.ts';
import { operatorError } from './operator-error.ts';
import type { OperatorHandlers } from './operator-handlers.ts';
import type { OperatorOptions } from './operator-options.ts';
import { receiveFile } from './receive-file.ts';
import { addSource, allSources, readSource, removeSource } from './sources.ts';

const GIB = 2 ** 30;

type CatalogueHandlers = OperatorHandlers<'/api/operator/imports'> &
  OperatorHandlers<'/api/operator/catalogue'> &
  OperatorHandlers<'/api/operator/sources'>;

export const catalogueHandlers = ({
  frame: { database },
  dataFolder,
  mostImportBytes = 4 * GIB,
}: OperatorOptions): CatalogueHandlers => ({
  'POST /api/operator/imports': async ({ query, stream, note }) => {
    needsPlatform(query);
    if (dataFolder === undefined) throw operatorError('no-folder');
    const id = randomUUID();
    const folder = join(dataFolder, 'uploads');
    const { bytes, sha256 } = await receiveFile(stream, folder, () => id, mostImportBytes);
    return database
      .transaction(async (transaction) => {
        const job = await addOperatorJob(transaction, { kind: 'import', id, import: query });
        const detail = { name: query.name, format: query.format, bytes, hash: sha256 };
        await note(transaction, { action: 'catalogue/import', subject: id, detail });
        return job;
      })
      .catch(async (error: unknown) => {
        await rm(join(folder, id), { force: true });
        throw error;
      });
  },
  'POST /api/operator/catalogue/publish': ({ note }) =>
    database.transaction(async (transaction) => {
      const job = await addOperatorJob(transaction, { kind: 'publish' });
      await note(transaction, { action: 'catalogue/publish', subject: job.id });
      return job;
    }),
  'GET /api/operator/sources': () => allSources(database),
  'POST /api/operator/sources': ({ body, note }) => {
    needsPlatform(body);
    return database.transaction(async (transaction) => {
      const source = await addSource(transaction, body);
      // Not the address, which may hold a key of the source.
      const { name, format } = body;
      await note(transaction, { action: 'source/add', subject: source.id, detail: { name, format } });
      return source;
    });
  },
  'POST /api/operator/sources/:id/refresh': ({ params, note }) =>
    database.transaction(async (transaction) => {
      const { id, createdAt: _, url, ...options } = await readSource(transaction, params.id);
      const job = await addOperatorJob(transaction, { kind: 'import', import: options, url });
      await note(transaction, { action: 'source/refresh', subject: id, detail: { job: job.id } });
      return job;
    }),
  'DELETE /api/operator/sources/:id': ({ params: { id }, note }) =>
    database.transaction(async (transaction) => {
      await removeSource(transaction, id);
      await note(transaction, { action: 'source/remove', subject: id });
      return undefined;
    }),
});

/** Said before a large file is sent, and not by the job that would refuse it. */
function needsPlatform({ format, platform }: ImportOptions): void {
  if (format !== 'streaming-csv' || platform !== undefined) return;
  throw new ParlourError('catalogue/no-platform', {
    message: 'It was not said which platform the list is of.',
    meaning: 'Nothing was imported.',
    mend: 'Name it in small letters, digits and hyphens, for example hulu.',
  });
}
