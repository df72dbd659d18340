import { describe, expect, it } from 'vitest';
import type { Reported } from '../client/client-state.ts';
import { writeAdvertisement } from '../messages/advertisement.ts';
import { readReport } from '../messages/report.ts';
import { NO_INDEX, signMessage } from '../messages/signed-message.ts';
import { ByteReader } from '../byte-reader.ts';
import { bodyBytes } from '../test/authentic.ts';
import { cheapTestSuite as suite } from '../test/cheap-test-suite.ts';
import { smallRound } from '../test/stand-at.ts';
import { plainSum } from '../test/test-round.ts';
import { unpackWords } from '../words/unpack-words.ts';
import {
  invent,
  type Invention,
  knownMask,
  maskBetween,
  sealedByInvented,
  secretsOf,
  type Shared,
  share,
  told,
  withoutToken,
} from './invention.ts';

/**
 * A device that draws somebody checks signature and token; one that is told who drew it checks only that the root commits to
 * the keys. Here the aggregator makes the most of that: places without a token, and honest devices' keys at a second place.
 */
const INVENTED = 6;
const inventSome = () =>
  invent((advertising) =>
    Promise.all(Array.from({ length: INVENTED }, (_, n) => withoutToken(advertising, n))),
  );

/** The device that can be told what this is about: it drew none of the invented places. */
function unsuspecting(shared: readonly Shared[]): Shared {
  const found = shared.find(({ refused }) => refused === undefined);
  if (found === undefined) {
    throw new Error('everybody refused');
  }
  return found;
}

const wordsOf = ({ round: { setup } }: Invention, { outbox }: Reported) =>
  unpackWords(readReport(new ByteReader(bodyBytes(outbox))).packed, setup.dimension, setup.bits);

describe('a place that the aggregator invented, without a token', () => {
  it('is refused by everybody who draws it, and by nobody else', async () => {
    const invention = await inventSome();
    const shared = await share(invention);
    const refusals = shared.filter(({ refused }) => refused !== undefined);
    expect(refusals.length).toBeGreaterThan(10);
    expect(refusals.length).toBeLessThan(shared.length - 5);
    for (const { drew, refused } of shared) {
      if (drew.some((index) => invention.invented.includes(index))) {
        expect(refused).toMatchObject({ code: 'aggregation/bad-signature' });
      } else {
        expect(refused).toBeUndefined();
      }
    }
  });

  it.each([1, 2, INVENTED])(
    '%i of them that claim to have drawn a device add as many masks to its report, and take none away',
    async (count) => {
      const invention = await inventSome();
      const one = unsuspecting(await share(invention));
      const claims = await Promise.all(
        Array.from({ length: count }, (_, n) => sealedByInvented(invention, n, one.index)),
      );
      const [without, withThem] = [await told(invention, one, []), await told(invention, one, claims)];
      const masks = await Promise.all(claims.map((_, n) => knownMask(invention, n, one.index)));
      // So the aggregator could have made the one report of the other, and learns nothing by it.
      const made = plainSum([wordsOf(invention, without), ...masks], invention.round.setup);
      expect(wordsOf(invention, withThem)).toEqual(made);
      expect(wordsOf(invention, withThem)).not.toEqual(wordsOf(invention, without));
    },
  );

  it('under the mask key of an honest device takes none of the masks with that one away, but adds another', async () => {
    const robbed = 3;
    const invention = await invent(async (advertising) => [
      await withoutToken(advertising, 0, advertising.clients[robbed].keys.maskKey),
    ]);
    const { round, server, invented } = invention;
    const { state } = round.devices[robbed];
    const maskSecret = state.phase === 'advertised' ? state.secrets.maskSecret.slice() : new Uint8Array();
    const shared = await share(invention);
    const drawnByRobbed = (server.sealedBy.get(robbed) ?? []).map(({ receiver }) => receiver);
    let [strangers, partners] = [0, 0];
    for (const one of shared.filter(({ index, refused }) => refused === undefined && index !== robbed)) {
      const claim = await sealedByInvented(invention, 0, one.index);
      if (one.drew.includes(robbed) || drawnByRobbed.includes(one.index)) {
        await expect(told(invention, one, [claim])).rejects.toMatchObject({
          code: 'aggregation/repeated-neighbour',
        });
        partners += 1;
      } else {
        const { maskKey } = server.clients[one.index].keys;
        const between = (place: number) => maskBetween(invention, one.index, place, { maskSecret, maskKey });
        const [atOwn, added] = [await between(robbed), await between(invented[0])];
        const [without, withIt] = [await told(invention, one, []), await told(invention, one, [claim])];
        expect(wordsOf(invention, withIt)).toEqual(
          plainSum([wordsOf(invention, without), added], round.setup),
        );
        expect(added).not.toEqual(atOwn);
        expect(plainSum([added, atOwn], round.setup).some((word) => word !== 0)).toBe(true);
        strangers += 1;
      }
    }
    expect(strangers).toBeGreaterThan(5);
    expect(partners).toBeGreaterThan(1);
  });

  it('gets back what it gave the device to hold; nothing that others gave, nor how its own is shared, is touched', async () => {
    const invention = await inventSome();
    const one = unsuspecting(await share(invention));
    const claim = await sealedByInvented(invention, 0, one.index);
    const [without, withIt] = [await told(invention, one, []), await told(invention, one, [claim])];
    expect(without.held.length).toBeGreaterThan(3);
    expect(withIt.held.filter(({ owner }) => owner !== claim.sender)).toEqual(without.held);
    expect(withIt.held.length).toBe(without.held.length + 1);
  });

  it('is not among those whose signatures a device counts', async () => {
    const invention = await inventSome();
    const one = unsuspecting(await share(invention));
    const claim = await sealedByInvented(invention, 0, one.index);
    const [without, withIt] = [await told(invention, one, []), await told(invention, one, [claim])];
    expect(withIt.signers).toEqual(without.signers);
    expect(withIt.signers.map(({ index }) => index).every((index) => one.drew.includes(index))).toBe(true);
  });
});

