import { ParlourError } from '@parlour/wire';
import type { MessageOutcome } from '../database/schema/rounds.ts';

const byCode: Readonly<Record<string, MessageOutcome>> = {
  'aggregation/round-over': 'late',
  'aggregation/out-of-turn': 'late',
  'aggregation/second-answer': 'duplicate',
  'aggregation/bad-token': 'wrongToken',
  'tokens/spent': 'wrongToken',
  'aggregation/malformed-message': 'malformed',
  'aggregation/bad-signature': 'malformed',
  'aggregation/bad-key': 'malformed',
  'aggregation/bad-report': 'malformed',
  'aggregation/unreadable-share': 'malformed',
  'aggregation/repeated-neighbour': 'malformed',
  'http/malformed': 'malformed',
  'http/too-large': 'malformed',
};

/** What a refusal counts as; undefined for what is no word on the message, such as a database that is away. */
export function outcomeOf(refused: unknown): MessageOutcome | undefined {
  if (!(refused instanceof ParlourError)) return undefined;
  return byCode[refused.code] ?? (refused.code.startsWith('aggregation/') ? 'refused' : undefined);
}
