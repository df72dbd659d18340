import { createHash } from 'node:crypto';
import { decodeBasis, personMoment } from '@parlour/model/moments';
import type { Answers } from '@parlour/private-aggregation';
import {
  answerBundle,
  type BundleMaterial,
  type FileMaterial,
  type QueryFile,
  queryKind,
  type WatchedTitle,
} from '@parlour/private-aggregation/queries';
import { decodeWeightings, ownGains, startsOf } from '@parlour/recommend';
import {
  type Bundle,
  fusionWeightingsPath,
  HeadList,
  headListPath,
  type HistoryEvent,
  momentBasisPath,
  ParlourError,
} from '@parlour/wire';
import * as v from 'valibot';
import { publishedParts } from '../catalogue/published-parts.ts';

/**
 * What a made device says to a bundle that asks people, by the code that answers on devices of people, over the same public files.
 * @param url of the server.
 * @param folder of the published catalogue, for made devices that also try ways of mixing; without, they say nothing of them.
 * @throws ParlourError `simulate/no-file` of a file that is not there or not what its name says.
 */
export async function answersOver(
  url: string,
  bundle: Bundle,
  folder?: string,
): Promise<(watched: readonly WatchedTitle[], qualityOf?: BundleMaterial['qualityOf']) => Answers> {
  const made = new Map<string, FileMaterial>();
  for (const query of bundle.queries) {
    const file = queryKind(query, bundle)?.fileOf(query);
    const material = file && (await materialOf(url, file, folder));
    if (file !== undefined && material !== undefined) made.set(file.name, material);
  }
  const material = { materialOf: ({ name }: QueryFile) => made.get(name), isOff: () => false };
  return (watched, qualityOf) =>
    answerBundle(bundle, { ...material, watched, ...(qualityOf && { qualityOf }) }).vectors;
}

/** Nothing for a kind of file that made devices do not answer over: that query gets zeros. */
async function materialOf(
  url: string,
  { is, name }: QueryFile,
  folder: string | undefined,
): Promise<FileMaterial | undefined> {
  if (is === 'head-list') {
    const bytes = await publicFile(url, headListPath(name), name);
    return { list: v.parse(HeadList, JSON.parse(new TextDecoder().decode(bytes))).items };
  }
  if (is === 'fusion-weightings' && folder !== undefined)
    return {
      gainsOf: gainsOver(
        await publicFile(url, fusionWeightingsPath(name), name),
        await publishedParts(folder),
      ),
    };
  if (is === 'none') return {};
  if (is !== 'moment-basis') return undefined;
  const { basis, items } = decodeBasis(await publicFile(url, momentBasisPath(name), name));
  const places = new Map(items.map((item, place) => [item, place]));
  return {
    momentOf: (watched) =>
      personMoment(
        basis,
        watched.flatMap((item) => places.get(item) ?? []),
      ),
  };
}

/** Everything that a made person watched was liked. */
function gainsOver(
  file: Uint8Array,
  parts: Awaited<ReturnType<typeof publishedParts>>,
): NonNullable<FileMaterial['gainsOf']> {
  const weightings = startsOf(decodeWeightings(file));
  return (watched) => {
    const events = watched.map(
      ({ item, at }, place): HistoryEvent => ({
        id: `${place}`,
        kind: 'completion',
        item,
        at,
        source: 'viewer',
      }),
    );
    const found = ownGains(parts, events, weightings);
    return found && { gains: found.gains, items: found.rows.map((row) => parts.catalogue.id(row)) };
  };
}

async function publicFile(url: string, path: string, name: string): Promise<Uint8Array> {
  const response = await fetch(new URL(`/catalogue/${path}`, url));
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (response.ok && createHash('sha256').update(bytes).digest('hex').startsWith(name)) return bytes;
  throw new ParlourError('simulate/no-file', {
    message: `The server does not have the file ${path}, or has another.`,
    meaning: 'No made device takes part.',
    mend: 'Ask for the bundle again; its files lie beside the published catalogue.',
  });
}
