import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from '../data-folder.ts';

/** What a job that was stopped has left: its upload, its desk, and desks of trainings, of which one is done at a time. */
export async function forgetWork({ uploads, models }: DataFolder, job: string): Promise<void> {
  for (const path of [join(uploads, job), join(uploads, `${job}.work`)])
    await rm(path, { recursive: true, force: true });
  for (const name of await readdir(models).catch(() => []))
    if (name.startsWith('training-')) await rm(join(models, name), { recursive: true, force: true });
}
