import { ExternalIds } from '@parlour/wire';
import * as v from 'valibot';

export type JsonRecord = Readonly<Record<string, unknown>>;

/** `{}` for anything that is no object. */
export function record(value: unknown): JsonRecord {
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `[]` for anything that is no array. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Trimmed text of a string or number; '' for anything else. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** A finite number, also where it is written as a string. */
export function number(value: unknown): number | undefined {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : undefined;
}

/** A year that a film or series can have. */
export function year(value: unknown): number | undefined {
  const parsed = number(value);
  return parsed !== undefined && Number.isInteger(parsed) && parsed >= 1870 && parsed <= 2200
    ? parsed
    : undefined;
}

/** The well-formed ones of ids in other catalogues; undefined where none is. */
export function externalIds(ids: {
  imdb?: unknown;
  tmdb?: unknown;
  thetvdb?: unknown;
}): ExternalIds | undefined {
  const found: Record<string, string> = {};
  for (const key of ['imdb', 'tmdb', 'thetvdb'] as const) {
    const id = text(ids[key]);
    if (id !== '' && id !== '0' && v.is(ExternalIds, { [key]: id })) found[key] = id;
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

/** Stars (0.5 to 5) of a mark on a scale from 1 to 10; undefined where it is none. */
export function starsOfTen(value: unknown): number | undefined {
  const mark = number(value);
  return mark !== undefined && mark > 0 && mark <= 10 ? Math.max(1, Math.round(mark)) / 2 : undefined;
}
