import { Type } from '@uwdata/flechette';
import type { Batch } from '@uwdata/flechette';
import { readArrowFile } from './arrow-file.ts';
import { externalIdFormats } from './column-format.ts';
import { damaged } from './damaged.ts';
import { CodedReader, ListReader, must, NumberReader, TextReader } from './readers.ts';

export type Columns = ReturnType<typeof checkedColumns>;

/** All columns of a snapshot, structurally checked. @throws ParlourError `catalogue/unreadable`, `catalogue/too-new` */
export function readColumns(bytes: Uint8Array): Columns {
  const file = readArrowFile(bytes);
  try {
    return checkedColumns(file);
  } catch (error) {
    throw damaged('catalogue', error);
  }
}

function checkedColumns({ rows, version, batch }: ReturnType<typeof readArrowFile>) {
  const text = (name: string) => new TextReader(batch(name), rows);
  const number = (name: string) => new NumberReader(batch(name), rows);
  const word = (name: string) => new CodedReader(batch(name), rows);
  const words = (name: string) => {
    const list = new ListReader(batch(name), rows);
    return { list, words: new CodedReader(list.entries, list.entryCount) };
  };
  const alternateNames = new ListReader(batch('alternateNames'), rows);
  const externalId = (name: keyof typeof externalIdFormats) => externalIdReader(batch(name), rows, name);
  return {
    rows,
    version,
    id: text('id'),
    type: word('type'),
    name: text('name'),
    alternateNames: {
      list: alternateNames,
      text: new TextReader(alternateNames.entries, alternateNames.entryCount),
    },
    year: number('year'),
    genres: words('genres'),
    runtime: number('runtime'),
    seasons: number('seasons'),
    directors: words('directors'),
    cast: words('cast'),
    countries: words('countries'),
    languages: words('languages'),
    certificate: word('certificate'),
    synopsis: text('synopsis'),
    offers: readOffers(new ListReader(batch('offers'), rows)),
    externalIds: {
      imdb: externalId('imdb'),
      tmdb: externalId('tmdb'),
      thetvdb: externalId('thetvdb'),
      wikidata: externalId('wikidata'),
    },
    source: word('source'),
    sourceUpdatedAt: number('sourceUpdatedAt'),
    ratingCount: number('ratingCount'),
    ratingMean: number('ratingMean'),
    extra: text('extra'),
  };
}

function readOffers(list: ListReader) {
  const { type, children } = list.entries;
  must(type.typeId === Type.Struct, 'offers without fields');
  const field = (name: string): Batch<unknown> => {
    const child = children[type.children.findIndex((f) => f.name === name)];
    must(child !== undefined, `offers without ${name}`);
    return child;
  };
  return {
    list,
    platform: new CodedReader(field('platform'), list.entryCount),
    country: new CodedReader(field('country'), list.entryCount),
    link: new TextReader(field('link'), list.entryCount),
    checkedAt: new NumberReader(field('checkedAt'), list.entryCount),
  };
}

function externalIdReader(batch: Batch<unknown>, rows: number, name: keyof typeof externalIdFormats) {
  if (batch.type.typeId === Type.Utf8) {
    const text = new TextReader(batch, rows);
    return (row: number) => text.at(row);
  }
  const numbers = new NumberReader(batch, rows);
  return (row: number) => {
    const number = numbers.at(row);
    return number === undefined ? undefined : externalIdFormats[name].toText(number);
  };
}
