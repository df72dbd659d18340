import type { Item } from '@parlour/wire';
import type { Catalogue, CodedColumn, CodedColumnName } from './catalogue.ts';
import { readColumns } from './columns.ts';
import { codedLists, codedSingles } from './coded-column.ts';
import { ratingMeanUnit } from './column-format.ts';
import { damaged } from './damaged.ts';
import { IdIndex } from './id-index.ts';
import { type Ids, idsOf } from './ids.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export interface Opening {
  /** The bytes have the manifest's SHA-256, so that the file's own checksum would say nothing new. */
  readonly isVerified?: boolean;
}

/**
 * Opens the columns of a snapshot. The bytes are read in place, so they must not change; their structure is checked here,
 * and their own checksum unless a better one was. Takes milliseconds: nothing is decoded before it is asked for.
 *
 * @throws ParlourError `catalogue/unreadable`, `catalogue/too-new`
 */
export function openCatalogue(columns: Uint8Array, { isVerified = false }: Opening = {}): Catalogue {
  const c = readColumns(columns, isVerified);
  const required = (value: string | undefined) => value ?? '';
  const coded = new Map<CodedColumnName, CodedColumn>();
  let ids: Ids | undefined;
  let index: IdIndex | undefined;
  const allIds = () => (ids ??= idsOf(c.id, c.name, c.year));

  const makeCoded = (name: CodedColumnName): CodedColumn => {
    if (name === 'type' || name === 'certificate' || name === 'source') return codedSingles(c[name]);
    if (name === 'platforms') return codedLists(c.offers.list, c.offers.platform);
    return codedLists(c[name].list, c[name].words);
  };
  const wordsOf = ({ list, words }: typeof c.genres, row: number) =>
    list.map(row, (i) => required(words.at(i)));

  const catalogue: Catalogue = {
    size: c.rows,
    version: c.version,
    rowOf(id) {
      index ??= new IdIndex(allIds());
      return index.rowOf(id);
    },
    id(row) {
      c.name.rows.has(row);
      return decoder.decode(allIds().bytes(row));
    },
    type: (row) => required(c.type.at(row)),
    name: (row) => required(c.name.at(row)),
    alternateNames: (row) => c.alternateNames.list.map(row, (i) => required(c.alternateNames.text.at(i))),
    year: (row) => c.year.at(row),
    genres: (row) => wordsOf(c.genres, row),
    runtime: (row) => c.runtime.at(row),
    seasons: (row) => c.seasons.at(row),
    directors: (row) => wordsOf(c.directors, row),
    cast: (row) => wordsOf(c.cast, row),
    countries: (row) => wordsOf(c.countries, row),
    languages: (row) => wordsOf(c.languages, row),
    certificate: (row) => c.certificate.at(row),
    synopsis: (row) => c.synopsis.at(row),
    platforms: (row) =>
      c.offers.list.map(row, (i) =>
        present({
          platform: required(c.offers.platform.at(i)),
          country: c.offers.country.at(i),
          link: c.offers.link.at(i),
          checkedAt: c.offers.checkedAt.at(i),
        }),
      ),
    externalIds: (row) =>
      present({
        imdb: c.externalIds.imdb(row),
        tmdb: c.externalIds.tmdb(row),
        thetvdb: c.externalIds.thetvdb(row),
        wikidata: c.externalIds.wikidata(row),
      }),
    publicRatings(row) {
      const [count, mean] = [c.ratingCount.at(row), c.ratingMean.at(row)];
      return count === undefined || mean === undefined ? undefined : { count, mean: mean / ratingMeanUnit };
    },
    source: (row) => required(c.source.at(row)),
    sourceUpdatedAt: (row) => c.sourceUpdatedAt.at(row),
    extra(row) {
      const json = c.extra.at(row);
      return json === undefined ? undefined : parseExtra(json);
    },
    item: (row) => itemOf(catalogue, row),
    coded(name) {
      const made = coded.get(name) ?? makeCoded(name);
      coded.set(name, made);
      return made;
    },
    text: (column) => ({
      length: (row) => c[column].lengthAt(row),
      read: (row) => c[column].bytesAt(row),
    }),
    *pack() {
      yield* c.synopsis.pack();
      yield* c.name.pack();
      yield* c.offers.link.pack();
      yield* c.people.pack();
    },
  };
  return catalogue;
}

function parseExtra(json: string): Item['extra'] {
  try {
    return JSON.parse(json) as Item['extra'];
  } catch (error) {
    throw damaged('catalogue', error);
  }
}

function itemOf(catalogue: Catalogue, row: number): Item {
  return present({
    id: catalogue.id(row),
    type: catalogue.type(row),
    name: catalogue.name(row),
    alternateNames: catalogue.alternateNames(row),
    year: catalogue.year(row),
    genres: catalogue.genres(row),
    runtime: catalogue.runtime(row),
    seasons: catalogue.seasons(row),
    directors: catalogue.directors(row),
    cast: catalogue.cast(row),
    countries: catalogue.countries(row),
    languages: catalogue.languages(row),
    certificate: catalogue.certificate(row),
    synopsis: catalogue.synopsis(row),
    platforms: catalogue.platforms(row),
    externalIds: catalogue.externalIds(row),
    source: catalogue.source(row),
    sourceUpdatedAt: catalogue.sourceUpdatedAt(row),
    publicRatings: catalogue.publicRatings(row),
    extra: catalogue.extra(row),
  });
}

/** Without the keys whose value is undefined. */
function present<T extends object>(value: T): T {
  for (const key of Object.keys(value) as (keyof T)[]) if (value[key] === undefined) delete value[key];
  return value;
}
