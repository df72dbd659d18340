import { generateKeyPairSync, sign, verify } from 'node:crypto';
import type { MomentOrigin, ParlourError } from '@parlour/wire';
import { describe, expect, test } from 'vitest';
import { plantedFeatures } from '../planted-features.ts';
import { seededRandom } from '../seeded-random.ts';
import { decodeTensors, encodeTensors, type Tensor } from '../tensors/tensor-file.ts';
import {
  draftMomentModel,
  manifestOfDraft,
  openMomentModel,
  sealedPart,
  sealMomentModel,
} from './model-file.ts';
import { momentBasis } from './moment-basis.ts';
import { momentDimension } from './moment-design.ts';
import { fitMomentModel } from './moment-model.ts';
import { momentScores } from './moment-scores.ts';
import { addPersonMoment } from './person-moment.ts';
import { privatePopularity } from './private-popularity.ts';

const count = 90;
const popularity = privatePopularity(Float64Array.from({ length: count }, (_, row) => 90 / (1 + row)));
const basis = momentBasis(plantedFeatures(count, 6), popularity, { head: 8, content: 8 });
const random = seededRandom(3);
const triangle = new Float64Array(momentDimension(16));
for (let person = 0; person < 300; person++) {
  const theme = person % 6;
  addPersonMoment(triangle, basis, [
    ...new Set(Array.from({ length: 8 }, () => theme + 6 * Math.floor(random() * 15))),
  ]);
}
const model = fitMomentModel(basis, { triangle: triangle.map((value) => value / 300), noise: 0 });
const items = Array.from({ length: count }, (_, row) => `movie:film-${row}:2000`);
const origin: MomentOrigin = {
  basis: 'ab'.repeat(16),
  design: { head: 8, content: 8 },
  parents: [],
  bundles: ['cd'.repeat(32)],
  cohorts: [{ round: 'ef'.repeat(32), epoch: '2026-w48', reports: 300 }],
  reports: 300,
  noise: 0.01,
  epsilon: { one: 1.01, delta: 1e-5 },
  quality: { candidateNdcg: 0.2 },
};

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const raw = publicKey
  .export({ format: 'der', type: 'spki' })
  .subarray(-12 - 20)
  .toString('hex');
const check = (key: Uint8Array, data: Uint8Array, signature: Uint8Array) =>
  Buffer.from(key).toString('hex') === raw && verify(null, data, publicKey, signature);
const seal = async (draft: Uint8Array) => ({
  key: raw,
  signature: sign(null, await sealedPart(manifestOfDraft(draft)), privateKey).toString('hex'),
});
const draft = await draftMomentModel(model, items, origin);
const sealed = sealMomentModel(draft, await seal(draft));

describe('a model from its file', () => {
  test('scores as the model itself does, to a hundredth of the best score', async () => {
    const opened = await openMomentModel(sealed, check);
    expect(opened).toMatchObject({ items, origin, key: raw });
    for (const watched of [[3], [5, 17, 80], [0, 1, 2, 3, 4, 5, 6]]) {
      const expected = momentScores(model, watched);
      const most = Math.max(...expected.map(Math.abs));
      momentScores(opened.model, watched).forEach((score, item) =>
        expect(Math.abs(score - expected[item])).toBeLessThan(most / 100),
      );
    }
  });

  test('is the same file every time', async () => {
    const again = await draftMomentModel(model, items, origin);
    expect(again).toEqual(draft);
    expect(sealMomentModel(again, await seal(again))).toEqual(sealed);
  });

  const { tensors, metadata } = decodeTensors(sealed);
  const changed = (change: Partial<Record<string, Tensor>>, texts: Partial<Record<string, string>> = {}) =>
    encodeTensors({
      metadata: { ...metadata, ...texts } as Record<string, string>,
      tensors: { ...tensors, ...change } as Record<string, Tensor>,
    });
  const lift = Float32Array.from(tensors.lift.values);
  lift[0] = 1.5;
  const codeOf = (file: Uint8Array) =>
    openMomentModel(file, check).then(
      () => 'opened',
      (error: unknown) => (error as ParlourError).code,
    );

  test.each([
    ['without a signature', draft, 'model/not-signed'],
    [
      'with another manifest than was signed',
      changed({}, { manifest: metadata.manifest.replace('300', '301') }),
      'model/not-signed',
    ],
    ['with the signature of another key', changed({}, { key: '00'.repeat(32) }), 'model/not-signed'],
    ['with a signature that is none', changed({}, { signature: 'xy' }), 'model/not-signed'],
    [
      'with other numbers than were signed',
      changed({ lift: { shape: [count], values: lift } }),
      'model/tensors-damaged',
    ],
    ['cut short', sealed.subarray(0, sealed.length - 1), 'model/tensors-damaged'],
  ])('%s is refused', async (_, file, code) => {
    expect(await codeOf(file)).toBe(code);
  });

  test('that was signed and is no model of its shape is refused all the same', async () => {
    for (const [name, tensor] of [
      ['lift', { shape: [count], values: new Float32Array(count) }],
      ['units', { shape: [count], values: new Float32Array(count).fill(-1) }],
      ['factors', { shape: [model.rank, count], values: new Int8Array(count * model.rank) }],
    ] as const) {
      const other = { ...tensors, [name]: tensor };
      const bytes = encodeTensors({ tensors: other, metadata: {} });
      const content = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
      const manifest = JSON.stringify({ ...JSON.parse(metadata.manifest), content });
      const unsigned = encodeTensors({ tensors: other, metadata: { manifest } });
      expect(await codeOf(sealMomentModel(unsigned, await seal(unsigned)))).toBe('model/tensors-damaged');
    }
  });
});
