import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { expect, it } from 'vitest';
import { sharedChecks } from './shared-checks.ts';

const bytes = (length: number, value: number) => new Uint8Array(length).fill(value);

it('checks come to the same end as each for itself, and are made once', async () => {
  let made = 0;
  const tools = sharedChecks({
    suite: {
      ...nodeSuite,
      verify(key, data, signature) {
        made += 1;
        return nodeSuite.verify(key, data, signature);
      },
    },
    tokenIsValid(key, token) {
      made += 1;
      return key[0] === token[0];
    },
  });
  const seed = bytes(32, 1);
  const key = await nodeSuite.ed25519Public(seed);
  const data = bytes(40, 2);
  const signature = await nodeSuite.sign(seed, data);
  for (let again = 0; again < 3; again += 1) {
    expect(await tools.suite.verify(key, data, signature)).toBe(true);
    expect(await tools.suite.verify(key, bytes(40, 3), signature)).toBe(false);
    expect(await tools.suite.verify(key, data.subarray(1), signature)).toBe(false);
    expect(await tools.suite.verify(bytes(32, 0), data, signature)).toBe(false);
    expect(await tools.tokenIsValid(bytes(1, 5), bytes(2, 5))).toBe(true);
    expect(await tools.tokenIsValid(bytes(2, 5), bytes(1, 4))).toBe(false);
  }
  expect(made).toBe(6);
  expect(await tools.suite.sha256(data)).toEqual(await nodeSuite.sha256(data));
});
