import { embeddingLength, personValues } from '@parlour/model/graph';
import { embeddingsOf, type GraphSpace } from './graph-space.ts';

/** What titles say to a person's node: rows x 64. Those asked for last are kept: of a history that has grown, only what is new is computed. */
export type TitleValues = (rows: readonly number[]) => Float64Array;

const most = 2_000;

export function titleValues(space: GraphSpace): TitleValues {
  const known = new Map<number, Float64Array>();
  return (rows) => {
    if (known.size > most) known.clear();
    const missing = rows.filter((row) => !known.has(row));
    const made = personValues(space.person, embeddingsOf(space, missing));
    for (const [at, row] of missing.entries()) {
      known.set(row, made.slice(at * embeddingLength, (at + 1) * embeddingLength));
    }
    const values = new Float64Array(rows.length * embeddingLength);
    for (const [at, row] of rows.entries()) values.set(known.get(row) ?? [], at * embeddingLength);
    return values;
  };
}
