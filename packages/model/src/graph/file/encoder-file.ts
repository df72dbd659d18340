import { GraphEncoderHeader } from '@parlour/wire';
import * as v from 'valibot';
import { checksum } from '../../personal/checksum.ts';
import { type GraphParameters, graphParameters, parameterCount } from '../parameters.ts';
import { pack, unpack } from './container.ts';
import { floatBytes, floatsOf } from './floats.ts';
import { graphDamaged, graphOfAnotherVersion } from './graph-errors.ts';

/** Eight hex digits that name these parameters, as rounded to 32 bits. */
export function encoderName({ flat }: GraphParameters): string {
  return checksum(floatBytes(flat)).toString(16).padStart(8, '0');
}

/** The whole encoder, for whoever publishes embeddings or learns on: 0.73 MB. */
export function encodeGraphEncoder(parameters: GraphParameters, features: number): Uint8Array<ArrayBuffer> {
  const header: GraphEncoderHeader = {
    kind: 'graph-encoder',
    encoder: encoderName(parameters),
    features,
    parameters: parameterCount,
  };
  return pack(header, floatBytes(parameters.flat));
}

/**
 * @param features version of the content features at hand
 * @throws ParlourError `model/graph-damaged`, `model/graph-too-new`, `model/graph-of-another-version`
 */
export function decodeGraphEncoder(bytes: Uint8Array, features: number): GraphParameters {
  const { header, payload } = unpack(bytes, (found) => v.parse(GraphEncoderHeader, found));
  if (header.features !== features) {
    throw graphOfAnotherVersion('content features', header.features, features);
  }
  if (header.parameters !== parameterCount) {
    throw graphOfAnotherVersion('encoder', header.parameters, parameterCount);
  }
  if (payload.length !== 4 * parameterCount) throw graphDamaged('its length is wrong');
  const parameters = graphParameters(floatsOf(payload));
  if (encoderName(parameters) !== header.encoder) throw graphDamaged('its name is wrong');
  return parameters;
}
