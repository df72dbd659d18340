import type { RoundLeg, RoundOutcomes, RoundStatus } from '@parlour/wire/api';
import type { Tone } from '../../components/badge.tsx';

/** What a round is at, in a word or two. */
export const PHASES: Readonly<Record<RoundStatus['phase'], string>> = {
  advertising: 'Forming',
  sharing: 'Sharing keys',
  reporting: 'Reporting',
  confirming: 'Confirming',
  unmasking: 'Unmasking',
  adding: 'Adding up',
  released: 'Released',
  aborted: 'Aborted',
};

export const phaseTone = ({ phase }: RoundStatus): Tone =>
  phase === 'released' ? 'good' : phase === 'aborted' ? 'bad' : 'live';

/** What devices do in a leg. */
export const LEGS: Readonly<Record<RoundLeg['leg'], { readonly name: string; readonly what: string }>> = {
  advertising: { name: 'Forming', what: 'Devices join with a token and a key made for this round.' },
  sharing: { name: 'Sharing', what: 'Each leaves pieces of its secrets with its neighbours, sealed.' },
  reporting: { name: 'Reporting', what: 'Each sends its report: clipped, noised, masked.' },
  confirming: { name: 'Confirming', what: 'Neighbours sign the same list of who is still there.' },
  unmasking: { name: 'Unmasking', what: 'Pieces come back, so that masks fall away from the sum alone.' },
};

export const OUTCOMES: readonly {
  readonly key: keyof RoundOutcomes;
  readonly name: string;
  readonly what: string;
}[] = [
  { key: 'accepted', name: 'Accepted', what: 'Checked, stored and acknowledged' },
  { key: 'duplicate', name: 'Duplicate', what: 'Sent again; acknowledged again, nothing changed' },
  { key: 'late', name: 'Late', what: 'For a leg or a round that was over' },
  { key: 'malformed', name: 'Malformed', what: 'Wrong form, length or signature' },
  { key: 'wrongToken', name: 'Wrong token', what: 'Not valid for the epoch, or spent elsewhere' },
  { key: 'refused', name: 'Refused', what: 'Refused for another reason, such as a full round' },
];

const REASONS: Readonly<Record<string, string>> = {
  'by-operator': 'An operator ended it. Nothing was released.',
  'implausible-sum':
    'The sum was larger than the bundle lets honest devices make it. It was thrown away, unseen.',
  'aggregation/too-few-answers': 'Too few devices answered. Nothing was released.',
  'aggregation/too-few-survivors':
    'Too few devices were left for a sum that hides each of them. Nothing was released.',
  'aggregation/wrong-secret':
    'A secret put together from pieces was not what its device had committed to. Nothing was released.',
};

export const abortWords = (reason: string | null): string =>
  reason === null
    ? 'Nothing was released.'
    : (REASONS[reason] ?? REASONS[`aggregation/${reason}`] ?? `Nothing was released (${reason}).`);

export const MAKERS: Readonly<Record<RoundStatus['by'], string>> = {
  demand: 'Enough devices waited',
  hand: 'By hand',
  schedule: 'By schedule',
};

export const isOver = ({ phase }: RoundStatus): boolean => phase === 'released' || phase === 'aborted';
