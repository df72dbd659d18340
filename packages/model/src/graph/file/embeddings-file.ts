import { GraphEmbeddingsHeader } from '@parlour/wire';
import * as v from 'valibot';
import type { GraphParameters, PersonParameters } from '../parameters.ts';
import { personParameters, personStart } from '../parameters.ts';
import { embeddingLength } from '../shape.ts';
import { pack, unpack } from './container.ts';
import { encoderName } from './encoder-file.ts';
import { floatBytes, floatsOf } from './floats.ts';
import { graphDamaged, graphOfAnotherVersion } from './graph-errors.ts';
import { directionBytes } from './direction-bytes.ts';

/** What a device knows of the graph encoder's work. */
export interface GraphModel {
  /** Names the encoder that made it. */
  readonly encoder: string;
  readonly rows: number;
  readonly people: number;
  readonly person: PersonParameters;
  /** rows x 64, -127..127: the direction of each embedding, all 0 where there is none. */
  readonly directions: Int8Array;
}

export interface GraphVersions {
  /** Of the catalogue, 16 hex digits. */
  readonly catalogue: string;
  /** Of the content features. */
  readonly features: number;
  readonly rows: number;
}

/**
 * The file that devices load: 64 bytes a title and 17 KB, so 3.22 MB for 50,000 titles. No scale is kept: an embedding is a
 * direction. `embeddings` is rows x 64.
 */
export function encodeGraphModel(
  parameters: GraphParameters,
  embeddings: Float32Array,
  { catalogue, features, rows }: GraphVersions,
  people: number,
): Uint8Array<ArrayBuffer> {
  const person = floatBytes(parameters.flat.subarray(personStart));
  const header: GraphEmbeddingsHeader = {
    kind: 'graph-embeddings',
    encoder: encoderName(parameters),
    features,
    catalogue,
    rows,
    dimension: embeddingLength,
    personParameters: person.length / 4,
    people,
  };
  if (embeddings.length !== rows * embeddingLength) throw new RangeError(`${embeddings.length} values`);
  const payload = new Uint8Array(person.length + embeddings.length);
  payload.set(person);
  payload.set(new Uint8Array(directionBytes(embeddings).buffer), person.length);
  return pack(header, payload);
}

/** Name of the encoder that made a file of embeddings, whatever catalogue they are of. @throws ParlourError `model/graph-damaged`, `model/graph-too-new` */
export function encoderOfEmbeddings(bytes: Uint8Array): string {
  return unpack(bytes, (found) => v.parse(GraphEmbeddingsHeader, found)).header.encoder;
}

/** @throws ParlourError `model/graph-damaged`, `model/graph-too-new`, `model/graph-of-another-version` */
export function decodeGraphModel(bytes: Uint8Array, versions: GraphVersions): GraphModel {
  const { header, payload } = unpack(bytes, (found) => v.parse(GraphEmbeddingsHeader, found));
  if (header.catalogue !== versions.catalogue || header.rows !== versions.rows) {
    throw graphOfAnotherVersion('catalogue', header.catalogue, versions.catalogue);
  }
  if (header.features !== versions.features) {
    throw graphOfAnotherVersion('content features', header.features, versions.features);
  }
  const personBytes = 4 * header.personParameters;
  if (payload.length !== personBytes + header.rows * embeddingLength)
    throw graphDamaged('its length is wrong');
  const person = personParameters(floatsOf(payload.subarray(0, personBytes)));
  if (person === undefined) {
    throw graphOfAnotherVersion('encoder', header.personParameters, 'the parameters of this one');
  }
  // Not slice: that of Node's Buffer copies nothing.
  const directions = new Int8Array(new Uint8Array(payload.subarray(personBytes)).buffer);
  if (directions.includes(-128)) throw graphDamaged('a value that is never written');
  return { encoder: header.encoder, rows: header.rows, people: header.people, person, directions };
}
