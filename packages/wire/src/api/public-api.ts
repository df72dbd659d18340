import * as v from 'valibot';
import { hex } from '../operator/basics.ts';
import { SignedBundle } from '../query-bundle.ts';
import { SignedTokenDirectory } from '../token-directory.ts';
import { TokenAnswer, TokenRequest } from '../token-request.ts';
import { TakingPart } from '../taking-part.ts';
import { apiRoutes } from './api-route.ts';

const message = {
  media: 'application/octet-stream',
  holds: 'One signed message of the protocol; see packages/private-aggregation.',
};
const ofRound = ['aggregation/wrong-round', 'aggregation/round-over'];

/** What devices speak with the aggregator. */
export const publicApi = apiRoutes({
  'GET /api/taking-part': {
    tag: 'devices',
    summary: 'How a device takes part here: the same for everybody',
    answer: TakingPart,
    problems: [],
  },
  'GET /api/admission/oidc/start': {
    tag: 'devices',
    summary: 'Go and log in at the provider, for a token',
    leadsTo: "The provider's page; or `/#problem=<code>`.",
    problems: ['http/too-many'],
  },
  'GET /api/admission/oidc/callback': {
    tag: 'devices',
    summary: 'Come back from the provider',
    description: 'Its parameters are the provider’s own (OpenID Connect Core, section 3.1.2.5).',
    leadsTo:
      '`/#admission=<code>`: a `TokenAdmission` of kind `oidc`, for ten minutes; or `/#problem=<code>`.',
    problems: ['http/too-many'],
  },
  'GET /api/openapi.json': {
    tag: 'documents',
    summary: 'This document',
    answer: v.record(v.string(), v.unknown()),
    problems: [],
  },
  'GET /api/directory': {
    tag: 'devices',
    summary: 'The keys that sign tokens',
    description: 'The same bytes for everybody; a round commits to them.',
    answer: SignedTokenDirectory,
    problems: [],
  },
  'GET /api/bundles': {
    tag: 'devices',
    summary: 'Everything that devices are asked',
    description: 'The same bytes for everybody, signed.',
    answer: v.array(SignedBundle),
    problems: [],
  },
  'POST /api/tokens': {
    tag: 'devices',
    summary: 'Ask for the blind signature of a token',
    description: 'One a person and epoch. The same request again gets the same answer.',
    body: TokenRequest,
    answer: TokenAnswer,
    problems: [
      'tokens/malformed-request',
      'tokens/not-admitted',
      'tokens/unknown-invite',
      'tokens/expired-invite',
      'tokens/unknown-epoch',
      'tokens/already-issued',
      'tokens/too-many-requests',
    ],
  },
  'GET /api/bundles/:hash/announcement': {
    tag: 'devices',
    summary: 'Wait for a round of a bundle that takes devices',
    description:
      'Answers with its announcement once there is one, or 204 after half a minute: then it is asked again.',
    params: v.strictObject({ hash: hex(32) }),
    answer: message,
    mayBeEmpty: true,
    problems: ['aggregation/bundle-unknown', 'aggregation/bundle-expired'],
  },
  'POST /api/rounds/:id/messages': {
    tag: 'devices',
    summary: 'Send a message of a round',
    description:
      'What is acknowledged is durable. The same message again is acknowledged again and changes nothing.',
    params: v.strictObject({ id: hex(32) }),
    body: message,
    answer: message,
    mayBeEmpty: true,
    problems: [
      ...ofRound,
      'aggregation/malformed-message',
      'aggregation/bad-signature',
      'aggregation/bad-token',
      'aggregation/bad-report',
      'aggregation/out-of-turn',
      'aggregation/unknown-sender',
      'aggregation/second-answer',
      'aggregation/round-full',
      'tokens/spent',
    ],
  },
  'GET /api/rounds/:id/next/:kind': {
    tag: 'devices',
    summary: 'Wait for what the aggregator says next',
    description:
      'Answers once it has something to say to the device of this key, or 204: then it is asked again.',
    params: v.strictObject({
      id: hex(32),
      kind: v.picklist(['roster', 'deliveries', 'survivors', 'confirmations']),
    }),
    query: v.strictObject({ key: hex(32) }),
    answer: message,
    mayBeEmpty: true,
    problems: [...ofRound, 'aggregation/unknown-sender', 'aggregation/malformed-message'],
  },
});
