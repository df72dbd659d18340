import { MomentModelManifest, type MomentOrigin, ModelSeal, ParlourError } from '@parlour/wire';
import * as v from 'valibot';
import { decodeTensors, encodeTensors, type Tensor, type TensorFile } from '../tensors/tensor-file.ts';
import { tensorsDamaged } from '../tensors/tensors-damaged.ts';
import type { MomentModel } from './moment-model.ts';

/** A model whose file was whole, and signed by `key`. */
export interface OpenedMomentModel {
  readonly model: MomentModel;
  /** By place. */
  readonly items: readonly string[];
  readonly origin: MomentOrigin;
  /** Hex, of the aggregator. */
  readonly key: string;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Steps of a factor on either side of 0. */
const steps = 127;
/** What `fitMomentModel` lifts by, at most. */
const mostLift = 101;

/** The file of a model before it is signed: tensors, and a manifest of what they are. */
export async function draftMomentModel(
  { rank, factors, lift, items: count }: MomentModel,
  items: readonly string[],
  origin: MomentOrigin,
): Promise<Bytes> {
  if (items.length !== count) throw new RangeError(`${items.length} names of ${count} items`);
  const units = new Float32Array(count);
  const stepped = new Int8Array(count * rank);
  for (let item = 0; item < count; item++) {
    const row = factors.subarray(item * rank, (item + 1) * rank);
    const most = row.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    units[item] = most / steps;
    if (most > 0) row.forEach((value, c) => (stepped[item * rank + c] = Math.round((value / most) * steps)));
  }
  const tensors = {
    factors: { shape: [count, rank], values: stepped },
    units: { shape: [count], values: units },
    lift: { shape: [count], values: lift },
  };
  const manifest: MomentModelManifest = v.parse(MomentModelManifest, {
    kind: 'moment-model',
    format: 1,
    items,
    rank,
    content: await contentOf(tensors),
    origin,
  });
  return encodeTensors({ tensors, metadata: { manifest: JSON.stringify(manifest) } });
}

/** The manifest of a draft, as it is to be signed. */
export const manifestOfDraft = (draft: Uint8Array): string => decodeTensors(draft).metadata.manifest;

/** What the aggregator signs: a domain separator and the SHA-256 of the manifest. */
export async function sealedPart(manifest: string): Promise<Bytes> {
  const domain = new TextEncoder().encode('parlour/moment-model/1');
  const hash = await sha256(new TextEncoder().encode(manifest));
  const part = new Uint8Array(domain.length + hash.length);
  part.set(domain);
  part.set(hash, domain.length);
  return part;
}

/** The file as everybody downloads it. */
export function sealMomentModel(draft: Uint8Array, { key, signature }: ModelSeal): Bytes {
  const { tensors, metadata } = decodeTensors(draft);
  return encodeTensors({ tensors, metadata: { ...metadata, key, signature } });
}

/**
 * Opens a file that is whole and was signed by the key that it names; whether that is the aggregator's key, is for whoever
 * knows that key to say.
 * @param verify Ed25519, as of a `CryptoSuite`.
 * @throws ParlourError `model/tensors-damaged` of what is no model of this shape, or not what was signed, `model/not-signed`
 */
export async function openMomentModel(
  bytes: Uint8Array,
  verify: (key: Bytes, data: Bytes, signature: Bytes) => boolean | Promise<boolean>,
): Promise<OpenedMomentModel> {
  const { tensors, metadata } = decodeTensors(bytes);
  const seal = v.safeParse(ModelSeal, metadata);
  if (!seal.success) throw notSigned();
  const { key, signature } = seal.output;
  if (!(await verify(fromHex(key), await sealedPart(metadata.manifest ?? ''), fromHex(signature))))
    throw notSigned();
  try {
    const { items, rank, content, origin } = v.parse(MomentModelManifest, JSON.parse(metadata.manifest));
    if ((await contentOf(tensors)) !== content) throw new RangeError('other tensors than were signed');
    return { model: modelOf(tensors, items.length, rank), items, origin, key };
  } catch (cause) {
    throw tensorsDamaged(cause);
  }
}

function modelOf({ factors, units, lift }: TensorFile['tensors'], items: number, rank: number): MomentModel {
  const stepped = shaped(factors, Int8Array, [items, rank]);
  const unit = shaped(units, Float32Array, [items]);
  const lifts = shaped(lift, Float32Array, [items]);
  if (unit.some((value) => value < 0) || lifts.some((value) => value < 1 || value > mostLift))
    throw new RangeError('a number that is never written');
  const values = new Float32Array(items * rank);
  for (let at = 0; at < values.length; at++) values[at] = stepped[at] * unit[Math.floor(at / rank)];
  return { items, rank, factors: values, lift: lifts };
}

function shaped<Values extends Float32Array | Int8Array>(
  tensor: Tensor | undefined,
  type: new (length: number) => Values,
  shape: readonly number[],
): Values {
  if (!(tensor?.values instanceof type) || String(tensor.shape) !== String(shape))
    throw new RangeError(`no ${shape.join(' x ')} numbers`);
  return tensor.values;
}

const contentOf = async (tensors: TensorFile['tensors']): Promise<string> =>
  toHex(await sha256(encodeTensors({ tensors, metadata: {} })));

const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const fromHex = (text: string): Bytes =>
  Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));

const notSigned = (): ParlourError =>
  new ParlourError('model/not-signed', {
    message: 'What was learned from everybody is not signed by the server that it should come from.',
    meaning: 'It is not used: your list is made as before.',
    mend: 'There is nothing for you to do; if it stays like this, tell whoever runs this server.',
  });
