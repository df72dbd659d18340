import type { Brain } from '../brain/brain-context.ts';
import { makePasskey } from './passkey.ts';
import { passkeyError } from './passkey-error.ts';

/** Makes a passkey and adds it to the vault as a second way in. */
export async function addPasskey(brain: Brain, passphrase: string): Promise<void> {
  const challenge = await brain.passkeyChallenge();
  if (challenge === undefined) throw passkeyError('passkey/no-vault');
  await brain.addPasskey(passphrase, await makePasskey(challenge));
}
