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

const PLATFORMS: Record<string, string> = {
  'amazon-prime-video': 'Prime Video',
  'apple-tv': 'Apple TV',
  'apple-tv-plus': 'Apple TV+',
  arte: 'ARTE',
  'bbc-iplayer': 'BBC iPlayer',
  bfi: 'BFI Player',
  'disney-plus': 'Disney+',
  'hbo-max': 'HBO Max',
  itvx: 'ITVX',
  mubi: 'MUBI',
  'paramount-plus': 'Paramount+',
  'prime-video': 'Prime Video',
  youtube: 'YouTube',
};

/** `channel-four` is `Channel Four`; the known ones are written as they write themselves. */
export const platformName = (slug: string): string =>
  PLATFORMS[slug] ??
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
