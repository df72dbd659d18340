import { setTimeout as pause } from 'node:timers/promises';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { openTokenDirectory } from '@parlour/private-aggregation/tokens';
import type { TokenDoor } from '@parlour/private-aggregation/transport';
import { ParlourError } from '@parlour/wire';

/** A queue that has just been started needs a second or two to make its first keys. */
const mostLooks = 60;

/** The epoch whose tokens are taken now. @throws ParlourError `simulate/no-epoch`, and as `openTokenDirectory`. */
export async function currentEpoch(door: TokenDoor): Promise<string> {
  for (let looked = 0; looked < mostLooks; looked += 1) {
    const { epochs } = await openTokenDirectory(nodeSuite, await door.directory(), {
      aggregatorKey: undefined,
    });
    const now = Date.now();
    const epoch = epochs.find(({ validFrom, validUntil }) => validFrom <= now && now < validUntil);
    if (epoch) return epoch.id;
    await pause(500);
  }
  throw new ParlourError('simulate/no-epoch', {
    message: 'The server has no key that tokens could be signed with.',
    meaning: 'Nothing was published and no device was made.',
    mend: 'See that a queue runs (npm start, or parlour start --role queue); it makes the keys.',
  });
}
