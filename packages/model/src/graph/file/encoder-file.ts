import { GraphEncoderHeader } from '@parlour/wire';
import * as v from 'valibot';
import { checksum } from '../../personal/checksum.ts';
import type { WatchedTitles } from '../edges/watched-titles.ts';
import { type GraphParameters, graphParameters, parameterCount } from '../parameters.ts';
import { pack, unpack } from './container.ts';
import { floatBytes, floatsOf } from './floats.ts';
import { graphDamaged, graphOfAnotherVersion } from './graph-errors.ts';
import { watchedBytes, watchedFrom, watchedLength } from './watched-section.ts';

/** Eight hex digits that name these parameters, as rounded to 32 bits. */
export function encoderName({ flat }: GraphParameters): string {
  return checksum(floatBytes(flat)).toString(16).padStart(8, '0');
}

/** What embeddings of any catalogue are made with. */
export interface GraphEncoder {
  /** Names the parameters. */
  readonly name: string;
  readonly parameters: GraphParameters;
  /** Undefined where nobody's histories were learned from. */
  readonly watched: WatchedTitles | undefined;
}

/** The whole encoder, for whoever publishes embeddings or learns on: 0.73 MB, and at most some 240 bytes a title that somebody watched. */
export function encodeGraphEncoder(
  parameters: GraphParameters,
  features: number,
  watched?: WatchedTitles,
): Uint8Array<ArrayBuffer> {
  const section = watched && watchedBytes(watched);
  const header: GraphEncoderHeader = {
    kind: 'graph-encoder',
    encoder: encoderName(parameters),
    features,
    parameters: parameterCount,
    ...(section && { watched: section.sizes }),
  };
  const floats = floatBytes(parameters.flat);
  const payload = new Uint8Array(floats.length + (section?.bytes.length ?? 0));
  payload.set(floats);
  if (section) payload.set(section.bytes, floats.length);
  return pack(header, payload);
}

/**
 * @param features version of the content features at hand
 * @throws ParlourError `model/graph-damaged`, `model/graph-too-new`, `model/graph-of-another-version`
 */
export function decodeGraphEncoder(bytes: Uint8Array, features: number): GraphEncoder {
  const { header, payload } = unpack(bytes, (found) => v.parse(GraphEncoderHeader, found));
  if (header.features !== features) {
    throw graphOfAnotherVersion('content features', header.features, features);
  }
  if (header.parameters !== parameterCount) {
    throw graphOfAnotherVersion('encoder', header.parameters, parameterCount);
  }
  const end = 4 * parameterCount;
  if (payload.length !== end + (header.watched ? watchedLength(header.watched) : 0)) {
    throw graphDamaged('its length is wrong');
  }
  const parameters = graphParameters(floatsOf(payload.subarray(0, end)));
  if (encoderName(parameters) !== header.encoder) throw graphDamaged('its name is wrong');
  const watched = header.watched && watchedFrom(payload.subarray(end), header.watched);
  return { name: header.encoder, parameters, watched };
}
