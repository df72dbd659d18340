import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../seeded-random.ts';
import { initialParameters, parameterCount, personStart } from '../parameters.ts';
import { pack } from './container.ts';
import { decodeGraphModel, encodeGraphModel } from './embeddings-file.ts';
import { decodeGraphEncoder, encodeGraphEncoder, encoderName } from './encoder-file.ts';

const parameters = initialParameters(seededRandom(3));
const versions = { catalogue: '0123456789abcdef', features: 1, rows: 4 };
const embeddings = Float32Array.from({ length: 4 * 64 }, (_, i) => Math.sin(i * i));
const damaged = expect.objectContaining({ code: 'model/graph-damaged' }) as unknown;
const anotherVersion = expect.objectContaining({ code: 'model/graph-of-another-version' }) as unknown;

const row = fc.array(fc.float({ noNaN: true, min: -1, max: 1 }), { minLength: 64, maxLength: 64 });

describe('the file of embeddings', () => {
  test('keeps the direction of each embedding and the person to 32 bits', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.nat(), (rows, people) => {
        const values = Float32Array.from(rows.flat());
        const of = { ...versions, rows: rows.length };
        const model = decodeGraphModel(encodeGraphModel(parameters, values, of, people), of);
        expect(model).toMatchObject({ rows: rows.length, people, encoder: encoderName(parameters) });
        expect(Array.from(model.person.weight)).toEqual(Array.from(parameters.person.weight, Math.fround));
        rows.forEach((wanted, at) => {
          const found = Array.from(model.directions.subarray(64 * at, 64 * at + 64));
          const [length, kept] = [Math.hypot(...wanted), Math.hypot(...found)];
          if (length < 1e-30) expect(found).toEqual(Array(64).fill(0));
          else {
            const cosine = wanted.reduce((sum, value, i) => sum + (value / length) * (found[i] / kept), 0);
            expect(cosine).toBeGreaterThan(0.998);
          }
        });
      }),
      { verbose: true },
    );
  });

  test('costs 64 bytes a title and less than 18 KB', () => {
    const of = { ...versions, rows: 50_000 };
    const bytes = encodeGraphModel(parameters, new Float32Array(50_000 * 64).fill(0.125), of, 0);
    expect(bytes.length).toBeLessThan(50_000 * 64 + 18_000);
    expect(bytes.length).toBeLessThanOrEqual(3_300_000);
  });

  test('of another catalogue or of other features is named as such', () => {
    const bytes = encodeGraphModel(parameters, embeddings, versions, 9);
    for (const other of [{ catalogue: 'f'.repeat(16) }, { features: 2 }, { rows: 5 }]) {
      expect(() => decodeGraphModel(bytes, { ...versions, ...other })).toThrow(anotherVersion);
    }
  });

  test('with a parameter that is no number is refused', () => {
    const broken = initialParameters(seededRandom(3));
    broken.flat[personStart + 5] = Number.NaN;
    expect(() => decodeGraphModel(encodeGraphModel(broken, embeddings, versions, 9), versions)).toThrow(
      damaged,
    );
  });
});

describe('the file of the encoder', () => {
  test('keeps every parameter to 32 bits', () => {
    const bytes = encodeGraphEncoder(parameters, 1);
    expect(decodeGraphEncoder(bytes, 1)).toMatchObject({ name: encoderName(parameters), watched: undefined });
    expect(decodeGraphEncoder(bytes, 1).parameters.flat).toEqual(parameters.flat.map(Math.fround));
    expect(bytes.length).toBeLessThan(4 * parameterCount + 200);
    expect(() => decodeGraphEncoder(bytes, 2)).toThrow(anotherVersion);
  });

  test('with a parameter that is no number is refused', () => {
    const broken = initialParameters(seededRandom(3));
    broken.flat[7] = Number.POSITIVE_INFINITY;
    expect(() => decodeGraphEncoder(encodeGraphEncoder(broken, 1), 1)).toThrow(damaged);
  });
});

