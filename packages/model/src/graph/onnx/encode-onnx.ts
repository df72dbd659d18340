import {
  elementTypes,
  type OnnxAttribute,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValueInfo,
  type OnnxValues,
} from './onnx-model.ts';
import { onnxSchema } from './onnx-schema.ts';

/**
 * The version of ONNX's standard operators that models are written in: the first with LayerNormalization, and IR version 8, which came with it (ONNX 1.12,
 * 2022), so that older runtimes read them too.
 */
export const opsetVersion = 17;
const irVersion = 8;

/** An ONNX file; the same model makes the same bytes. */
export function encodeOnnx(model: OnnxModel): Uint8Array<ArrayBuffer> {
  return encode('ModelProto', {
    irVersion,
    producerName: 'Parlour',
    docString: model.says,
    opsetImport: [{ domain: '', version: opsetVersion }],
    metadataProps: Object.entries(model.metadata).map(([key, value]) => ({ key, value })),
    graph: {
      name: model.name,
      node: model.nodes.map(nodeOf),
      initializer: model.constants.map(tensorOf),
      input: model.inputs.map(valueOf),
      output: model.outputs.map(valueOf),
    },
  });
}

/** One tensor as a file, the form in which ONNX keeps test data (`input_0.pb`). */
export function encodeOnnxTensor(tensor: OnnxTensor): Uint8Array<ArrayBuffer> {
  return encode('TensorProto', tensorOf(tensor));
}

function encode(message: string, value: object): Uint8Array<ArrayBuffer> {
  const type = onnxSchema.lookupType(message);
  return Uint8Array.from(type.encode(type.fromObject(value)).finish());
}

function nodeOf({ operator, inputs, outputs, attributes }: OnnxNode) {
  return {
    name: outputs[0],
    opType: operator,
    input: inputs,
    output: outputs,
    attribute: Object.entries(attributes).map(([name, value]) => ({
      name,
      type: attributeType(value),
      ...value,
    })),
  };
}

/** AttributeProto.AttributeType. */
function attributeType(value: OnnxAttribute): number {
  if ('f' in value) return 1;
  return 'i' in value ? 2 : 7;
}

function tensorOf({ name, dims, values }: OnnxTensor) {
  const count = dims.reduce((product, length) => product * length, 1);
  if (values.length !== count) throw new RangeError(`${name} has ${values.length} values, not ${count}`);
  return { name, dims, dataType: elementTypes[elementOf(values)], rawData: littleEndian(values) };
}

export function elementOf(values: OnnxValues): keyof typeof elementTypes {
  if (values instanceof Float32Array) return 'float';
  return values instanceof Int32Array ? 'int32' : 'int64';
}

function littleEndian(values: OnnxValues): Uint8Array {
  const bytes = new Uint8Array(values.byteLength);
  const view = new DataView(bytes.buffer);
  if (values instanceof BigInt64Array) values.forEach((value, i) => view.setBigInt64(8 * i, value, true));
  else if (values instanceof Int32Array) values.forEach((value, i) => view.setInt32(4 * i, value, true));
  else values.forEach((value, i) => view.setFloat32(4 * i, value, true));
  return bytes;
}

function valueOf({ name, element, dims, says }: OnnxValueInfo) {
  const dim = dims.map((length) =>
    typeof length === 'number' ? { dimValue: length } : { dimParam: length },
  );
  return {
    name,
    docString: says,
    type: { tensorType: { elemType: elementTypes[element], shape: { dim } } },
  };
}
