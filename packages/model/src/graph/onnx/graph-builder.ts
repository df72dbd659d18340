import type { OnnxAttribute, OnnxNode, OnnxTensor, OnnxValues } from './onnx-model.ts';

/** Writes the operators of an ONNX graph down one after the other; what each gives is known by the name that comes back. */
export class GraphBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly constants: OnnxTensor[] = [];

  /** Numbers that belong to the model, under a name of their own. */
  constant(name: string, dims: readonly number[], values: OnnxValues): string {
    this.constants.push({ name, dims, values });
    return name;
  }

  /** Parameters, rounded to 32 bits. */
  weights(name: string, dims: readonly number[], values: Float64Array): string {
    return this.constant(name, dims, Float32Array.from(values));
  }

  apply(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    output = `${operator}_${this.nodes.length}`,
  ): string {
    this.nodes.push({ operator, inputs, outputs: [output], attributes });
    return output;
  }

  /** Cuts a value into `count` equal parts along an axis. */
  split(value: string, axis: number, count: number): string[] {
    const outputs = Array.from({ length: count }, (_, part) => `Split_${this.nodes.length}_${part}`);
    this.nodes.push({ operator: 'Split', inputs: [value], outputs, attributes: { axis: { i: axis } } });
    return outputs;
  }
}
