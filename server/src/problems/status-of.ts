import type { RefusalReason } from '@parlour/private-aggregation';
import type { TokenProblem } from '@parlour/private-aggregation/tokens';
import type { RelayRefusal } from '@parlour/wire/relay';
import type { FeedProblem } from '../feeds/feed-error.ts';
import type { ConsoleProblem } from '../console-access/console-error.ts';
import type { LogInProblem } from '../log-in/log-in-error.ts';
import type { OperatorProblem } from '../operators/operator-error.ts';
import type { HttpProblem } from './http-error.ts';

type Code =
  | `aggregation/${RefusalReason}`
  | `tokens/${TokenProblem}`
  | `operators/${OperatorProblem}`
  | `console/${ConsoleProblem}`
  | `log-in/${LogInProblem}`
  | `relay/${RelayRefusal}`
  | `feeds/${FeedProblem}`
  | 'catalogue/no-platform'
  | `http/${HttpProblem}`;

/**
 * The status of every refusal. A device tries again after 408, 425, 429 and 5xx and after nothing else, so what cannot become
 * right by waiting has another.
 */
const statuses: Readonly<Record<Code, number>> = {
  'aggregation/bundle-malformed': 400,
  'aggregation/bundle-unknown': 404,
  'aggregation/bundle-expired': 410,
  'aggregation/bundle-weakened': 422,
  'aggregation/bundle-changed': 409,
  'aggregation/bundle-simulation': 409,
  'aggregation/malformed-message': 400,
  'aggregation/bad-signature': 403,
  'aggregation/wrong-round': 409,
  'aggregation/out-of-turn': 409,
  'aggregation/already-confirmed': 409,
  'aggregation/already-unmasked': 409,
  'aggregation/cohort-size': 409,
  'aggregation/degree-too-high': 409,
  'aggregation/key-set-mismatch': 409,
  'aggregation/repeated-neighbour': 400,
  'aggregation/too-many-neighbours': 409,
  'aggregation/too-few-neighbours': 409,
  'aggregation/bad-token': 403,
  'aggregation/bad-key': 400,
  'aggregation/unreadable-share': 400,
  'aggregation/bad-report': 400,
  'aggregation/survivors-overlap': 409,
  'aggregation/survivors-incomplete': 409,
  'aggregation/not-a-survivor': 409,
  'aggregation/too-few-survivors': 409,
  'aggregation/survivors-unsigned': 409,
  'aggregation/unknown-sender': 403,
  'aggregation/second-answer': 409,
  'aggregation/elsewhere': 409,
  'aggregation/round-full': 409,
  'aggregation/round-over': 410,
  'aggregation/too-few-answers': 409,
  'aggregation/wrong-secret': 409,
  'tokens/unreachable': 503,
  'tokens/directory-malformed': 500,
  'tokens/directory-forged': 500,
  'tokens/directory-changed': 500,
  'tokens/unfit-key': 500,
  'tokens/bad-signature': 500,
  'tokens/malformed-state': 500,
  'tokens/elsewhere': 409,
  'tokens/malformed-request': 400,
  'tokens/unknown-epoch': 404,
  'tokens/unknown-invite': 403,
  'tokens/expired-invite': 403,
  'tokens/unknown-log-in': 403,
  'tokens/not-admitted': 403,
  'tokens/already-issued': 409,
  'tokens/spent': 409,
  'tokens/too-many-requests': 429,
  'operators/no-credential': 401,
  'operators/no-metrics-token': 401,
  'operators/not-operator': 403,
  'operators/malformed-request': 400,
  'operators/unknown-round': 404,
  'operators/round-ended': 409,
  'operators/no-sum': 409,
  'log-in/no-provider': 404,
  'log-in/unreachable': 503,
  'log-in/refused': 403,
  'log-in/late': 410,
  'log-in/not-listed': 403,
  'console/foreign-page': 403,
  'console/no-name': 400,
  'console/refused-passkey': 403,
  'console/late-answer': 410,
  'console/unknown-code': 403,
  'console/known-passkey': 409,
  'console/no-account': 403,
  'console/of-provider': 409,
  'console/last-operator': 409,
  'console/last-passkey': 409,
  'console/too-many-passkeys': 409,
  'console/unknown-account': 404,
  'console/unknown-passkey': 404,
  'console/unknown-enrolment': 404,
  'operators/bad-cron': 422,
  'operators/unknown-schedule': 404,
  'operators/unknown-source': 404,
  'operators/unknown-invites': 404,
  'operators/unknown-job': 404,
  'operators/job-over': 409,
  'operators/job-whole': 409,
  'operators/job-failed': 500,
  'operators/empty-file': 422,
  'operators/no-folder': 501,
  'operators/upload-cut': 400,
  'operators/unknown-model': 404,
  'operators/no-canary': 409,
  'operators/no-gate': 409,
  'operators/nothing-before': 409,
  'feeds/unknown-cluster': 404,
  'feeds/none-published': 404,
  'catalogue/no-platform': 422,
  'relay/malformed': 400,
  'relay/not-admitted': 403,
  'relay/room-erased': 410,
  'relay/message-too-large': 413,
  'relay/room-full': 507,
  'relay/too-fast': 429,
  'relay/too-slow': 408,
  'relay/too-many-connections': 429,
  'relay/too-many-rooms': 429,
  'relay/unavailable': 503,
  'relay/not-a-socket': 426,
  'relay/unreachable': 503,
  'relay/not-a-relay': 400,
  'relay/bad-address': 400,
  'relay/not-a-writer': 403,
  'relay/mailbox-changed': 409,
  'relay/mailbox-full': 413,
  'relay/said-already': 409,
  'relay/pairing-over': 410,
  'http/malformed': 400,
  'http/not-found': 404,
  'http/not-allowed': 403,
  'http/too-large': 413,
  'http/unsupported-type': 415,
  'http/too-many': 429,
  'http/too-slow': 408,
  'http/closing': 503,
  'http/no-room': 503,
  'http/unavailable': 503,
  'http/failed': 500,
};

const isListed = (code: string): code is Code => Object.hasOwn(statuses, code);

/** The status of a `ParlourError` by its code: 500 for one that is no refusal of a request. */
export const statusOf = (code: string): number => (isListed(code) ? statuses[code] : 500);
