import { KINDS, type Kind } from '@parlour/private-aggregation';
import type { Leg } from './leg-times.ts';

/** What devices send in a leg and is kept. */
export const keptKind: Readonly<Record<Leg, Kind>> = {
  advertising: 'advertisement',
  sharing: 'shares',
  reporting: 'report',
  confirming: 'confirmation',
  unmasking: 'unmasking',
};

/** What the aggregator says in a leg to each device; nothing personal before the keys are committed. */
export const saidKind: Readonly<Partial<Record<Leg, Kind>>> = {
  sharing: 'roster',
  reporting: 'deliveries',
  confirming: 'survivors',
  unmasking: 'confirmations',
};

/** As the database has it: the number that messages carry. */
export const kindNumber = (kind: Kind): number => KINDS[kind];
