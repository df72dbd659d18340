import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { Bytes } from '../bytes.ts';

/** Leg 2, device to aggregator: whose keys the device wants to see. Asked after the keys are committed. */
export type Draw = readonly number[];

export const writeDraw = (draw: Draw): Bytes =>
  new ByteWriter(2 + 2 * draw.length).list(draw, (to, index) => to.uint16(index)).bytes();

export function readDraw(reader: ByteReader): Draw {
  const draw = reader.list((from) => from.uint16());
  reader.end();
  return draw;
}
