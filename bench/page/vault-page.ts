import { argon2id } from '../../packages/vault/src/argon2id.ts';
import { createVault, eraseVault, openVault } from '@parlour/vault';
import type { HistoryEvent } from '@parlour/wire';

/** Milliseconds of one round; each was waited for until it was on disk. */
export interface VaultTimings {
  /** Without the key derivation. */
  readonly create: number;
  readonly keyDerivation: number;
  readonly appendMany: number;
  readonly checkpoint: number;
  /** From the derived key to every event decrypted, from the checkpoint. */
  readonly open: number;
  readonly appendOne: number[];
  readonly exportJson: number;
}

declare global {
  interface Window {
    timeVault(events: number): Promise<VaultTimings>;
  }
}

const passphrase = 'four quiet herons wade';

function madeEvents(count: number): HistoryEvent[] {
  const newest = Date.UTC(2026, 0, 1);
  return Array.from({ length: count }, (_, index) => ({
    id: `bench-${index}`,
    kind: 'completion',
    item: `movie:made-up-title-${index % 2500}:${1950 + (index % 75)}`,
    title: {
      name: `Made up title ${index % 2500}`,
      episode: `Chapter ${index}`,
      original: `Made up title: Chapter ${index}`,
    },
    at: newest - index * 3_600_000,
    progress: 1,
    source: 'netflix',
    importId: 'bench',
  }));
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}

window.timeVault = async (count) => {
  await eraseVault();
  let keyDerivation = 0;
  const platform = {
    argon2id: async (...args: Parameters<typeof argon2id>) => {
      const [ms, key] = await timed(() => argon2id(...args));
      keyDerivation = ms;
      return key;
    },
  };
  const [createAll, { vault }] = await timed(() => createVault(passphrase, { platform }));
  const create = createAll - keyDerivation;
  const [appendMany] = await timed(() => vault.appendMany(madeEvents(count)));
  const [checkpoint] = await timed(() => vault.checkpoint());
  await vault.lock();
  const [openAll, opened] = await timed(() => openVault({ passphrase }, { platform }));
  if (opened.events().length !== count)
    throw new Error(`${opened.events().length} events instead of ${count}`);
  const appendOne: number[] = [];
  for (let index = 0; index < 50; index++) {
    const event: HistoryEvent = {
      id: `one-${index}`,
      kind: 'like',
      item: 'movie:x:2000',
      at: index,
      source: 'viewer',
    };
    const [ms] = await timed(async () => {
      const done = opened.append(event);
      await opened.flush();
      await done;
    });
    appendOne.push(ms);
  }
  const [exportJson] = await timed(() => opened.exportJson());
  await opened.lock();
  return {
    create,
    keyDerivation,
    appendMany,
    checkpoint,
    open: openAll - keyDerivation,
    appendOne,
    exportJson,
  };
};
