import type { Item } from '@parlour/wire';
import { ParlourError } from '@parlour/wire';
import { externalIdColumns, externalIdFormats, ratingMeanUnit } from '../../snapshot/column-format.ts';
import { CodedWriter } from './coded-writer.ts';
import type { ColumnWriter, Part } from './column-writer.ts';
import { IdWriter } from './id-writer.ts';
import { ListWriter } from './list-writer.ts';
import { NumericTextWriter } from './numeric-text-writer.ts';
import { NumberWriter } from './number-writer.ts';
import { StructWriter } from './struct-writer.ts';
import { TextWriter } from './text-writer.ts';
import { Vocabulary } from './vocabulary.ts';

const word = (shared?: Vocabulary) => new CodedWriter(shared);
const words = (shared?: Vocabulary) => new ListWriter(word(shared));

/** Items taken apart into the columns of `snapshot/column-format.ts`; holds a few hundred bytes an item. */
export class ItemColumns {
  readonly #people = new Vocabulary();
  readonly #ids = new Set<string>();
  readonly columns = {
    id: new IdWriter(),
    type: word(),
    name: new TextWriter(),
    alternateNames: new ListWriter(new TextWriter()),
    year: new NumberWriter(),
    genres: words(),
    runtime: new NumberWriter(),
    seasons: new NumberWriter(),
    directors: words(this.#people),
    cast: words(this.#people),
    countries: words(),
    languages: words(),
    certificate: word(),
    synopsis: new TextWriter(),
    offers: new ListWriter(
      new StructWriter({
        platform: word(),
        country: word(),
        link: new TextWriter(),
        checkedAt: new NumberWriter(),
      }),
    ),
    imdb: new NumericTextWriter(externalIdFormats.imdb),
    tmdb: new NumericTextWriter(externalIdFormats.tmdb),
    thetvdb: new NumericTextWriter(externalIdFormats.thetvdb),
    wikidata: new NumericTextWriter(externalIdFormats.wikidata),
    source: word(),
    sourceUpdatedAt: new NumberWriter(),
    ratingCount: new NumberWriter(),
    ratingMean: new NumberWriter(),
    extra: new TextWriter(),
  } satisfies Record<string, ColumnWriter>;

  get length(): number {
    return this.columns.id.length;
  }

  /** @throws ParlourError `catalogue/duplicate-id` */
  push(item: Item): void {
    if (this.#ids.has(item.id)) throw duplicateId(item.id);
    this.#ids.add(item.id);
    const c = this.columns;
    c.id.push(item.id, item.name, item.year);
    c.type.push(item.type);
    c.name.push(item.name);
    for (const name of item.alternateNames) c.alternateNames.entries.push(name);
    c.alternateNames.endRow();
    c.year.push(item.year);
    for (const list of ['genres', 'directors', 'cast', 'countries', 'languages'] as const) {
      for (const value of item[list]) c[list].entries.push(value);
      c[list].endRow();
    }
    c.runtime.push(item.runtime);
    c.seasons.push(item.seasons);
    c.certificate.push(item.certificate);
    c.synopsis.push(item.synopsis);
    this.#pushOffers(item.platforms);
    for (const key of externalIdColumns) c[key].push(item.externalIds[key]);
    c.source.push(item.source);
    c.sourceUpdatedAt.push(item.sourceUpdatedAt);
    c.ratingCount.push(item.publicRatings?.count);
    c.ratingMean.push(item.publicRatings && Math.round(item.publicRatings.mean * ratingMeanUnit));
    c.extra.push(item.extra && JSON.stringify(item.extra));
  }

  /** Everything that goes into the file, in the given order of rows. */
  parts(order: Int32Array): Part[] {
    const columns = Object.entries(this.columns).flatMap(([name, writer]) => writer.parts(name, order));
    return [...columns, ...this.#people.parts('people')];
  }

  #pushOffers(offers: Item['platforms']): void {
    const { platform, country, link, checkedAt } = this.columns.offers.entries.fields;
    for (const offer of offers) {
      platform.push(offer.platform);
      country.push(offer.country);
      link.push(offer.link);
      checkedAt.push(offer.checkedAt);
    }
    this.columns.offers.endRow();
  }
}

function duplicateId(id: string): ParlourError {
  return new ParlourError('catalogue/duplicate-id', {
    message: `Two titles have the same id, ${id}.`,
    meaning: 'The catalogue was not published; the one published before is still in place.',
    mend: 'Merge or remove one of the two titles, then publish again.',
  });
}
