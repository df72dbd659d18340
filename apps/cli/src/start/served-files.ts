import { publishOnce } from '../catalogue/publish-once.ts';
import type { DataFolder } from '../data-folder.ts';
import { buildApp } from './build-app.ts';

export interface ServedFiles {
  readonly viewerFolder: string;
  readonly consoleFolder: string;
}

/** Builds the apps that are stale and publishes the starter catalogue on a first run; gives the apps' folders. */
export async function servedFiles(data: DataFolder): Promise<ServedFiles> {
  const viewerFolder = await buildApp('viewer');
  const consoleFolder = await buildApp('console');
  await publishOnce(data);
  return { viewerFolder, consoleFolder };
}
