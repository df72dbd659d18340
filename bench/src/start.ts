import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchProfile } from './chromium.ts';
import { type Machine, machine } from './machine.ts';
import { type Percentiles, percentiles } from './percentiles.ts';
import { startProduct } from './running-product.ts';
import { firstVisit, nextVisit } from './visit.ts';

export interface StartBench {
  readonly bench: 'start';
  readonly machine: Machine;
  /** Milliseconds. `vault` and `warm.list` hold one key derivation each (Argon2id, 256 MiB), slow on purpose. */
  readonly cold: Record<'welcome' | 'vault' | 'list' | 'total', Percentiles>;
  readonly warm: Record<'unlockPage' | 'list' | 'total', Percentiles>;
}

/**
 * Cold: an empty profile, from opening the address through making a vault to the first card, without the time a person needs
 * to read and type. Warm: the same profile in a browser started anew, from opening the address through unlocking to the
 * first card.
 */
export async function benchStart(options: {
  runs: number;
  say: (sentence: string) => void;
}): Promise<StartBench> {
  const product = await startProduct();
  const cold = {
    welcome: [] as number[],
    vault: [] as number[],
    list: [] as number[],
    total: [] as number[],
  };
  const warm = { unlockPage: [] as number[], list: [] as number[], total: [] as number[] };
  try {
    for (let run = 1; run <= options.runs; run++) {
      options.say(`Run ${run} of ${options.runs} ...`);
      const profile = await mkdtemp(join(tmpdir(), 'parlour-profile-'));
      try {
        const first = await inProfile(profile, (page) => firstVisit(page, product.url));
        cold.welcome.push(first.welcome);
        cold.vault.push(first.vault);
        cold.list.push(first.list);
        cold.total.push(first.welcome + first.vault + first.list);
        const next = await inProfile(profile, (page) => nextVisit(page, product.url));
        warm.unlockPage.push(next.unlockPage);
        warm.list.push(next.list);
        warm.total.push(next.unlockPage + next.list);
      } finally {
        await rm(profile, { recursive: true, force: true });
      }
    }
  } finally {
    await product.stop();
  }
  return {
    bench: 'start',
    machine: machine(),
    cold: {
      welcome: percentiles(cold.welcome),
      vault: percentiles(cold.vault),
      list: percentiles(cold.list),
      total: percentiles(cold.total),
    },
    warm: {
      unlockPage: percentiles(warm.unlockPage),
      list: percentiles(warm.list),
      total: percentiles(warm.total),
    },
  };
}

async function inProfile<T>(profile: string, visit: (page: Page) => Promise<T>): Promise<T> {
  const context = await launchProfile(profile);
  try {
    return await visit(context.pages()[0] ?? (await context.newPage()));
  } finally {
    await context.close();
  }
}
