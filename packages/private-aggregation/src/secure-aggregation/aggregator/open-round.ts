import type { Bytes } from '../bytes.ts';
import { writeAnnouncement } from '../messages/announcement.ts';
import { NO_INDEX, signMessage } from '../messages/signed-message.ts';
import { type RoundSetup, setupHash } from '../round-setup.ts';
import type { Advertising, ServerTools } from './server-state.ts';

/** Begins a round: a state that waits for advertisements, and the announcement for whoever may take part. */
export async function openRound(
  { suite, signingSeed }: ServerTools,
  setup: RoundSetup,
): Promise<{ state: Advertising; announcement: Bytes }> {
  const setupContext = await setupHash(suite, setup);
  const header = { kind: 'announcement', context: setupContext, sender: NO_INDEX } as const;
  const announcement = await signMessage(suite, header, writeAnnouncement(setup), signingSeed);
  const state: Advertising = {
    phase: 'advertising',
    setup,
    setupContext,
    answered: new Map(),
    clients: [],
    indices: new Map(),
    keysInUse: new Set(),
  };
  return { state, announcement };
}
