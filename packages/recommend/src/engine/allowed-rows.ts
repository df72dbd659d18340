import type { Catalogue, CodedColumnName } from '@parlour/catalogue';
import type { RecommendRequest } from './recommend-request.ts';

/** The filters of a request that hold for everybody. */
type Filters = Pick<RecommendRequest, 'platforms' | 'country' | 'types' | 'genres' | 'maxRuntime'>;

const kept = 6;

/** For the filters, one byte a row; the latest are kept and must not be changed. */
export function filterMasks(catalogue: Catalogue, minutesOf: Uint16Array): (filters: Filters) => Uint8Array {
  const masks = new Map<string, Uint8Array>();
  return ({ platforms = [], country, types = [], genres = [], maxRuntime }) => {
    const key = JSON.stringify([platforms, platforms.length > 0 ? country : 0, types, genres, maxRuntime]);
    const known = masks.get(key);
    if (known !== undefined) return known;
    const mask = new Uint8Array(catalogue.size).fill(1);
    keepAny(catalogue, 'type', types, mask);
    keepAny(catalogue, 'genres', genres, mask);
    keepAny(catalogue, 'platforms', platforms, mask);
    if (platforms.length > 0 && country !== undefined) keepOffered(catalogue, platforms, country, mask);
    if (maxRuntime !== undefined) {
      for (let row = 0; row < mask.length; row += 1) {
        if (minutesOf[row] === 0 || minutesOf[row] > maxRuntime) mask[row] = 0;
      }
    }
    if (masks.size >= kept) masks.delete(masks.keys().next().value ?? '');
    masks.set(key, mask);
    return mask;
  };
}

function keepAny(
  catalogue: Catalogue,
  name: CodedColumnName,
  words: readonly string[],
  mask: Uint8Array,
): void {
  if (words.length === 0) return;
  const column = catalogue.coded(name);
  const { codes, starts, size } = column;
  const wanted = new Uint8Array(size);
  for (const word of words) {
    const code = column.codeOf(word);
    if (code >= 0) wanted[code] = 1;
  }
  for (let row = 0; row < mask.length; row += 1) {
    let has = 0;
    const start = starts.at(row);
    for (let at = start + starts.length(row) - 1; at >= start; at -= 1) has |= wanted[codes[at]];
    mask[row] &= has;
  }
}

function keepOffered(
  catalogue: Catalogue,
  platforms: readonly string[],
  country: string,
  mask: Uint8Array,
): void {
  for (let row = 0; row < mask.length; row += 1) {
    if (mask[row] === 0) continue;
    const offered = catalogue
      .platforms(row)
      .some((offer) => platforms.includes(offer.platform) && (offer.country ?? country) === country);
    if (!offered) mask[row] = 0;
  }
}
