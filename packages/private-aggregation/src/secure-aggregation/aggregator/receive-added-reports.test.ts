import fc from 'fast-check';
import { expect, it } from 'vitest';
import { signatureOf } from '../messages/signed-message.ts';
import { cheapTestSuite } from '../test/cheap-test-suite.ts';
import { digestOfServer } from '../test/digest-of-server.ts';
import { smallRound } from '../test/stand-at.ts';
import { runLegs } from '../test/obedient-round.ts';
import { testRound } from '../test/test-round.ts';
import { clientStep } from '../client/client.ts';
import { closeLeg } from './close-leg.ts';
import { messageTo } from './message-to.ts';
import { addReport, receiveAddedReports } from './receive-added-reports.ts';
import { serverReceive } from './receive.ts';
import type { Reporting } from './server-state.ts';
import { serverStateFromBytes, serverStateToBytes } from './state-bytes.ts';

/** A round whose reports are open, and what each device would report. */
async function atReports() {
  const round = await testRound(cheapTestSuite, { ...smallRound, devices: 56 });
  const running = await runLegs(round, 'sharing');
  const begun = (await closeLeg(round.tools, running.server)) as Reporting;
  const reports = await Promise.all(
    Array.from(running.present, async ([index, device]) => {
      const deliveries = await messageTo(round.tools, begun, index);
      const { outbox } = await clientStep(round.tools, device.state, deliveries, device.report);
      return { signingKey: begun.clients[index].keys.signingKey, message: outbox };
    }),
  );
  const stored = serverStateToBytes(begun);
  return { round, reports, begin: () => serverStateFromBytes(stored) as Reporting };
}

it('reports added up apart, in any parts, leave the state that receiving them leaves', async () => {
  const { round, reports, begin } = await atReports();
  let received: Reporting = begin();
  for (const { message } of reports)
    received = (await serverReceive(round.tools, received, message)).state as Reporting;
  const { dimension, bits } = round.setup;
  const reduced = (state: Reporting) => state.sum.map((word) => word % 2 ** bits);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 4 }), { minLength: 56, maxLength: 56 }), async (parts) => {
      let state = begin();
      for (const part of [1, 2, 3, 4]) {
        const mine = reports.filter((_, i) => parts[i] === part);
        const sum = new Uint32Array(dimension);
        for (const { message } of mine) addReport(sum, message, bits);
        const added = mine.map(({ signingKey, message }) => ({
          signingKey,
          signature: signatureOf(message),
        }));
        state = receiveAddedReports(state, sum, added);
      }
      for (const { message } of reports.filter((_, i) => parts[i] === 0))
        state = (await serverReceive(round.tools, state, message)).state as Reporting;
      expect(reduced(state)).toEqual(reduced(received));
      expect([...state.reported].sort((a, b) => a - b)).toEqual([...received.reported].sort((a, b) => a - b));
      expect(state.answered).toEqual(received.answered);
      for (const { message } of reports)
        expect((await serverReceive(round.tools, state, message)).outcome).toBe('repeated');
    }),
    { numRuns: 10 },
  );
});

it('are refused whole: of a stranger, of one that is in already, twice, of another length', async () => {
  const { round, reports, begin } = await atReports();
  const { dimension } = round.setup;
  const [one, other] = reports.map(({ signingKey, message }) => ({
    signingKey,
    signature: signatureOf(message),
  }));
  const sum = new Uint32Array(dimension).fill(1);
  const stranger = { ...other, signingKey: new Uint8Array(32) };
  const state = (await serverReceive(round.tools, begin(), reports[0].message)).state as Reporting;
  const before = digestOfServer(state);
  for (const [wrong, code] of [
    [[other, stranger], 'unknown-sender'],
    [[other, one], 'second-answer'],
    [[other, other], 'second-answer'],
    [[{ ...other, signature: new Uint8Array(63) }], 'malformed-message'],
  ] as const) {
    expect(() => receiveAddedReports(state, sum, wrong)).toThrow(
      expect.objectContaining({ code: `aggregation/${code}` }),
    );
    expect(digestOfServer(state)).toBe(before);
  }
  expect(() => receiveAddedReports(state, sum.subarray(1), [other])).toThrow(
    expect.objectContaining({ code: 'aggregation/malformed-message' }),
  );
});
