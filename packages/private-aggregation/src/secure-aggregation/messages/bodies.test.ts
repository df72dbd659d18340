import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader } from '../byte-reader.ts';
import { type Bytes, concat } from '../bytes.ts';
import { SEALED_BYTES } from '../masks/sealed-share.ts';
import { readAdvertisement, writeAdvertisement } from './advertisement.ts';
import { readAnnouncement, writeAnnouncement } from './announcement.ts';
import { readConfirmations, writeConfirmations } from './confirmation.ts';
import { readDeliveries, writeDeliveries } from './deliveries.ts';
import { readDraw, writeDraw } from './draw.ts';
import { readNeighbours, writeNeighbours } from './neighbours.ts';
import { readReport, writeReport } from './report.ts';
import { readRoster, writeRoster } from './roster.ts';
import { readShares, writeShares } from './shares.ts';
import { readSurvivors, writeSurvivors } from './survivors.ts';
import { readUnmasking, writeUnmasking } from './unmasking.ts';

const upTo = (maxLength: number, minLength = 0) =>
  fc.uint8Array({ minLength, maxLength }).map((array): Bytes => new Uint8Array(array));
const exactly = (length: number) => upTo(length, length);
const key = exactly(32);
const index = fc.integer({ min: 0, max: 9_999 });
const proof = fc.array(key, { maxLength: 14 });
const committed = { advertisement: upTo(2048), proof };
const list = <T>(entry: fc.Arbitrary<T>) => fc.array(entry, { maxLength: 7 });
const set = upTo(1250);
const advertisement = {
  signingKey: key,
  maskKey: key,
  encryptionKey: key,
  selfCommitment: key,
  token: upTo(1024),
};
const announcement = { roundId: key, bundleHash: key, tokenKeysHash: key, channelKey: key };
const roster = { clients: index, index, treeRoot: key, proof };
const delivery = fc.record({ sender: index, ...committed, sealed: exactly(SEALED_BYTES) });
const signed = fc.record({ signer: index, signature: exactly(64) });
const sealed = fc.record({ receiver: index, sealed: exactly(SEALED_BYTES) });
const opened = fc.record({ owner: index, x: fc.integer({ min: 1, max: 254 }), share: key });

interface Codec {
  readonly name: string;
  readonly body: fc.Arbitrary<unknown>;
  readonly write: (body: never) => Bytes;
  readonly read: (reader: ByteReader) => unknown;
}

/** Of every kind of message; a report's body is read to its end whatever its length is. */
const codecs: readonly Codec[] = [
  {
    name: 'advertisement',
    body: fc.record(advertisement),
    write: writeAdvertisement,
    read: readAdvertisement,
  },
  { name: 'announcement', body: fc.record(announcement), write: writeAnnouncement, read: readAnnouncement },
  { name: 'roster', body: fc.record(roster), write: writeRoster, read: readRoster },
  { name: 'draw', body: list(index), write: writeDraw, read: readDraw },
  { name: 'neighbours', body: list(fc.record(committed)), write: writeNeighbours, read: readNeighbours },
  { name: 'shares', body: list(sealed), write: writeShares, read: readShares },
  {
    name: 'deliveries',
    body: fc.record({ sharers: set, deliveries: list(delivery) }),
    write: writeDeliveries,
    read: readDeliveries,
  },
  {
    name: 'survivors',
    body: fc.record({ survivors: set, dropped: set }),
    write: writeSurvivors,
    read: readSurvivors,
  },
  { name: 'confirmations', body: list(signed), write: writeConfirmations, read: readConfirmations },
  { name: 'unmasking', body: list(opened), write: writeUnmasking, read: readUnmasking },
];

const malformed = expect.objectContaining({ code: 'aggregation/malformed-message' });

describe.each(codecs)('the body of $name', ({ body, write, read }) => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(body, (value) => {
        expect(read(new ByteReader(write(value as never)))).toEqual(value);
      }),
    );
  });

  it('is refused with any part of its end cut off, and with something behind it', () => {
    fc.assert(
      fc.property(body, fc.nat(), upTo(9, 1), (value, cut, more) => {
        const bytes = write(value as never);
        expect(() => read(new ByteReader(bytes.slice(0, cut % bytes.length)))).toThrow(malformed);
        expect(() => read(new ByteReader(concat(bytes, more)))).toThrow(malformed);
      }),
    );
  });

  it('is refused or read, and nothing else happens, whatever the bytes are', () => {
    fc.assert(
      fc.property(upTo(300), (bytes) => {
        try {
          read(new ByteReader(bytes));
        } catch (error) {
          expect(error).toEqual(malformed);
        }
      }),
    );
  });
});

describe('the body of a report', () => {
  it('comes back as it was written, whatever its length, and is refused without its hash', () => {
    fc.assert(
      fc.property(fc.record({ sharersHash: key, packed: upTo(99) }), fc.nat(31), (report, short) => {
        const bytes = concat(...writeReport(report));
        expect(readReport(new ByteReader(bytes))).toEqual(report);
        expect(() => readReport(new ByteReader(bytes.slice(0, short)))).toThrow(malformed);
      }),
    );
  });
});

it('lists and sets that are longer than any round has are refused', () => {
  const long = new Uint8Array(1251);
  const survivors = writeSurvivors({ survivors: long, dropped: new Uint8Array(1) });
  expect(() => readSurvivors(new ByteReader(survivors))).toThrow(malformed);
  const neighbours = writeNeighbours([{ advertisement: new Uint8Array(2049), proof: [] }]);
  expect(() => readNeighbours(new ByteReader(neighbours))).toThrow(malformed);
  const token = { token: new Uint8Array(1025) };
  const keys = {
    signingKey: long.slice(0, 32),
    maskKey: long.slice(0, 32),
    encryptionKey: long.slice(0, 32),
  };
  const bytes = writeAdvertisement({ ...keys, selfCommitment: long.slice(0, 32), ...token });
  expect(() => readAdvertisement(new ByteReader(bytes))).toThrow(malformed);
});
