import { roundBundle } from '../rounds/test/round-bundle.ts';
import type { Json } from './spoilt.ts';

const hex = (bytes: number): string => 'ab'.repeat(bytes);
const later = Date.UTC(2126, 0, 1);
const [{ sumNorm: _sumNorm, ...query }] = roundBundle.queries;
const bundle = { ...roundBundle, audience: 'simulation', queries: [query] };
const written = { owner: hex(32), by: hex(32), replaces: 0, signature: hex(64) };

/** A body that each route would read, of which no member may be left out. */
export const rightBodies: Readonly<Record<string, Json>> = {
  'POST /api/tokens': { admission: { kind: 'invite', code: hex(16) }, epoch: '2026-w47', blinded: hex(256) },
  'POST /api/operator/bundles': bundle,
  'POST /api/operator/bundles/cost': bundle,
  'POST /api/operator/bundles/:hash/demand': { byDemand: true },
  'POST /api/operator/rounds': { bundle: hex(32) },
  'POST /api/operator/schedules': { work: { kind: 'train' }, times: { kind: 'interval', minutes: 5 } },
  'POST /api/operator/schedules/:id/switch': { enabled: false },
  'POST /api/operator/invites': { count: 1, expires: later },
  'POST /api/operator/sources': { name: 'List', format: 'jsonld', url: 'https://films.example/list' },
  'POST /api/operator/accounts/:id/role': { role: 'viewer' },
  'POST /api/operator/enrolments': { role: 'viewer', expires: later },
  'POST /api/enrolment/options': { code: '0'.repeat(26), name: 'Eve' },
  'POST /api/sync/mailboxes/:id': { ...written, writers: [hex(32)], letter: null },
  'POST /api/sync/mailboxes/:id/erase': written,
  'POST /api/sync/rendezvous/:id/:side/:turn': { bytes: hex(40) },
};
