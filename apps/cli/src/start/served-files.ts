import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { publishStarter } from '../catalogue/publish-starter.ts';
import type { DataFolder } from '../data-folder.ts';
import { say } from '../say.ts';
import { buildApp } from './build-app.ts';

export interface ServedFiles {
  readonly viewerFolder: string;
  readonly consoleFolder: string;
}

/** Builds the apps that are stale and publishes the starter catalogue on a first run; gives the apps' folders. */
export async function servedFiles(data: DataFolder): Promise<ServedFiles> {
  const viewerFolder = await buildApp('viewer');
  const consoleFolder = await buildApp('console');
  const published = await access(join(data.publicCatalogue, 'manifest.json')).then(
    () => true,
    () => false,
  );
  if (!published) {
    say('Publishing the starter catalogue ...');
    await publishStarter(data);
  }
  return { viewerFolder, consoleFolder };
}
