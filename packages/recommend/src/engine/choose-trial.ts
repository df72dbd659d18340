import type { Hints } from './reasons-of-row.ts';

/** Titles of the history that are taken out for the reasons of one list. */
const most = 8;
/** What a second title counts for an entry that has one already. */
const second = 0.2;

/**
 * The titles of the history that could carry most of a whole list: each costs every strategy a look at the history without
 * it, so a list tries few. One after the other, each is the one that says most of entries that have none yet (greedy cover).
 */
export function chooseTrial(hints: Iterable<Hints>): Set<number> {
  const entries = Array.from(hints, ({ carriers }) => {
    const whole = carriers.reduce((sum, [, part]) => sum + part, 0);
    return { carriers, whole, isCovered: false };
  });
  const trial = new Set<number>();
  while (trial.size < most) {
    const gains = new Map<number, number>();
    for (const { carriers, whole, isCovered } of entries) {
      for (const [row, part] of carriers) {
        if (trial.has(row)) continue;
        gains.set(row, (gains.get(row) ?? 0) + (part / whole) * (isCovered ? second : 1));
      }
    }
    let best = -1;
    let bestGain = 0;
    for (const [row, gain] of gains) {
      if (gain > bestGain || (gain === bestGain && row < best)) {
        best = row;
        bestGain = gain;
      }
    }
    if (best < 0) break;
    trial.add(best);
    for (const entry of entries) entry.isCovered ||= entry.carriers.some(([row]) => row === best);
  }
  return trial;
}
