import * as v from 'valibot';

const length = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * Header of a safetensors file (github.com/huggingface/safetensors, format of version 0.4): each tensor's type, shape and
 * place in the bytes that follow it, and texts by name. Of its types, those that Parlour writes.
 */
export const TensorHeader = v.objectWithRest(
  { __metadata__: v.optional(v.record(v.string(), v.string())) },
  v.strictObject({
    dtype: v.picklist(['F32', 'I8']),
    shape: v.pipe(v.array(length), v.maxLength(4)),
    /** First byte, and the one after the last. */
    data_offsets: v.strictTuple([length, length]),
  }),
);
export type TensorHeader = v.InferOutput<typeof TensorHeader>;
