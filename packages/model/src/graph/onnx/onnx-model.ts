/** Element types of ONNX tensors that the encoder needs (onnx.proto, TensorProto.DataType). */
export const elementTypes = { float: 1, int32: 6, int64: 7 } as const;

export type OnnxValues = Float32Array | Int32Array | BigInt64Array;

/** `TensorProto`: a dense array, row-major; scalars have no dimensions. */
export interface OnnxTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly values: OnnxValues;
}

/** Numbers of an operator's attributes: whole ones, a list of whole ones, or a fraction. */
export type OnnxAttribute =
  | { readonly i: number }
  | { readonly ints: readonly number[] }
  | { readonly f: number };

/** `NodeProto`: one operator; values are known by name. */
export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** `ValueInfoProto`: what goes in or comes out; a text stands for a length that is known when it runs. */
export interface OnnxValueInfo {
  readonly name: string;
  readonly element: keyof typeof elementTypes;
  readonly dims: readonly (number | string)[];
  readonly says: string;
}

export interface OnnxModel {
  readonly name: string;
  readonly says: string;
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly OnnxValueInfo[];
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxTensor[];
  /** Texts by name. */
  readonly metadata: Readonly<Record<string, string>>;
}
