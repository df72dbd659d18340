const TYPES: Record<string, string> = {
  Movie: 'Film',
  TVSeries: 'Series',
  TVMiniSeries: 'Mini-series',
  TVSeason: 'Season',
  VideoGame: 'Game',
  ShortFilm: 'Short film',
};

/** A schema.org type as people say it. */
export const typeName = (type: string): string =>
  TYPES[type] ??
  type
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/^./, (first) => first.toUpperCase())
    .replace(/ ([A-Z])(?=[a-z])/g, (_, letter: string) => ` ${letter.toLowerCase()}`);

const PLURALS: Record<string, string> = { Movie: 'Films', TVSeries: 'Series', VideoGame: 'Games' };
export const typesName = (type: string): string => PLURALS[type] ?? typeName(type);

/** By slug without its hyphens. */
const PLATFORMS: Record<string, string> = {
  amazonprimevideo: 'Prime Video',
  appletv: 'Apple TV',
  appletvplus: 'Apple TV',
  archive: 'Internet Archive',
  ard: 'ARD Mediathek',
  arte: 'ARTE',
  bbciplayer: 'BBC iPlayer',
  criterion: 'Criterion Channel',
  disneyplus: 'Disney+',
  hbomax: 'HBO Max',
  itvx: 'ITVX',
  mubi: 'MUBI',
  paramountplus: 'Paramount+',
  primevideo: 'Prime Video',
  tubitv: 'Tubi',
  youtube: 'YouTube',
  zdf: 'ZDF',
};

/** `channel-four` is `Channel Four`; the known ones are written as they write themselves. */
export const platformName = (slug: string): string =>
  PLATFORMS[slug.replaceAll('-', '')] ??
  slug
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** Codes become names; a source's own word stays. */
export const countryName = (country: string): string =>
  /^[A-Z]{2}$/.test(country) ? (regions.of(country) ?? country) : country;

export function languageName(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
