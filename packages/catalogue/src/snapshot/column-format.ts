/**
 * The snapshot file: one Arrow IPC file, one record batch, these columns. Numbers have the narrowest Arrow type that
 * holds them all, words are dictionary-coded (dictionaries sorted by their UTF-8 bytes), `directors` and `cast` share
 * one dictionary, `offers` is `list<struct<platform, country, link, checkedAt>>`, external ids are numbers where
 * `externalIdFormats` gives the text back and text otherwise, `extra` is JSON.
 */
export const formatVersion = 1;

/** Keys of the schema's metadata. */
export const metadataKeys = {
  format: 'parlour.catalogue.format',
  version: 'parlour.catalogue.version',
  check: 'parlour.catalogue.check',
} as const;

/** What stands for the version while the file is hashed to find it: the version is the start of SHA-256 over the file with this in its place and no checksum. */
export const versionPlaceholder = '0'.repeat(16);

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
