import { Bundle } from '@parlour/wire';
import type { PublishedBundle } from '@parlour/wire/api';
import * as v from 'valibot';
import { shortHash } from '../../format/short-hash.ts';

/** What was signed. @throws ValiError for one of another version. */
export const readBundle = ({ signed }: PublishedBundle): Bundle => v.parse(Bundle, JSON.parse(signed.bundle));

/** Whether devices may answer it at a moment, in Unix milliseconds. */
export const isOpen = (published: PublishedBundle, now: number): boolean =>
  published.retiredAt === null && readBundle(published).expiry > now;

/** What tells bundles apart in a list to choose from. */
export const bundleName = ({ epoch, queries, audience }: Bundle, { hash }: { hash: string }): string =>
  `${shortHash(hash)}: ${queries.map(({ id }) => id).join(', ')} (${epoch}${audience === 'simulation' ? ', simulation' : ''})`;
