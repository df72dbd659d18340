import { readFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as v from 'valibot';

const numbers = v.array(v.pipe(v.number(), v.finite()));

/**
 * What people are drawn from, fitted to public ratings by `fit-population.ts`: somebody with the taste u watches title i next with a
 * probability proportional to exp(bias[i] + factors[i] . u), each title once.
 */
export const PopulationFile = v.strictObject({
  /** What it was fitted to, and whose that is. */
  source: v.string(),
  licence: v.string(),
  titles: v.array(
    v.strictObject({ name: v.string(), year: v.nullable(v.number()), genres: v.array(v.string()) }),
  ),
  rank: v.pipe(v.number(), v.integer(), v.minValue(1)),
  bias: numbers,
  /** Row by row, one row of `rank` a title; in units of which tastes are standard normal. */
  factors: numbers,
  /** Quantiles of how many titles a person watches, ascending. */
  lengths: numbers,
  /** Share of a taste's variance that stays, and what is left of the rest's correlation after one watch. */
  drift: v.strictObject({ stays: v.number(), perWatch: v.number() }),
});
export type PopulationFile = v.InferOutput<typeof PopulationFile>;

/** Credited in the file itself. */
export const populationPath = new URL('movietweetings-population.json.gz', import.meta.url);

export async function readPopulation(): Promise<PopulationFile> {
  return v.parse(PopulationFile, JSON.parse(gunzipSync(await readFile(populationPath)).toString()));
}

export const populationBytes = (population: PopulationFile): Uint8Array =>
  gzipSync(JSON.stringify(population), { level: 9 });
