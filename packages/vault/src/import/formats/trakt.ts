import { Findings } from '../findings.ts';
import type { Act, ImportedRow, ImportFormat, JsonPart } from '../import-format.ts';
import {
  externalIds,
  isRecord,
  type JsonRecord,
  list,
  number,
  record,
  starsOfTen,
  text,
  year,
} from '../json-values.ts';
import { readDate } from '../read-date.ts';

/** JSON of Trakt's API and of its data export: history, watched films and shows, ratings, watchlist, favourites. */
export const trakt: ImportFormat = {
  id: 'trakt',
  name: 'Trakt export',
  zipFiles:
    /(?:^|\/)(?:(?:watched-)?history|watched|watched-(?:movies|shows)|ratings|ratings-(?:movies|shows|seasons|episodes)|(?:lists-)?(?:watchlist|favorites))(?:-\d+)?\.json$/,

  detect(part) {
    if (part.kind !== 'json') return false;
    const entries = list(part.value).slice(0, 20);
    return entries.length > 0 && entries.every((entry) => isEntry(entry));
  },

  parse(parts, { now }) {
    const found = new Findings(parts);
    const files = parts.filter((part): part is JsonPart => part.kind === 'json');
    const hasHistory = files.some(({ value }) => list(value).some((entry) => 'watched_at' in record(entry)));
    for (const { path, value } of files) {
      for (const [position, entry] of list(value).entries()) {
        const fields = record(entry);
        if (hasHistory && 'last_watched_at' in fields) {
          found.ignore('Sums of what is in the history too');
          continue;
        }
        const read = readEntry(fields, /favou?rites/i.test(path), now);
        for (const row of typeof read === 'string' ? [{ reason: read }] : read)
          found.add(path, position + 1, row);
      }
    }
    return found;
  },
};

type Row = Omit<ImportedRow, 'part' | 'line'>;

function isEntry(entry: unknown): boolean {
  if (!isRecord(entry)) return false;
  const named = record(entry['movie'] ?? entry['show']);
  const dated = ['watched_at', 'last_watched_at', 'rated_at', 'listed_at'].some((key) => key in entry);
  return text(named['title']) !== '' && (dated || isRecord(named['ids']));
}

function readEntry(entry: JsonRecord, favourites: boolean, now: number): Row[] | string {
  const isFilm = isRecord(entry['movie']);
  const named = record(entry['movie'] ?? entry['show']);
  const ids = record(named['ids']);
  const name = text(named['title']);
  if (name === '') return 'The entry has no title.';
  const title = {
    name,
    year: year(named['year']),
    type: isFilm ? 'Movie' : 'TVSeries',
    externalIds: externalIds({ imdb: ids['imdb'], tmdb: ids['tmdb'], thetvdb: ids['tvdb'] }),
  };
  if (Array.isArray(entry['seasons']) && 'last_watched_at' in entry) return episodesOf(entry, title, now);
  const act = actOf(entry, favourites, now);
  if (typeof act === 'string') return act;
  const part = record(entry['episode'] ?? entry['season']);
  const season = text(part['season'] ?? (isRecord(entry['season']) ? part['number'] : undefined));
  const episode = isRecord(entry['episode']) ? text(part['number']) : '';
  return [
    { ...title, ...placeOf(season, episode), original: originalOf(title, text(part['title'])), acts: [act] },
  ];
}

function actOf(entry: JsonRecord, favourites: boolean, now: number): Act | string {
  for (const key of ['rated_at', 'watched_at', 'last_watched_at', 'listed_at']) {
    if (!(key in entry)) continue;
    const when = timeOf(entry[key], now);
    if (typeof when === 'string') return when;
    if (key === 'listed_at') return { kind: favourites ? 'like' : 'watchlist', ...when };
    if (key !== 'rated_at') return { kind: 'completion', progress: 1, ...timesOf(entry['plays']), ...when };
    const stars = starsOfTen(entry['rating']);
    return stars === undefined
      ? `“${text(entry['rating'])}” is not a rating from 1 to 10.`
      : { kind: 'rating', stars, ...when };
  }
  return { kind: favourites ? 'like' : 'watchlist', at: now, identity: 'undated' };
}

function episodesOf(
  entry: JsonRecord,
  title: Pick<Row, 'name' | 'year' | 'type' | 'externalIds'>,
  now: number,
): Row[] {
  return list(entry['seasons']).flatMap((season) =>
    list(record(season)['episodes']).flatMap((each) => {
      const episode = record(each);
      const when = timeOf(episode['last_watched_at'] ?? entry['last_watched_at'], now);
      if (typeof when === 'string') return [];
      const place = placeOf(text(record(season)['number']), text(episode['number']));
      const act: Act = { kind: 'completion', progress: 1, ...timesOf(episode['plays']), ...when };
      return [{ ...title, ...place, original: originalOf(title, ''), acts: [act] }];
    }),
  );
}

function timeOf(value: unknown, now: number): { at: number; identity?: string } | string {
  if (text(value) === '') return { at: now, identity: 'undated' };
  const date = readDate(text(value));
  return date !== undefined && 'at' in date ? { at: date.at } : `“${text(value)}” is not a date.`;
}

function timesOf(plays: unknown): { times?: number } {
  const times = number(plays);
  return times !== undefined && Number.isInteger(times) && times > 1 ? { times } : {};
}

function placeOf(season: string, episode: string): Pick<Row, 'season' | 'episode'> {
  return { ...(season === '' ? {} : { season }), ...(episode === '' ? {} : { episode }) };
}

function originalOf(
  { name, year: of, externalIds: ids }: Pick<Row, 'name' | 'year' | 'externalIds'>,
  episode: string,
): string[] {
  return [name, of === undefined ? '' : String(of), ids?.imdb ?? '', ids?.tmdb ?? '', episode];
}
