import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Checksum = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/));

/**
 * Header of the graph encoder's parameters, which follow it as 32-bit floats, and of WATCHED edges by titles' ids, which follow
 * those where it was learned from histories. `features` is the version of the content
 * features that it reads; `encoder` the CRC-32 of the parameters' bytes: its name wherever something depends on it.
 */
export const GraphEncoderHeader = v.object({
  kind: v.literal('graph-encoder'),
  encoder: Checksum,
  features: count,
  parameters: count,
  watched: v.optional(
    v.object({
      titles: count,
      edges: count,
      /** Length of all ids. */
      idBytes: count,
      /** Of a title's importance, what these edges have. */
      share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
      people: count,
    }),
  ),
});
export type GraphEncoderHeader = v.InferOutput<typeof GraphEncoderHeader>;

/**
 * Header of the file that devices load: the parameters of a person's node as 32-bit floats, then one embedding a catalogue row,
 * `dimension` signed bytes of its direction each (all 0: none is known).
 */
export const GraphEmbeddingsHeader = v.object({
  kind: v.literal('graph-embeddings'),
  /** Of the encoder that made them. */
  encoder: Checksum,
  features: count,
  /** Version of the catalogue whose rows these are. */
  catalogue: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  rows: count,
  dimension: v.literal(64),
  personParameters: count,
  /** People whose histories are in the edges; 0 where only the catalogue's own edges are. */
  people: count,
});
export type GraphEmbeddingsHeader = v.InferOutput<typeof GraphEmbeddingsHeader>;