const watched = {
  ids: ['movie:a', 'movie:é\n', 'c'],
  counts: Uint32Array.of(3, 2, 70_000),
  starts: Int32Array.of(0, 2, 2, 3),
  neighbours: Int32Array.of(2, 1, 0),
  weights: Float32Array.of(0.75, 0.1, 1),
  share: 0.9,
  people: 12,
};

describe('the edges of an encoder', () => {
  test('come back as they were', () => {
    expect(decodeGraphEncoder(encodeGraphEncoder(parameters, 1, watched), 1).watched).toEqual(watched);
    const none = { ...watched, ids: [], counts: new Uint32Array(), starts: new Int32Array(1) };
    const empty = { ...none, neighbours: new Int32Array(), weights: new Float32Array() };
    expect(decodeGraphEncoder(encodeGraphEncoder(parameters, 1, empty), 1).watched).toEqual(empty);
  });

  test.each([
    ['to a title that there is not', { neighbours: Int32Array.of(3, 1, 0) }],
    ['of no weight', { weights: Float32Array.of(0.5, 0, 1) }],
    ['with a weight that is no number', { weights: Float32Array.of(0.5, Number.NaN, 1) }],
    ['that run backwards', { starts: Int32Array.of(0, 3, 2, 3) }],
  ])('%s are refused', (_, change) => {
    const bytes = encodeGraphEncoder(parameters, 1, { ...watched, ...change });
    expect(() => decodeGraphEncoder(bytes, 1)).toThrow(damaged);
  });
});

describe('any of them', () => {
  const files = [
    [
      'embeddings',
      encodeGraphModel(parameters, embeddings, versions, 9),
      (bytes: Uint8Array) => decodeGraphModel(bytes, versions),
    ],
    ['encoder', encodeGraphEncoder(parameters, 1), (bytes: Uint8Array) => decodeGraphEncoder(bytes, 1)],
    [
      'encoder with edges',
      encodeGraphEncoder(parameters, 1, watched),
      (bytes: Uint8Array) => decodeGraphEncoder(bytes, 1),
    ],
  ] as const;

  test.each(files)('with a flipped bit or without its end is refused: %s', (_, bytes, decode) => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const flipped = bytes.slice();
        flipped[at] ^= 1 << bit;
        expect(() => decode(flipped)).toThrow(
          expect.objectContaining({
            code: expect.stringMatching(/^model\/graph-(damaged|too-new)$/) as string,
          }),
        );
        expect(() => decode(bytes.subarray(0, at))).toThrow(damaged);
      }),
      { verbose: true },
    );
  });

  test.each(files)(
    'with anything behind a good checksum but what it should hold is refused: %s',
    (_, __, decode) => {
      fc.assert(
        fc.property(fc.jsonValue(), fc.uint8Array({ maxLength: 50 }), (header, payload) => {
          const other = typeof header === 'object' && header !== null ? header : { header };
          expect(() => decode(pack(other, payload))).toThrow(damaged);
        }),
        { verbose: true },
      );
    },
  );

  test.each(files)('from the future is named as such: %s', (_, bytes, decode) => {
    const newer = bytes.slice();
    newer[4] = 2;
    expect(() => decode(newer)).toThrow(expect.objectContaining({ code: 'model/graph-too-new' }));
  });

  test.each(files)('is read from the midst of a larger buffer: %s', (_, bytes, decode) => {
    const larger = Buffer.alloc(bytes.length + 9, 0x80);
    larger.set(bytes, 5);
    expect(decode(larger.subarray(5, 5 + bytes.length))).toEqual(decode(bytes));
  });

  test('is not taken for the other', () => {
    expect(() => decodeGraphModel(files[1][1], versions)).toThrow(damaged);
    expect(() => decodeGraphEncoder(files[0][1], 1)).toThrow(damaged);
  });
});
