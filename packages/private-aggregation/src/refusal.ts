import { ParlourError } from '@parlour/wire';

/**
 * Why a role of private aggregation refuses a message or ends a round. A refusal leaves the state as it was; what
 * it means for a person is the same for all of a kind, so texts are given by kind.
 */
const WHAT_HAPPENED = {
  'bundle-malformed': 'The list of questions is not in the form that this version reads.',
  'bundle-unknown': 'The aggregator asked questions that this device has never been shown.',
  'bundle-expired': 'The questions have expired.',
  'bundle-weakened': 'The questions ask for less protection than this device accepts.',
  'bundle-changed': 'The questions are not the ones that the aggregator published and signed.',
  'bundle-simulation': 'The questions are a simulation, which real devices do not answer.',
  'malformed-message': 'A message of the round is not in the form that this version reads.',
  'bad-signature': 'A message of the round is not signed by whom it claims to be from.',
  'wrong-round': 'A message belongs to another round.',
  'out-of-turn': 'A message came in a part of the round that it does not belong to.',
  'already-confirmed': 'The aggregator sent a second list of survivors.',
  'already-unmasked': 'The round has already been unmasked on this device.',
  'cohort-size': 'The round has too few or too many devices.',
  'degree-too-high': 'The round would need more than 254 neighbours a device.',
  'key-set-mismatch': 'The keys do not match what all devices of the round committed to.',
  'repeated-neighbour': 'The same device appears twice among the neighbours.',
  'too-many-neighbours': 'More devices claim to be neighbours than chance explains.',
  'too-few-neighbours': 'Too few neighbours are left to hide this device among.',
  'bad-token': 'A device of the round has no valid token.',
  'bad-key': 'A device of the round sent a key that hides nothing.',
  'unreadable-share': 'A share for this device cannot be opened.',
  'bad-report': 'The report has the wrong length or values out of range.',
  'survivors-overlap': 'The aggregator counts a device among both the survivors and the dropped.',
  'survivors-incomplete': 'The aggregator leaves out devices of the round, or adds others.',
  'not-a-survivor': 'The aggregator leaves this device out, though its report was sent.',
  'too-few-survivors': 'Too few devices are left for a sum that hides each of them.',
  'survivors-unsigned': 'Too few neighbours signed the same list of survivors.',
  'unknown-sender': 'The sender is not a device of this round.',
  'second-answer': 'The device has already answered differently in this part of the round.',
  elsewhere: 'Another window of this device has gone on with the round.',
  'round-full': 'The round has all the devices it takes.',
  'round-over': 'The round is over.',
  'too-few-answers': 'Too few devices answered.',
  'wrong-secret': 'A secret put together from shares does not match the key committed to.',
} as const;

export type RefusalReason = keyof typeof WHAT_HAPPENED;

const MEANING = 'Nothing was added to any sum, and nothing of yours became known to anybody.';
const MEND = 'There is nothing to do: the device waits for another round.';

/** The error for a reason; its code is `aggregation/<reason>`. `detail` is for logs: counts and names of fields only. */
export function refusal(reason: RefusalReason, detail?: string): ParlourError {
  const message = detail === undefined ? WHAT_HAPPENED[reason] : `${WHAT_HAPPENED[reason]} (${detail})`;
  return new ParlourError(`aggregation/${reason}`, { message, meaning: MEANING, mend: MEND });
}

/** What happened, in a sentence, of a refusal that only its code is kept of; undefined of any other code. */
export function refusalWords(code: string): string | undefined {
  const [area, reason] = code.split('/');
  return area === 'aggregation' && Object.hasOwn(WHAT_HAPPENED, reason)
    ? WHAT_HAPPENED[reason as RefusalReason]
    : undefined;
}

/** Throws the refusal unless the condition holds. */
export function demand(condition: boolean, reason: RefusalReason, detail?: string): asserts condition {
  if (!condition) {
    throw refusal(reason, detail);
  }
}
