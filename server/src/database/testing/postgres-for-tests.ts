import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { stopPostmaster } from '../../postgres/stop-postmaster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the PostgreSQL that all tests of a run share. */
    postgresFolder: string;
  }
}

/** For vitest's `globalSetup`: a place for the run's own PostgreSQL. The first test that needs one starts it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const parent = await mkdtemp(join(await realpath(tmpdir()), 'parlour-pg-'));
  // PostgreSQL runs as another user where the tests run as root.
  await chmod(parent, 0o711);
  const folder = join(parent, 'postgres');
  project.provide('postgresFolder', folder);
  return async () => {
    await stopPostmaster(join(folder, 'data'), 'SIGQUIT');
    await rm(parent, { recursive: true, force: true });
  };
}
