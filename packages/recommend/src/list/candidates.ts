import type { Catalogue, CodedColumnName } from '@parlour/catalogue';
import type { ListRequest } from './list-request.ts';

/** Rows, ascending, that pass the request's filters and are not excluded. */
export function candidates(
  catalogue: Catalogue,
  request: ListRequest,
  excluded: ReadonlySet<number>,
): number[] {
  const left = new Set((request.exclude ?? []).map((id) => catalogue.rowOf(id)));
  const tests = [
    hasAny(catalogue, 'type', request.types),
    hasAny(catalogue, 'genres', request.genres),
    hasAny(catalogue, 'platforms', request.platforms),
    offeredIn(catalogue, request.platforms, request.country),
    shortEnough(catalogue, request.maxRuntime),
  ].filter((test) => test !== undefined);
  const rows: number[] = [];
  for (let row = 0; row < catalogue.size; row += 1) {
    if (!excluded.has(row) && !left.has(row) && tests.every((test) => test(row))) rows.push(row);
  }
  return rows;
}

type Test = (row: number) => boolean;

/** Compares dictionary codes, so that no string is decoded. */
function hasAny(
  catalogue: Catalogue,
  name: CodedColumnName,
  words: readonly string[] | undefined,
): Test | undefined {
  if (words === undefined || words.length === 0) return undefined;
  const column = catalogue.coded(name);
  const wanted = new Set(words.map((word) => column.codeOf(word)));
  return (row) => {
    const end = column.offsets[row + 1] ?? 0;
    for (let at = column.offsets[row] ?? 0; at < end; at += 1) {
      if (wanted.has(column.codes[at] ?? -1)) return true;
    }
    return false;
  };
}

function offeredIn(
  catalogue: Catalogue,
  platforms: readonly string[] | undefined,
  country: string | undefined,
): Test | undefined {
  if (platforms === undefined || platforms.length === 0 || country === undefined) return undefined;
  return (row) =>
    catalogue
      .platforms(row)
      .some((offer) => platforms.includes(offer.platform) && (offer.country ?? country) === country);
}

function shortEnough(catalogue: Catalogue, minutes: number | undefined): Test | undefined {
  if (minutes === undefined) return undefined;
  return (row) => (catalogue.runtime(row) ?? Number.POSITIVE_INFINITY) <= minutes;
}
