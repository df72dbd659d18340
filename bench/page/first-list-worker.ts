import { featureVersion } from '@parlour/catalogue';
import { decodeSpace } from '@parlour/recommend';
import { createVault } from '@parlour/vault';
import type { HistoryEvent } from '@parlour/wire';
import { argon2id } from '../../packages/vault/src/argon2id.ts';
import { createBrain } from '../../worker/src/brain/create-brain.ts';
import { loadPublicCatalogue } from '../../worker/src/brain/public-catalogue.ts';
import { rehearse } from '../../worker/src/brain/rehearse.ts';
import { keptFiles } from '../../worker/src/kept-files.ts';
import { publicFiles } from '../../worker/src/public-files.ts';

/** Milliseconds. */
export interface FirstListTimings {
  /** From the derived key to the brain's answer that the vault is open. */
  readonly opened: number;
  /** From the derived key to the first list. */
  readonly firstAfterKey: number;
}

export interface PublicTimings {
  /** From Cache Storage to a space; the first time in this worker. */
  readonly readSpace: number;
  /** From nothing to everything public opened and rehearsed, which a person does not wait for while typing. */
  readonly publicReady: number;
}

export type FirstListTask =
  | { readonly task: 'prepare'; readonly events: readonly HistoryEvent[] }
  | { readonly task: 'public' }
  | { readonly task: 'first'; readonly typing: number };

const passphrase = 'four quiet herons wade';

/** What the service worker does: files of the catalogue come from Cache Storage. */
const network = globalThis.fetch;
globalThis.fetch = async (input, options) =>
  (typeof input === 'string' ? await caches.match(input, { cacheName: 'catalogue' }) : undefined) ??
  network(input, options);

/** A vault of these events with a checkpoint, the model learned of them, and what is kept of the catalogue. */
async function prepare(events: readonly HistoryEvent[]): Promise<void> {
  const { vault } = await createVault(passphrase);
  await vault.appendMany([...events]);
  await vault.checkpoint();
  await vault.lock();
  const brain = createBrain({ files: publicFiles() });
  await brain.start();
  await brain.unlock({ passphrase });
  const { source, entries } = await brain.recommend({ count: 20 });
  if (source !== 'personal') throw new Error(`a list of ${entries.length} that is not personal`);
  await brain.lock();
}

async function publicParts(): Promise<PublicTimings> {
  const { version } = await publicFiles().manifest();
  const start = performance.now();
  const bytes = await keptFiles().read(`space-${version}-${featureVersion}`);
  if (bytes === undefined || !decodeSpace(bytes, { catalogue: version, features: featureVersion })) {
    throw new Error('no space was kept');
  }
  const read = performance.now();
  const house = await loadPublicCatalogue(publicFiles(), keptFiles());
  const { strategies, missing } = await house.strategies();
  if (strategies.length !== 2) throw new Error(`strategies are missing: ${JSON.stringify(missing)}`);
  await rehearse(house, Date.now, () => false);
  return { readSpace: read - start, publicReady: performance.now() - read };
}

async function first(typing: number): Promise<FirstListTimings> {
  let key = Number.NaN;
  const brain = createBrain({
    files: publicFiles(),
    vaultPlatform: {
      argon2id: async (...given) => {
        const derived = await argon2id(...given);
        key = performance.now();
        return derived;
      },
    },
  });
  await brain.start();
  await new Promise((resolve) => setTimeout(resolve, typing));
  await brain.unlock({ passphrase });
  const opened = performance.now();
  const { source } = await brain.recommend({ count: 20 });
  const listed = performance.now();
  await brain.lock();
  if (source !== 'personal') throw new Error('the list is not personal');
  return { opened: opened - key, firstAfterKey: listed - key };
}

function run(task: FirstListTask): Promise<unknown> {
  if (task.task === 'prepare') return prepare(task.events);
  return task.task === 'public' ? publicParts() : first(task.typing);
}

addEventListener('message', ({ data }: MessageEvent<FirstListTask>) => {
  run(data).then(
    (done) => postMessage({ done }),
    (error: unknown) =>
      postMessage({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
