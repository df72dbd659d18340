import { describe, expect, it } from 'vitest';
import { nodeSuite } from './suite/node-suite.ts';
import { sodiumSuite } from './suite/sodium-suite.ts';
import { webSuite } from './suite/web-suite.ts';
import { cheapTestSuite } from './test/cheap-test-suite.ts';
import { finish, type Leg, runLegs } from './test/obedient-round.ts';
import { plainSum, testRound, type TestRoundOptions } from './test/test-round.ts';

const options: TestRoundOptions = {
  seed: 1,
  devices: 60,
  dimension: 100,
  bits: 20,
  minimumReports: 50,
  adversarialRate: 0.1,
  dropoutRate: 0.1,
};
const suites = {
  cheap: cheapTestSuite,
  'node:crypto': nodeSuite,
  WebCrypto: webSuite,
  libsodium: await sodiumSuite(),
};

describe.each(Object.entries(suites))('a round with %s', (_, suite) => {
  it('gives the sum of the survivors', async () => {
    const round = await testRound(suite, options);
    const leaving = new Map<number, Leg>([
      [0, 'advertising'],
      [3, 'sharing'],
      [7, 'reporting'],
      [8, 'reporting'],
      [11, 'confirming'],
      [12, 'unmasking'],
    ]);
    const running = await runLegs(round, 'unmasking', (number, leg) => leaving.get(number) === leg);
    const survivors = round.devices.filter(({ number }) => ![0, 3, 7, 8].includes(number));
    expect(await finish(round, running)).toEqual({
      phase: 'released',
      setup: round.setup,
      reports: 56,
      sum: plainSum(
        survivors.map(({ report }) => report),
        round.setup,
      ),
    });
  });
});

it('is tested with sums that are not trivial', () => {
  expect(plainSum([Uint32Array.of(7, 1), Uint32Array.of(2, 1)], { dimension: 2, bits: 3 })).toEqual(
    Uint32Array.of(1, 2),
  );
});
