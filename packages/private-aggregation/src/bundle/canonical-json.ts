import type { Bytes } from '../secure-aggregation/bytes.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one JSON text of a value: keys in code-unit order, no spaces, numbers as ECMAScript prints them (RFC 8785).
 * @throws RangeError for numbers that JSON cannot hold.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError('JSON has no infinite numbers');
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
  if (isList(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  const fields = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${fields.join(',')}}`;
}

/** UTF-8 of the canonical JSON. */
export const canonicalBytes = (value: Json): Bytes => new TextEncoder().encode(canonicalJson(value));

const isList = (value: object): value is readonly Json[] => Array.isArray(value);
