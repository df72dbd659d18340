import { type ArrowFile, readArrowFile } from './arrow-file.ts';
import { externalIdFormats } from './column-format.ts';
import { damaged } from './damaged.ts';
import { CodedReader, ListReader, NumberReader, TextReader, wordsOf } from './readers.ts';

export type Columns = ReturnType<typeof checkedColumns>;

/** All columns of a snapshot, structurally checked. @throws ParlourError `catalogue/unreadable`, `catalogue/too-new` */
export function readColumns(bytes: Uint8Array, isVerified: boolean): Columns {
  const file = readArrowFile(bytes, isVerified);
  try {
    return checkedColumns(file);
  } catch (error) {
    throw damaged('catalogue', error);
  }
}

function checkedColumns(file: ArrowFile) {
  const { rows, version } = file;
  const text = (name: string) => new TextReader(file, name, rows);
  const number = (name: string) => new NumberReader(file, name, rows);
  const word = (name: string) => new CodedReader(file, name, rows);
  const people = wordsOf(file, 'people');
  const words = (name: string, shared?: TextReader) => {
    const list = new ListReader(file, name, rows);
    return { list, words: new CodedReader(file, name, list.entryCount, shared) };
  };
  const alternateNames = new ListReader(file, 'alternateNames', rows);
  return {
    rows,
    version,
    people,
    id: { prefix: word('id.prefix'), exact: text('id.exact') },
    type: word('type'),
    name: text('name'),
    alternateNames: {
      list: alternateNames,
      text: new TextReader(file, 'alternateNames', alternateNames.entryCount),
    },
    year: number('year'),
    genres: words('genres'),
    runtime: number('runtime'),
    seasons: number('seasons'),
    directors: words('directors', people),
    cast: words('cast', people),
    countries: words('countries'),
    languages: words('languages'),
    certificate: word('certificate'),
    synopsis: text('synopsis'),
    offers: readOffers(file, new ListReader(file, 'offers', rows)),
    externalIds: {
      imdb: externalIdReader(file, 'imdb'),
      tmdb: externalIdReader(file, 'tmdb'),
      thetvdb: externalIdReader(file, 'thetvdb'),
      wikidata: externalIdReader(file, 'wikidata'),
    },
    source: word('source'),
    sourceUpdatedAt: number('sourceUpdatedAt'),
    ratingCount: number('ratingCount'),
    ratingMean: number('ratingMean'),
    extra: text('extra'),
  };
}

function readOffers(file: ArrowFile, list: ListReader) {
  return {
    list,
    platform: new CodedReader(file, 'offers.platform', list.entryCount),
    country: new CodedReader(file, 'offers.country', list.entryCount),
    link: new TextReader(file, 'offers.link', list.entryCount),
    checkedAt: new NumberReader(file, 'offers.checkedAt', list.entryCount),
  };
}

function externalIdReader(file: ArrowFile, name: keyof typeof externalIdFormats) {
  if (file.part(`${name}.bytes`)) {
    const text = new TextReader(file, name, file.rows);
    return (row: number) => text.at(row);
  }
  const numbers = new NumberReader(file, name, file.rows);
  return (row: number) => {
    const number = numbers.at(row);
    return number === undefined ? undefined : externalIdFormats[name].toText(number);
  };
}
