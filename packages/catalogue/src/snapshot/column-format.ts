/**
 * The snapshot file: one Arrow IPC file with a single row, whose fields are lists of numbers, the *parts* of the columns.
 * Arrow's own string and list columns keep ascending 32-bit offsets, which brotli cannot shrink under a byte each, a
 * fourteenth of the download; lengths nearly vanish. What a column `x` of rows is made of:
 *
 * - text: `x.bytes` (UTF-8 of all rows together), `x.lengths`
 * - numbers: `x.values`, in the narrowest type that holds them all
 * - words: `x.codes` into the words of `x.words` (text, sorted by bytes); `directors` and `cast` share `people`
 * - lists: `x.counts`, and the parts of the entries
 * - all: `x.present`, a bitmap (least significant bit first), where some rows have no value
 *
 * External ids are numbers where `externalIdFormats` gives the text back, text otherwise. `offers` are lists of
 * `platform`, `country`, `link`, `checkedAt`. `extra` is JSON. `id` is `id.prefix`, the name's slug and the year where
 * that is the id (`derived-id.ts`), text in `id.exact` elsewhere.
 */
export const formatVersion = 1;

/** Keys of the schema's metadata. */
export const metadataKeys = {
  format: 'parlour.catalogue.format',
  version: 'parlour.catalogue.version',
  rows: 'parlour.catalogue.rows',
  check: 'parlour.catalogue.check',
} as const;

/**
 * The version's value in the metadata is this and 16 hexadecimal digits: the start of SHA-256 over the file with zeros in
 * their place and in the checksum's.
 */
export const versionMarker = 'parlour-version:';
export const unversioned = `${versionMarker}${'0'.repeat(16)}`;

/** `ratingMean` is a whole number of ten-thousandths: finer differences between means are noise under a million ratings. */
export const ratingMeanUnit = 10_000;

export const externalIdFormats = {
  imdb: prefixed('tt', 7),
  tmdb: prefixed('', 1),
  thetvdb: prefixed('', 1),
  wikidata: prefixed('Q', 1),
} as const;

export const externalIdColumns = ['imdb', 'tmdb', 'thetvdb', 'wikidata'] as const;

function prefixed(prefix: string, digits: number) {
  return {
    toText: (number: number) => prefix + String(number).padStart(digits, '0'),
    toNumber: (text: string) => {
      const number = Number(text.slice(prefix.length));
      return Number.isInteger(number) && number >= 0 && number <= 0xffffffff ? number : undefined;
    },
  };
}
