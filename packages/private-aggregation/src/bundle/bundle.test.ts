import type { Bundle, SignedBundle } from '@parlour/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../secure-aggregation/bytes.ts';
import { nodeSuite } from '../secure-aggregation/suite/node-suite.ts';
import { lifetimeBudget } from '../ledger/budget.ts';
import { canonicalJson } from './canonical-json.ts';
import { LIMITS } from './limits.ts';
import { type BundleExpectations, openBundle, openUnpinnedBundle } from './open-bundle.ts';
import { publishBundle, signedPart } from './publish-bundle.ts';
import { bundleExample } from './test/bundle-example.ts';

const signingSeed = new Uint8Array(32).fill(3);
const aggregatorKey = await nodeSuite.ed25519Public(signingSeed);
const published = await publishBundle(nodeSuite, bundleExample, signingSeed);
const now = bundleExample.expiry - 1;
const expected: BundleExpectations = {
  aggregatorKey,
  pinned: new Map([[bundleExample.epoch, published.sha256]]),
  now,
  audience: 'people',
};

/** Signed by the aggregator, but not held to the limits: what a malicious one can publish. */
async function maliciously(bundle: object, text = canonicalJson(bundle as never)): Promise<SignedBundle> {
  const hash = await nodeSuite.sha256(utf8(text));
  const signature = await nodeSuite.sign(signingSeed, signedPart(hash));
  return { bundle: text, sha256: toHex(hash), signature: toHex(signature) };
}

const open = (bundle: unknown, changed: Partial<BundleExpectations> = {}) =>
  openUnpinnedBundle(nodeSuite, bundle, { ...expected, ...changed });
const refusedAs = (reason: string) => ({ code: `aggregation/bundle-${reason}` });

describe('a bundle', () => {
  it('is opened as it was published', async () => {
    const opened = await openBundle(nodeSuite, published, expected);
    expect(opened.bundle).toEqual(bundleExample);
    expect(toHex(opened.hash)).toBe(published.sha256);
  });

  it('nobody was shown is unknown', async () => {
    const none = { ...expected, pinned: new Map() };
    await expect(openBundle(nodeSuite, published, none)).rejects.toMatchObject(refusedAs('unknown'));
  });

  it('other than the one pinned for the epoch is changed', async () => {
    const other = await publishBundle(nodeSuite, { ...bundleExample, cohortSize: 1201 }, signingSeed);
    await expect(openBundle(nodeSuite, other, expected)).rejects.toMatchObject(refusedAs('changed'));
  });

  it('is over at its expiry', async () => {
    await expect(open(published, { now: bundleExample.expiry })).rejects.toMatchObject(refusedAs('expired'));
  });

  it('that is a simulation is not answered by real devices, nor the other way round', async () => {
    const simulation = await publishBundle(
      nodeSuite,
      { ...bundleExample, audience: 'simulation' },
      signingSeed,
    );
    await expect(open(simulation)).rejects.toMatchObject(refusedAs('simulation'));
    expect((await open(simulation, { audience: 'simulation' })).bundle.audience).toBe('simulation');
    await expect(open(published, { audience: 'simulation' })).rejects.toMatchObject(refusedAs('simulation'));
  });

  it('signed by somebody else is changed', async () => {
    const stranger = await nodeSuite.ed25519Public(new Uint8Array(32).fill(4));
    await expect(open(published, { aggregatorKey: stranger })).rejects.toMatchObject(refusedAs('changed'));
  });

  it('in any other spelling is changed', async () => {
    for (const text of [
      JSON.stringify(bundleExample),
      `${published.bundle} `,
      published.bundle.replace('"clipNorm":1,', '"clipNorm":1.0,'),
      published.bundle.replace('{', '{"epoch":"x",'),
    ]) {
      expect(text).not.toBe(published.bundle);
      await expect(open(await maliciously({}, text))).rejects.toMatchObject(refusedAs('changed'));
    }
  });

  it('changed in any character is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 90 }), async (place, shift) => {
        const at = place % published.bundle.length;
        const code = ((published.bundle.charCodeAt(at) - 32 + shift) % 95) + 32;
        const text =
          published.bundle.slice(0, at) + String.fromCharCode(code) + published.bundle.slice(at + 1);
        await expect(open({ ...published, bundle: text })).rejects.toMatchObject(refusedAs('changed'));
      }),
    );
  });

  it.each([
    ['no object', 7],
    ['no JSON', undefined],
    ['a field too many', { ...bundleExample, noise: 'off' }],
    ['a field too few', { ...bundleExample, noiseMultiplier: undefined }],
    ['a negative rate', { ...bundleExample, dropoutRate: -0.1 }],
    ['a clip of zero', { ...bundleExample, clipNorm: 0 }],
    ['no query', { ...bundleExample, queries: [] }],
  ])('with %s is malformed', async (_, value) => {
    const lie = await maliciously({}, value === undefined ? '{' : JSON.stringify(value));
    await expect(open(lie)).rejects.toMatchObject(refusedAs('malformed'));
    await expect(open(value)).rejects.toMatchObject(refusedAs('malformed'));
  });
});

