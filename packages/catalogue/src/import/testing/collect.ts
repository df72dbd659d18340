import type { Part, Reading, Refusal } from '../part.ts';

/** All that a reader gives, by kind. */
export async function collect(readings: AsyncIterable<Reading>) {
  const [parts, refusals, skipped]: [Part[], Refusal[], string[]] = [[], [], []];
  for await (const reading of readings) {
    if (reading.kind === 'part') parts.push(reading.part);
    else if (reading.kind === 'refused') refusals.push(reading.refusal);
    else skipped.push(reading.reason);
  }
  return { parts, refusals, skipped };
}
