import { dayName } from '@parlour/interface';
import type { InviteBatch } from '@parlour/wire/api';
import type { Tone } from '../../components/badge.tsx';

/** What a batch is called: its note, else the day it was made. */
export const batchName = ({ note, createdAt }: InviteBatch): string => note ?? `Of ${dayName(createdAt)}`;

/** Invites of a batch that still let somebody in. */
export const openInvites = ({ made, used, expired, revokedAt }: InviteBatch): number =>
  revokedAt === null ? made - used - expired : 0;

export function batchState(batch: InviteBatch, now: number): { readonly name: string; readonly tone: Tone } {
  if (batch.revokedAt !== null) return { name: 'Revoked', tone: 'bad' };
  if (batch.expires <= now) return { name: 'Expired', tone: 'plain' };
  return openInvites(batch) === 0 ? { name: 'All used', tone: 'plain' } : { name: 'Open', tone: 'good' };
}
