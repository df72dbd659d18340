import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ParlourError } from '@parlour/wire';
import type { DataFolder } from '../data-folder.ts';
import { say } from '../say.ts';
import { publishStarter } from './publish-starter.ts';

/** Milliseconds between looks whether another process has published, and how many there are. */
const betweenLooks = 500;
const mostLooks = 600;

/**
 * Publishes the starter catalogue where nothing is published yet. Of several processes that start together on one folder, one publishes; the
 * others wait for it.
 */
export async function publishOnce(data: DataFolder): Promise<void> {
  for (let looked = 0; !(await isPublished(data)); looked += 1) {
    if (looked === 0) say('Publishing the starter catalogue ...');
    try {
      return await publishStarter(data);
    } catch (error) {
      const isBusy = error instanceof ParlourError && error.code === 'catalogue/store-busy';
      if (!isBusy || looked === mostLooks) throw error;
      await pause(betweenLooks);
    }
  }
}

const isPublished = ({ publicCatalogue }: DataFolder): Promise<boolean> =>
  access(join(publicCatalogue, 'manifest.json')).then(
    () => true,
    () => false,
  );
