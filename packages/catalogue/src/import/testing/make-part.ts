import type { Part } from '../part.ts';

/** A film by nothing but its name, and whatever else is given. */
export function makePart(given: Partial<Part> & { name: string }): Part {
  const source = given.source ?? 'test';
  return {
    key: `${given.name} ${given.year ?? ''}`,
    type: 'Movie',
    alternateNames: [],
    genres: [],
    directors: [],
    cast: [],
    countries: [],
    languages: [],
    platforms: [],
    externalIds: {},
    ...given,
    source,
  };
}