describe('the keys of an honest device, at a second place', () => {
  const COPIED = 3;
  const copyOne = () => invent(({ clients }) => [clients[COPIED]]);

  it('can be drawn, but not together with the first place, nor by the device itself', async () => {
    const copied = 10;
    const { devices } = smallRound;
    const invention = await invent(({ clients }) =>
      Array.from({ length: 6 }, () => clients.slice(0, copied)).flat(),
    );
    const whose = (place: number) => (place < devices ? place : (place - devices) % copied);
    const seen = new Set<string>();
    for (const { index, drew, refused } of await share(invention)) {
      const others = new Set(drew.map(whose));
      const itself = others.has(index);
      const twice = others.size < drew.length;
      seen.add(itself ? 'itself' : twice ? 'twice' : 'once');
      if (itself || twice) {
        expect(refused).toMatchObject({ code: 'aggregation/repeated-neighbour' });
      } else {
        expect(refused).toBeUndefined();
      }
      if (itself && !twice) seen.add('itself alone');
    }
    expect(seen).toEqual(new Set(['itself', 'itself alone', 'twice', 'once']));
  });

  it.each(['maskKey', 'encryptionKey'] as const)(
    'are found out by whoever draws both, though it is the %s alone',
    async (kind) => {
      const robbed = 3;
      const copies = 12;
      const invention = await invent(async ({ clients, setupContext }) =>
        Promise.all(
          Array.from({ length: copies }, async (_, n) => {
            const { maskSecret, encryptionSecret } = secretsOf(n);
            const signingSeed = new Uint8Array(32).fill(100 + n);
            const keys = {
              ...clients[robbed].keys,
              signingKey: await suite.ed25519Public(signingSeed),
              maskKey: await suite.x25519Public(maskSecret),
              encryptionKey: await suite.x25519Public(encryptionSecret),
              [kind]: clients[robbed].keys[kind],
            };
            const header = { kind: 'advertisement', context: setupContext, sender: NO_INDEX } as const;
            const message = await signMessage(suite, header, writeAdvertisement(keys), signingSeed);
            return { message, keys, channelKey: new Uint8Array(32) };
          }),
        ),
      );
      const same = new Set([robbed, ...invention.invented]);
      const seen = new Set<boolean>();
      for (const { index, drew, refused } of await share(invention)) {
        const places = [index, ...drew].filter((place) => same.has(place)).length;
        seen.add(places > 1);
        if (places > 1) {
          expect(refused).toMatchObject({ code: 'aggregation/repeated-neighbour' });
        } else {
          expect(refused).toBeUndefined();
        }
      }
      expect(seen).toEqual(new Set([true, false]));
    },
  );

  it('are no drawer: what is sealed to anybody was sealed by the device itself, from its own place', async () => {
    const invention = await copyOne();
    const [copy] = invention.invented;
    const shared = await share(invention);
    const { server } = invention;
    const own = (server.sealedBy.get(COPIED) ?? []).map(({ receiver, sealed }) => ({
      receiver,
      sealed: sealed.slice(),
    }));
    const known = ({ drew }: Shared) => drew.includes(COPIED) || drew.includes(copy);
    let tried = 0;
    for (const { receiver, sealed } of own) {
      const one = shared[receiver];
      if (one !== undefined && one.refused === undefined && !known(one)) {
        // Told that the device itself drew it, as is true, it takes the share; told that the copy did, it does not.
        expect((await told(invention, one, [])).held.map(({ owner }) => owner)).toContain(COPIED);
        await expect(told(invention, one, [{ sender: copy, sealed }])).rejects.toMatchObject({
          code: 'aggregation/repeated-neighbour',
        });
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(1);
    const stranger = shared.find(
      (one) =>
        one.refused === undefined &&
        !known(one) &&
        one.index !== COPIED &&
        own.every(({ receiver }) => receiver !== one.index),
    );
    for (const { sealed } of own) {
      await expect(told(invention, stranger ?? shared[0], [{ sender: copy, sealed }])).rejects.toMatchObject({
        code: 'aggregation/unreadable-share',
      });
    }
  });
});
