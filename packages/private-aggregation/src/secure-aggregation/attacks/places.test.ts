import { describe, expect, it } from 'vitest';
import { logMass, upperTail } from '../../graph-parameters/hypergeometric.ts';
import { logSum } from '../../numerics/log-space.ts';
import { logBinomial } from '../../numerics/stirling-error.ts';
import type { Client } from '../aggregator/server-state.ts';
import { cohortGraph } from '../graph/cohort-graph.ts';
import { writeAdvertisement } from '../messages/advertisement.ts';
import { NO_INDEX, signMessage } from '../messages/signed-message.ts';
import { cheapTestSuite as suite } from '../test/cheap-test-suite.ts';
import { smallRound } from '../test/stand-at.ts';
import { testRound } from '../test/test-round.ts';
import { invent, secretsOf, share } from './invention.ts';

/**
 * What `adversarialRate` is a share of: of the places under the root, however the aggregator came by its own. Of a device that
 * goes on, none that it drew is without a token; how many of the others are the aggregator's decides whether both its secrets
 * can be opened, which takes 2t shares of k + a.
 */
const { setup } = await testRound(suite, { ...smallRound, adversarialRate: 0.1, dropoutRate: 0.1 });
const graphOf = (clients: number) => {
  const { degree, threshold } = cohortGraph(clients, setup);
  return { degree, safe: 2 * threshold - degree - 1 };
};
const cohorts = [60, 120, 300, 1170, 5000];

describe('a cohort with as many of the aggregator’s as are allowed', () => {
  it.each(cohorts)(
    'has an honest device with too many of them drawn with a probability below 2^-41 (%i places)',
    (clients) => {
      const { degree, safe } = graphOf(clients);
      const tenth = Math.floor(clients / 10);
      // A device draws from all but itself. (n - A) P[Hyp(n - 1, A, k) = j] is n P[Hyp(n, A, k) = j] times (n - A - k + j)/(n - k),
      // which is at most 1, as j is at most A: so the rule's bound for a draw from all holds for all honest devices together.
      const others = { size: clients - 1, marked: tenth, drawn: degree };
      const together = (clients - tenth) * upperTail(others, safe);
      expect(together).toBeLessThanOrEqual(
        clients * upperTail({ ...others, size: clients }, safe) * (1 + 1e-9),
      );
      expect(together).toBeLessThan(2 ** -41);
    },
  );
});

describe('places without a token', () => {
  it.each(cohorts)(
    'never make it likelier that a device goes on with too many of the aggregator’s drawn (%i places)',
    (clients) => {
      const { degree, safe } = graphOf(clients);
      const tokens = Math.floor(clients / 10);
      const allowed = upperTail({ size: clients, marked: tokens, drawn: degree }, safe);
      expect(allowed).toBeLessThanOrEqual(2 ** -41 / clients);
      for (const part of [0.001, 0.01, 0.05, 0.1, 0.3, 0.6]) {
        const invented = Math.ceil(part * clients);
        const goesOn = Math.exp(logMass({ size: clients, marked: invented, drawn: degree }, 0));
        const among = upperTail({ size: clients - invented, marked: tokens, drawn: degree }, safe);
        expect(goesOn * among).toBeLessThanOrEqual(allowed);
        // Among those who do go on it is likelier: that so few do is what makes up for it.
        expect(among).toBeGreaterThanOrEqual(allowed);
      }
    },
  );

  it('cost the aggregator nearly the whole of a cohort’s dropouts with the second one', () => {
    const clients = 1170;
    const { degree } = graphOf(clients);
    const left = (invented: number) =>
      clients * Math.exp(logMass({ size: clients, marked: invented, drawn: degree }, 0));
    expect(left(1)).toBeLessThan(1080);
    expect(left(2)).toBeLessThan(1000);
    expect(left(12)).toBeLessThan(450);
  });
});

describe('one token at several places', () => {
  const COPIES = 5;
  /** Under one signing key, of which the aggregator has the secret, more sets of keys. */
  const manifold = () =>
    invent(async ({ clients, setupContext }): Promise<readonly Client[]> => {
      const { devices } = await testRound(suite, smallRound);
      const header = { kind: 'advertisement', context: setupContext, sender: NO_INDEX } as const;
      return Promise.all(
        Array.from({ length: COPIES }, async (_, n) => {
          const { maskSecret, encryptionSecret } = secretsOf(n);
          const keys = {
            ...clients[0].keys,
            maskKey: await suite.x25519Public(maskSecret),
            encryptionKey: await suite.x25519Public(encryptionSecret),
          };
          const body = writeAdvertisement(keys);
          const message = await signMessage(suite, header, body, devices[0].signingSeed);
          return { message, keys, channelKey: new Uint8Array(32) };
        }),
      );
    });

  it('is noticed by a device that draws two of them, and by no other', async () => {
    const invention = await manifold();
    const same = new Set([0, ...invention.invented]);
    const seen = new Set<boolean>();
    for (const { index, drew, refused } of (await share(invention)).slice(1)) {
      const places = [index, ...drew].filter((place) => same.has(place)).length;
      seen.add(places > 1);
      if (places > 1) {
        expect(refused).toMatchObject({ code: 'aggregation/repeated-neighbour' });
      } else {
        expect(refused).toBeUndefined();
      }
    }
    expect(seen).toEqual(new Set([true, false]));
  });

  /** ln of the probability that a device draws more than `safe` of so many tokens, none of them twice. */
  function logTooMany(clients: number, tokens: number, each: number): number {
    const { degree, safe } = graphOf(clients);
    const others = clients - tokens * each;
    const terms = Array.from({ length: degree - safe }, (_, i) => {
      const drawn = safe + 1 + i;
      return drawn > tokens
        ? Number.NEGATIVE_INFINITY
        : logBinomial(tokens, drawn) + drawn * Math.log(each) + logBinomial(others, degree - drawn);
    });
    return logSum(terms) - logBinomial(clients, degree);
  }

  it.each([300, 1170, 5000])(
    'is worth at most as many tokens as it has places, and more than one: it is places that count (%i places)',
    (clients) => {
      const allowed = -41 * Math.LN2 - Math.log(clients);
      const { degree, safe } = graphOf(clients);
      const tenth = Math.floor(clients / 10);
      expect(logTooMany(clients, tenth, 1)).toBeCloseTo(
        Math.log(upperTail({ size: clients, marked: tenth, drawn: degree }, safe)),
        6,
      );
      expect(logTooMany(clients, Math.floor(tenth / 2), 2)).toBeLessThan(logTooMany(clients, tenth, 1));
      expect(logTooMany(clients, tenth, 1)).toBeLessThanOrEqual(allowed);
      // The limit: a tenth of tokens at two places each is a fifth of the places, and too much.
      expect(logTooMany(clients, tenth, 2)).toBeGreaterThan(allowed);
    },
  );
});
