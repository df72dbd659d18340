import { expect, it } from 'vitest';
import { closeCodeOf, refusalOfClose, relayError, relayRefusals } from './relay-refusal.ts';

it('every refusal has a code and three sentences; what a socket can meet has a close code of its own', () => {
  const closes = relayRefusals.flatMap((one) => closeCodeOf(one) ?? []);
  expect(new Set(closes).size).toBe(closes.length);
  for (const one of relayRefusals) {
    const { code, message, meaning, mend } = relayError(one);
    expect(code).toBe(`relay/${one}`);
    for (const sentence of [message, meaning, mend]) expect(sentence).toMatch(/\.$/);
    const close = closeCodeOf(one);
    if (close === undefined) continue;
    expect(close).toBeGreaterThanOrEqual(4_400);
    expect(close).toBeLessThan(5_000);
    expect(refusalOfClose(close)).toBe(one);
  }
  expect([refusalOfClose(1009), refusalOfClose(1000), refusalOfClose(4999)]).toEqual([
    'message-too-large',
    undefined,
    undefined,
  ]);
});
