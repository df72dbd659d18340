import type { Kind } from '@parlour/private-aggregation';

/** What a device that leaves would have sent next. */
const turns = ['shares', 'report', 'confirmation', 'unmasking'] as const satisfies readonly Kind[];

/**
 * Before which message each device leaves: a share of `dropout` of them, spread over the legs and over the devices.
 * Advertising is no leg to leave in: a round is made of those who have advertised.
 */
export function leavers(count: number, dropout: number): (Kind | undefined)[] {
  const leaving = Math.round(count * dropout);
  const all: (Kind | undefined)[] = Array.from({ length: count });
  for (let i = 0; i < leaving; i += 1) all[Math.floor((i * count) / leaving)] = turns[i % turns.length];
  return all;
}
