import type { Bytes } from '../bytes.ts';
import { aggregatorSecret } from '../channel-key.ts';
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
  const channelSecret = await aggregatorSecret(suite, signingSeed, setupContext);
  const body = writeAnnouncement({ ...setup, channelKey: await suite.x25519Public(channelSecret) });
  const header = { kind: 'announcement', context: setupContext, sender: NO_INDEX } as const;
  const announcement = await signMessage(suite, header, body, signingSeed);
  const state: Advertising = {
    phase: 'advertising',
    setup,
    setupContext,
    channelSecret,
    answered: new Map(),
    clients: [],
    indices: new Map(),
    keysInUse: new Set(),
  };
  return { state, announcement };
}
