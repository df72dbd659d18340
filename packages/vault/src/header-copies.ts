import * as v from 'valibot';
import { equalBytes } from './bytes.ts';
import { checksumOf, type Header, HeaderRecord, parseHeader } from './header.ts';
import { FORMAT } from './sealed-record.ts';
import { vaultError } from './vault-error.ts';

/** A copy of the header that can be tried. */
export interface HeaderCopy {
  readonly record: HeaderRecord;
  readonly header: Header;
}

export interface HeaderCopies {
  /** Newest first, at least one, without duplicates. */
  readonly copies: readonly HeaderCopy[];
  /** The copies' checksums are right: a key that fails is a wrong key. Else it may be the header that is wrong. */
  readonly intact: boolean;
  /** Both copies are there, intact and the same. */
  readonly agree: boolean;
}

/**
 * Chooses among the stored copies: those whose checksum is right, else all that can be parsed at all. Rejects with
 * `vault/future-format` if a newer format wrote them, and with `vault/damaged-header` if none can be read.
 */
export async function chooseHeaderCopies(stored: readonly unknown[]): Promise<HeaderCopies> {
  const records = stored.filter((copy) => v.is(HeaderRecord, copy));
  const checked = await Promise.all(
    records.map(async (record) => ({
      record,
      intact: equalBytes(record.checksum, await checksumOf(record)),
    })),
  );
  const sound = checked.filter(({ intact }) => intact);
  const chosen = sound.length > 0 ? sound : checked;
  const isNewer = ({ record }: { record: HeaderRecord }): boolean => record.format > FORMAT;
  // A flipped bit in `format` of a damaged copy is no newer format, unless there is nothing else.
  if (sound.some(isNewer) || (chosen.length > 0 && chosen.every(isNewer))) {
    throw vaultError('future-format');
  }
  const copies = chosen
    .flatMap(({ record }): HeaderCopy[] => {
      const header = record.format === FORMAT ? parseHeader(record) : undefined;
      return header ? [{ record, header }] : [];
    })
    .toSorted((a, b) => b.header.revision - a.header.revision)
    .filter(({ record }, i, all) => all.findIndex((other) => isSameCopy(other.record, record)) === i);
  if (copies.length === 0) {
    throw vaultError('damaged-header');
  }
  return { copies, intact: sound.length > 0, agree: sound.length === 2 && copies.length === 1 };
}

const isSameCopy = (a: HeaderRecord, b: HeaderRecord): boolean =>
  equalBytes(a.body, b.body) && equalBytes(a.mac, b.mac);
