import { featureVersion } from '@parlour/catalogue';
import { MomentBasisManifest } from '@parlour/wire';
import * as v from 'valibot';
import { decodeTensors, encodeTensors, type Tensor } from '../tensors/tensor-file.ts';
import { tensorsDamaged } from '../tensors/tensors-damaged.ts';
import { type MomentBasis, projected } from './moment-basis.ts';

/** A basis over titles that are named, by place: the head first. */
export interface NamedBasis {
  readonly basis: MomentBasis;
  readonly items: readonly string[];
  readonly popularity: MomentBasisManifest['popularity'];
}

/**
 * A basis of some of a catalogue's rows as a file that everybody downloads: the titles of the head first, then the others of `rows`.
 * @param rows that have a popularity above 0 in `basis`; all of the head among them.
 * @param idOf the item of a row.
 */
export function encodeBasis(
  basis: MomentBasis,
  rows: ArrayLike<number>,
  idOf: (row: number) => string,
  popularity: NamedBasis['popularity'],
): Uint8Array<ArrayBuffer> {
  const { design, places } = basis;
  const others = Array.from(rows).filter((row) => places[row] < 0);
  const inOrder = [...basis.head, ...others];
  const content = new Float32Array(others.length * design.content);
  others.forEach((row, place) => {
    const start = row * design.content;
    content.set(basis.content.subarray(start, start + design.content), place * design.content);
  });
  const manifest: MomentBasisManifest = {
    kind: 'moment-basis',
    format: 1,
    design: { ...design },
    features: featureVersion,
    popularity,
    items: inOrder.map(idOf),
  };
  return encodeTensors({
    metadata: { manifest: JSON.stringify(manifest) },
    tensors: {
      content: { shape: [others.length, design.content], values: content },
      popularity: {
        shape: [inOrder.length],
        values: Float32Array.from(inOrder, (row) => basis.popularity[row]),
      },
    },
  });
}

/**
 * Whatever is in a file that is read, what a device says over it is bounded: a moment has norm 1 over any basis.
 * @throws ParlourError `model/tensors-damaged` of what is no basis: another shape, a number that is none, a popularity that is none.
 */
export function decodeBasis(bytes: Uint8Array): NamedBasis {
  const { tensors, metadata } = decodeTensors(bytes);
  try {
    const { design, items, popularity } = v.parse(MomentBasisManifest, JSON.parse(metadata.manifest));
    const content = shaped(tensors.content, [items.length - design.head, design.content]);
    const shares = shaped(tensors.popularity, [items.length]);
    return { items, popularity, basis: basisOf(design, content, sharesOf(shares)) };
  } catch (cause) {
    throw tensorsDamaged(cause);
  }
}

function basisOf(design: MomentBasis['design'], others: Float32Array, popularity: Float64Array): MomentBasis {
  const items = popularity.length;
  const head = Int32Array.from({ length: design.head }, (_, place) => place);
  const places = new Int32Array(items).fill(-1);
  places.set(head);
  const content = new Float32Array(items * design.content);
  content.set(others, design.head * design.content);
  const basis = { items, design, head, places, content, popularity };
  return { ...basis, mean: projected(basis, popularity.keys().toArray(), popularity) };
}

function shaped(tensor: Tensor | undefined, shape: readonly number[]): Float32Array {
  if (!(tensor?.values instanceof Float32Array) || String(tensor.shape) !== String(shape))
    throw new RangeError(`no ${shape.join(' x ')} numbers`);
  return tensor.values;
}

/** As they were before they were rounded to 32 bits: of sum 1. */
function sharesOf(rounded: Float32Array): Float64Array {
  const sum = rounded.reduce((total, share) => total + share, 0);
  if (rounded.some((share) => share < 0) || Math.abs(sum - 1) > 1e-3) throw new RangeError('no popularity');
  return Float64Array.from(rounded, (share) => share / sum);
}
