import { ByteReader } from '../byte-reader.ts';
import { readShares } from '../messages/shares.ts';
import { checkDraw } from './check-draw.ts';
import type { Sharing } from './server-state.ts';

/** Keeps the sealed shares of a device for its neighbours. @throws ParlourError `aggregation/malformed-message`. */
export function receiveShares({ clients, graph, sealedBy }: Sharing, sender: number, body: ByteReader): void {
  const packed = body.rest();
  const draw = readShares(new ByteReader(packed)).map(({ receiver }) => receiver);
  checkDraw(draw, sender, clients.length, graph.degree);
  sealedBy.packed.set(sender, packed);
}
