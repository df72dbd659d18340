import type { Part } from '../part.ts';
import { foldName } from '../words/fold-name.ts';
import { typeClass } from '../words/type-class.ts';

/** Of so many facts that two sources both tell, so many agree. */
export interface Agreement {
  readonly compared: number;
  readonly agreeing: number;
}

/** Runtimes differ by a cut's credits and by rounding. */
const nearMinutes = 5;
const nearShare = 0.05;

/**
 * How far different sources agree on a title: kind, name, year (to one year; of films only, since some lists give a series the year of its
 * latest season), runtime, and whether they share a genre. Every two sources are compared; two rows of one source are not.
 */
export function agreementOf(parts: readonly Part[]): Agreement {
  let [compared, agreeing] = [0, 0];
  for (const [at, one] of parts.entries()) {
    for (const other of parts.slice(at + 1)) {
      if (one.source === other.source) continue;
      for (const fact of facts) {
        const agrees = fact(one, other);
        compared += Number(agrees !== undefined);
        agreeing += Number(agrees === true);
      }
    }
  }
  return { compared, agreeing };
}

/** Undefined where one of both does not tell. */
const facts: readonly ((one: Part, other: Part) => boolean | undefined)[] = [
  (one, other) => typeClass(one.type) === typeClass(other.type),
  (one, other) => {
    const names = new Set([other.name, ...other.alternateNames].map(foldName));
    return [one.name, ...one.alternateNames].some((name) => names.has(foldName(name)));
  },
  ({ type, year }, other) =>
    year === undefined || other.year === undefined || typeClass(type) === 'series'
      ? undefined
      : Math.abs(year - other.year) <= 1,
  ({ runtime }, other) =>
    runtime === undefined || other.runtime === undefined
      ? undefined
      : Math.abs(runtime - other.runtime) <=
        Math.max(nearMinutes, nearShare * Math.max(runtime, other.runtime)),
  ({ genres }, other) =>
    genres.length === 0 || other.genres.length === 0
      ? undefined
      : genres.some((genre) => other.genres.includes(genre)),
];
