import type { ByteReader } from '../byte-reader.ts';
import { readShares } from '../messages/shares.ts';
import { checkDraw } from './check-draw.ts';
import type { Sharing } from './server-state.ts';

/** Keeps the sealed shares of a device for its neighbours. @throws ParlourError `aggregation/malformed-message`. */
export function receiveShares({ clients, graph, sealedBy }: Sharing, sender: number, body: ByteReader): void {
  const shares = readShares(body);
  const draw = shares.map(({ receiver }) => receiver);
  checkDraw(draw, sender, clients.length, graph.degree);
  sealedBy.set(
    sender,
    shares.map(({ receiver, sealed }, place) => ({ sender, receiver, x: place + 1, sealed })),
  );
}
