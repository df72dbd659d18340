import type { GraphEncoderHeader } from '@parlour/wire';
import * as v from 'valibot';
import type { WatchedTitles } from '../edges/watched-titles.ts';
import { graphDamaged } from './graph-errors.ts';

type Sizes = NonNullable<GraphEncoderHeader['watched']>;

/**
 * WATCHED edges behind the encoder's parameters, little-endian: ids (a JSON array), and then 32 bits each of: people a title, edges a
 * title, neighbours, weights as floats.
 */
export function watchedBytes(watched: WatchedTitles): { sizes: Sizes; bytes: Uint8Array } {
  const { ids, counts, starts, neighbours, weights, share, people } = watched;
  const text = new TextEncoder().encode(JSON.stringify(ids));
  const bytes = new Uint8Array(text.length + 8 * (ids.length + neighbours.length));
  bytes.set(text);
  const view = new DataView(bytes.buffer, text.length);
  let at = 0;
  const put = (value: number): void => view.setUint32(4 * at++, value, true);
  counts.forEach(put);
  ids.forEach((_, title) => put(starts[title + 1] - starts[title]));
  neighbours.forEach(put);
  weights.forEach((weight) => view.setFloat32(4 * at++, weight, true));
  return {
    sizes: { titles: ids.length, edges: neighbours.length, idBytes: text.length, share, people },
    bytes,
  };
}

/** How many bytes such a section has. */
export function watchedLength({ titles, edges, idBytes }: Sizes): number {
  return idBytes + 8 * (titles + edges);
}

/** @throws ParlourError `model/graph-damaged` */
export function watchedFrom(bytes: Uint8Array, sizes: Sizes): WatchedTitles {
  const { titles, edges, idBytes, share, people } = sizes;
  const ids = idsIn(bytes.subarray(0, idBytes));
  if (ids.length !== titles) throw graphDamaged('its titles do not add up');
  const view = new DataView(bytes.buffer, bytes.byteOffset + idBytes, bytes.length - idBytes);
  let at = 0;
  const take = (length: number): Uint32Array =>
    Uint32Array.from({ length }, () => view.getUint32(4 * at++, true));
  const counts = take(titles);
  const starts = new Int32Array(titles + 1);
  take(titles).forEach((count, title) => {
    starts[title + 1] = starts[title] + count;
  });
  const neighbours = Int32Array.from(take(edges));
  const weights = Float32Array.from({ length: edges }, () => view.getFloat32(4 * at++, true));
  const isWhole =
    starts[titles] === edges &&
    starts.every((start, title) => title === 0 || start >= starts[title - 1]) &&
    neighbours.every((place) => place >= 0 && place < titles) &&
    weights.every((weight) => weight > 0 && weight <= 1);
  if (!isWhole) throw graphDamaged('its edges do not add up');
  return { ids, counts, starts, neighbours, weights, share, people };
}

function idsIn(bytes: Uint8Array): string[] {
  try {
    return v.parse(v.array(v.string()), JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw graphDamaged(error);
  }
}
