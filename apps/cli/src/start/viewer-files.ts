import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { publishStarter } from '../catalogue/publish-starter.ts';
import type { DataFolder } from '../data-folder.ts';
import { say } from '../say.ts';
import { buildViewer } from './build-viewer.ts';

/** Builds the viewer if it is stale and publishes the starter catalogue on a first run; gives the viewer's folder. */
export async function viewerFiles(data: DataFolder): Promise<string> {
  const viewerFolder = await buildViewer();
  const published = await access(join(data.publicCatalogue, 'manifest.json')).then(
    () => true,
    () => false,
  );
  if (!published) {
    say('Publishing the starter catalogue ...');
    await publishStarter(data);
  }
  return viewerFolder;
}
