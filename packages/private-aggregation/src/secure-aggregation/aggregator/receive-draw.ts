import type { ByteReader } from '../byte-reader.ts';
import type { Bytes } from '../bytes.ts';
import { merkleProof } from '../merkle-tree.ts';
import { readDraw } from '../messages/draw.ts';
import { writeNeighbours } from '../messages/neighbours.ts';
import { NO_INDEX } from '../messages/signed-message.ts';
import { tagMessage } from '../messages/tagged-message.ts';
import { checkDraw } from './check-draw.ts';
import type { ServerTools, Sharing } from './server-state.ts';

/**
 * Answers a draw with the keys asked for and their proofs. They are public in the round; asking changes nothing.
 * @throws ParlourError `aggregation/malformed-message` for anything but `degree` other devices.
 */
export async function receiveDraw(
  { suite }: ServerTools,
  { clients, tree, context, graph }: Sharing,
  sender: number,
  body: ByteReader,
): Promise<Bytes> {
  const draw = readDraw(body);
  checkDraw(draw, sender, clients.length, graph.degree);
  const shown = draw.map((index) => ({
    advertisement: clients[index].message,
    proof: merkleProof(tree, index),
  }));
  const header = { kind: 'neighbours', context, sender: NO_INDEX } as const;
  return tagMessage(suite, header, writeNeighbours(shown), clients[sender].channelKey);
}
