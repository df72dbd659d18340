import type { Catalogue } from '@parlour/catalogue';
import type { ItemCard } from '../brain-api/index.ts';

/** `country` (ISO 3166-1 alpha-2) leaves out platforms that offer the title only elsewhere. */
export function itemCard(catalogue: Catalogue, row: number, country?: string): ItemCard {
  const offers = catalogue
    .platforms(row)
    .filter((offer) => country === undefined || (offer.country ?? country) === country);
  return {
    id: catalogue.id(row),
    type: catalogue.type(row),
    name: catalogue.name(row),
    year: catalogue.year(row),
    genres: catalogue.genres(row),
    runtime: catalogue.runtime(row),
    seasons: catalogue.seasons(row),
    platforms: [...new Set(offers.map(({ platform }) => platform))],
    countries: catalogue.countries(row),
  };
}
