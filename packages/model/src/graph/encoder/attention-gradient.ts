import { leak } from '../shape.ts';
import type { Attention, AttentionInput } from './attention.ts';
import type { Neighbourhood } from './neighbourhood.ts';

/** Where the gradients of an attention are added. Shapes as in `AttentionInput`. */
export interface AttentionGradient {
  readonly projected: Float64Array;
  readonly listens: Float64Array;
  readonly speaks: Float64Array;
  readonly types: Float64Array;
}

/** Adds the gradients of `attend`, given that of its target (nodes x (heads * width)). */
export function addAttentionGradient(
  input: AttentionInput,
  graph: Neighbourhood,
  { shares, logits }: Attention,
  upstream: Float64Array,
  gradient: AttentionGradient,
): void {
  const { nodes, heads, width, projected } = input;
  const { starts, sources, types } = graph;
  const wide = heads * width;
  const heard = new Float64Array(nodes * heads);
  const said = new Float64Array(nodes * heads);
  const byShare = new Float64Array(graph.sources.length);
  for (let v = 0; v < nodes; v++) {
    for (let head = 0; head < heads; head++) {
      const g = v * wide + head * width;
      let expected = 0;
      for (let e = starts[v]; e < starts[v + 1]; e++) {
        const s = sources[e] * wide + head * width;
        const share = shares[e * heads + head];
        let along = 0;
        for (let c = 0; c < width; c++) {
          along += upstream[g + c] * projected[s + c];
          gradient.projected[s + c] += share * upstream[g + c];
        }
        byShare[e] = along;
        expected += share * along;
      }
      for (let e = starts[v]; e < starts[v + 1]; e++) {
        const slope = logits[e * heads + head] > 0 ? 1 : leak;
        const by = slope * shares[e * heads + head] * (byShare[e] - expected);
        heard[v * heads + head] += by;
        said[sources[e] * heads + head] += by;
        gradient.types[types[e] * heads + head] += by;
      }
    }
  }
  addHeadDots(input, input.listens, heard, gradient.projected, gradient.listens);
  addHeadDots(input, input.speaks, said, gradient.projected, gradient.speaks);
}

function addHeadDots(
  { heads, width, projected }: AttentionInput,
  vector: Float64Array,
  byDot: Float64Array,
  byProjected: Float64Array,
  byVector: Float64Array,
): void {
  for (let i = 0; i < byDot.length; i++) {
    const by = byDot[i];
    if (by === 0) continue;
    const part = (i % heads) * width;
    for (let c = 0; c < width; c++) {
      byProjected[i * width + c] += by * vector[part + c];
      byVector[part + c] += by * projected[i * width + c];
    }
  }
}