describe('the floors and ceilings', () => {
  const { sumNorm: _, ...withoutBound } = bundleExample.queries[1];
  const weak: [string, Partial<Bundle>][] = [
    ['noiseMultiplier', { noiseMultiplier: 3.7303 }],
    ['noiseMultiplier', { noiseMultiplier: 0.000_001 }],
    ['minimumReports', { minimumReports: 49, cohortSize: 100 }],
    ['cohortSize', { cohortSize: 10_001 }],
    ['cohortSize', { cohortSize: 999 }],
    ['cohortSize', { cohortSize: 1112 }],
    ['bits', { bits: 33 }],
    ['bits', { bits: 7 }],
    // Too coarse: rounding would take more of the noise multiplier than a hundredth, or nothing fits at all.
    ['bits', { bits: 18 }],
    ['bits', { bits: 12 }],
    ['bits', { cohortSize: 10_000 }],
    ['adversarialRate', { adversarialRate: 0 }],
    ['adversarialRate', { adversarialRate: 0.46 }],
    ['dropoutRate', { dropoutRate: 0.46, cohortSize: 5000 }],
    ['participations', { participations: 9 }],
    ['queries', { queries: [{ ...bundleExample.queries[0], dimension: LIMITS.maximumDimension + 1 }] }],
    ['sumNorm', { queries: [{ ...bundleExample.queries[0], sumNorm: 0.61 }] }],
    ['sumNorm', { queries: [bundleExample.queries[0], withoutBound] }],
    ['a query twice', { queries: [bundleExample.queries[1], bundleExample.queries[1]] }],
  ];

  it.each(weak)('%s: %j is refused by devices, whoever signed it', async (field, change) => {
    const lie = await maliciously({ ...bundleExample, ...change });
    const error = await open(lie).catch((cause: unknown) => cause);
    expect(error).toMatchObject(refusedAs('weakened'));
    expect((error as Error).message).toContain(field);
  });

  it.each(weak)('%s: %j cannot be published', async (_, change) => {
    const weakened = { ...bundleExample, ...change };
    await expect(publishBundle(nodeSuite, weakened, signingSeed)).rejects.toMatchObject(
      refusedAs('weakened'),
    );
  });

  it('are what the design says', () => {
    expect(LIMITS).toMatchObject({
      maximumDimension: 262_144,
      maximumBits: 32,
      maximumCohort: 10_000,
      minimumReports: 50,
      minimumNoiseMultiplier: 3.7304,
      maximumSumNorm: 0.6,
    });
  });

  it('cannot be changed by code that runs beside them', () => {
    const name = 'minimumNoiseMultiplier';
    expect(() => Object.assign(LIMITS, { [name]: 0 })).toThrow(TypeError);
    expect(LIMITS.minimumNoiseMultiplier).toBe(3.7304);
    expect(() => Object.assign(lifetimeBudget, { epsilon: 40 })).toThrow(TypeError);
    expect(lifetimeBudget).toEqual({ epsilon: 4, delta: 1e-6 });
  });

  it('allow the smallest round there is', async () => {
    const smallest = { ...bundleExample, minimumReports: 50, cohortSize: 80 };
    await expect(publishBundle(nodeSuite, smallest, signingSeed)).resolves.toBeDefined();
  });
});
