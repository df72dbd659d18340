import { leak } from '../shape.ts';
import type { Neighbourhood } from './neighbourhood.ts';

/** What one attention needs beside the graph; all widths are `heads` * `width`. */
export interface AttentionInput {
  readonly nodes: number;
  readonly heads: number;
  /** Of one head. */
  readonly width: number;
  /** nodes x (heads * width). */
  readonly projected: Float64Array;
  readonly listens: Float64Array;
  readonly speaks: Float64Array;
  /** edge types x heads. */
  readonly types: Float64Array;
}

/** Of each edge and head (edges x heads): how much of the neighbour is heard, and the logit before the rectifier. */
export interface Attention {
  readonly shares: Float64Array;
  readonly logits: Float64Array;
}

/**
 * target[v] += the sum over the neighbours u of share(v, u) * projected[u], head by head. Shares are a softmax over the
 * neighbours of leaky(listens . p_v + speaks . p_u + type) (GAT, eq. 3), each edge counted by its importance.
 */
export function attend(input: AttentionInput, graph: Neighbourhood, target: Float64Array): Attention {
  const { nodes, heads, width, projected } = input;
  const { starts, sources } = graph;
  const wide = heads * width;
  const attention = sharesOf(input, graph);
  for (let v = 0; v < nodes; v++) {
    for (let e = starts[v]; e < starts[v + 1]; e++) {
      const source = sources[e] * wide;
      for (let head = 0; head < heads; head++) {
        const share = attention.shares[e * heads + head];
        const t = v * wide + head * width;
        const s = source + head * width;
        for (let c = 0; c < width; c++) target[t + c] += share * projected[s + c];
      }
    }
  }
  return attention;
}

function sharesOf(input: AttentionInput, { starts, sources, types, importances }: Neighbourhood): Attention {
  const { nodes, heads } = input;
  const heard = headDots(input, input.listens);
  const said = headDots(input, input.speaks);
  const shares = new Float64Array(sources.length * heads);
  const logits = new Float64Array(sources.length * heads);
  for (let v = 0; v < nodes; v++) {
    for (let head = 0; head < heads; head++) {
      let most = Number.NEGATIVE_INFINITY;
      for (let e = starts[v]; e < starts[v + 1]; e++) {
        const logit =
          heard[v * heads + head] + said[sources[e] * heads + head] + input.types[types[e] * heads + head];
        logits[e * heads + head] = logit;
        most = Math.max(most, logit > 0 ? logit : leak * logit);
      }
      let sum = 0;
      for (let e = starts[v]; e < starts[v + 1]; e++) {
        const logit = logits[e * heads + head];
        const share = importances[e] * Math.exp((logit > 0 ? logit : leak * logit) - most);
        shares[e * heads + head] = share;
        sum += share;
      }
      for (let e = starts[v]; e < starts[v + 1]; e++) shares[e * heads + head] /= sum;
    }
  }
  return { shares, logits };
}

/** nodes x heads: the inner product of each head's part with its part of `vector`. */
function headDots({ nodes, heads, width, projected }: AttentionInput, vector: Float64Array): Float64Array {
  const dots = new Float64Array(nodes * heads);
  for (let i = 0; i < dots.length; i++) {
    const at = i * width;
    const part = (i % heads) * width;
    let sum = 0;
    for (let c = 0; c < width; c++) sum += projected[at + c] * vector[part + c];
    dots[i] = sum;
  }
  return dots;
}
