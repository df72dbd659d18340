import { readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { CatalogueManifest } from '@parlour/wire';
import * as v from 'valibot';
import { writeAtomically } from './write-atomically.ts';

/** Versions before the current one whose files stay, for pages that are still open on them. */
const keptVersions = 2;
const historyName = 'versions.json';
const ours =
  /^(catalogue|similar|collaborative|embeddings|signals|fusion|moments|clusters)-[0-9a-f]{16}\.(arrow|bin|json)(\.br)?(\.\d+\.tmp)?$|^(manifest|versions)\.json\.\d+\.tmp$/;

/** Manifests of this folder, newest first, `manifest` put in front; remembered beside it for the next time. */
export async function rememberVersion(
  folder: string,
  manifest: CatalogueManifest,
): Promise<CatalogueManifest[]> {
  const before = (await readHistory(folder)).filter((old) => old.version !== manifest.version);
  const kept = [manifest, ...before].slice(0, keptVersions + 1);
  await writeAtomically(join(folder, historyName), JSON.stringify(kept));
  return kept;
}

/** Removes content-named files that none of `kept` names, and what an interrupted publishing left over. */
export async function removeOldFiles(folder: string, kept: readonly CatalogueManifest[]): Promise<void> {
  const named = new Set(
    kept.flatMap(
      ({
        columns,
        vectors,
        graph,
        collaborative,
        embeddings,
        signals,
        fusion,
        moments,
        clusters,
        canaries = [],
      }) =>
        [
          columns,
          vectors,
          graph,
          collaborative,
          embeddings,
          signals,
          fusion,
          moments,
          clusters,
          ...canaries.map(({ file }) => file),
        ].map((file) => file?.path),
    ),
  );
  const old = (await readdir(folder)).filter(
    (name) => ours.test(name) && !named.has(name.replace(/\.br$/, '')),
  );
  for (const name of old) await unlink(join(folder, name));
}

async function readHistory(folder: string): Promise<CatalogueManifest[]> {
  const text = await readFile(join(folder, historyName), 'utf8').catch(() => '[]');
  try {
    return v.parse(v.array(CatalogueManifest), JSON.parse(text));
  } catch {
    // Only decides how long old files stay: without it they go a version or two earlier.
    return [];
  }
}
