import { chooseProfile } from '../choose-profile.ts';
import { Findings, type ReadRow } from '../findings.ts';
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

/** Answers of Plex (`/status/sessions/history/all`, `/library/sections/N/all`) and of Tautulli (`get_history`). */
export const plex: ImportFormat = {
  id: 'plex',
  name: 'Plex history',
  zipFiles: /$^/,

  detect: (part) => part.kind === 'json' && entriesOf(part.value).length > 0,

  parse(parts, { answers, now }) {
    const found = new Findings(parts);
    const files = parts
      .filter((part): part is JsonPart => part.kind === 'json')
      .map(({ path, value }) => ({ path, entries: entriesOf(value) }));
    const user = chooseProfile(
      files.flatMap(({ entries }) => entries.map(userOf)),
      answers.profile,
    );
    if (typeof user !== 'string') return found.ask(user);
    for (const { path, entries } of files) {
      for (const [index, entry] of entries.entries()) {
        if (userOf(entry) === user) found.add(path, index + 1, readEntry(entry, now));
      }
    }
    return found;
  },
};

function entriesOf(value: unknown): readonly JsonRecord[] {
  const container = record(record(value)['MediaContainer']);
  const answer = record(record(record(value)['response'])['data']);
  const candidates = [
    container['Metadata'],
    container['Video'],
    answer['data'],
    record(value)['data'],
    value,
  ];
  for (const candidate of candidates) {
    const entries = list(candidate).filter(isRecord);
    if (entries.slice(0, 20).some(isEntry)) return entries;
  }
  return [];
}

function isEntry(entry: JsonRecord): boolean {
  if (text(entry['title']) === '' && text(entry['full_title']) === '') return false;
  const fromPlex =
    'type' in entry && ('ratingKey' in entry || 'librarySectionID' in entry || 'viewedAt' in entry);
  return fromPlex || ('media_type' in entry && 'full_title' in entry);
}

function userOf(entry: JsonRecord): string {
  return text(entry['friendly_name']) || text(entry['user']) || text(entry['accountID']);
}

function readEntry(entry: JsonRecord, now: number): ReadRow {
  const type = text(entry['media_type'] ?? entry['type']);
  if (!['movie', 'episode', 'show', 'season'].includes(type)) return { ignored: 'Music, photos and clips' };
  const isEpisode = type === 'episode';
  const show = entry['grandparentTitle'] ?? entry['grandparent_title'];
  const name = text(isEpisode ? show : type === 'season' ? entry['parentTitle'] : entry['title']);
  if (name === '') return { reason: 'The entry has no title.' };
  const acts = actsOf(entry, now, type === 'show' || type === 'season');
  if (typeof acts === 'string') return { reason: acts };
  if (acts.length === 0) return { ignored: 'Not watched, rated or liked' };
  const season = text(
    type === 'season' ? entry['index'] : (entry['parentIndex'] ?? entry['parent_media_index']),
  );
  const episode = text(entry['index'] ?? entry['media_index']);
  return {
    name,
    type: type === 'movie' ? 'Movie' : 'TVSeries',
    // Of an episode, year and ids are its own.
    ...(isEpisode || type === 'season' ? {} : { year: year(entry['year']), externalIds: idsOf(entry) }),
    ...(type !== 'movie' && type !== 'show' && season !== '' ? { season } : {}),
    ...(isEpisode && episode !== '' ? { episode } : {}),
    original: [name, text(entry['title']), text(entry['year']), text(entry['guid'])],
    acts,
  };
}

function actsOf(entry: JsonRecord, now: number, whole: boolean): Act[] | string {
  const written = text(
    entry['viewedAt'] ?? entry['lastViewedAt'] ?? entry['stopped'] ?? entry['date'] ?? entry['started'],
  );
  const date = readDate(written);
  if (written !== '' && (date === undefined || !('at' in date))) return `“${written}” is not a date.`;
  const when = date !== undefined && 'at' in date ? { at: date.at } : { at: now, identity: 'undated' };
  const acts: Act[] = [];
  const plays = number(entry['viewCount']) ?? 0;
  const times = Number.isInteger(plays) && plays > 1 ? { times: plays } : {};
  const offset = number(entry['viewOffset']) ?? 0;
  const length = number(entry['duration']) ?? 0;
  const percent = number(entry['percent_complete']);
  const fromLibrary =
    'viewCount' in entry || 'viewOffset' in entry || 'userRating' in entry || 'addedAt' in entry;
  if (percent !== undefined)
    acts.push({ kind: 'completion', progress: Math.min(1, Math.max(0, percent / 100)), ...when });
  else if (plays > 0 || (!fromLibrary && written !== ''))
    acts.push(whole ? { kind: 'seen', ...when } : { kind: 'completion', progress: 1, ...times, ...when });
  else if (!whole && offset > 0 && length > 0)
    acts.push({ kind: 'completion', progress: Math.min(1, offset / length), ...when });
  const stars = starsOfTen(entry['userRating']);
  if (stars !== undefined) acts.push({ kind: 'rating', stars, ...when });
  return acts;
}

/** Of `Guid: [{ id: "imdb://tt0133093" }]` or an old agent's `guid`: "com.plexapp.agents.imdb://tt0133093?lang=en". */
function idsOf(entry: JsonRecord): ImportedRow['externalIds'] {
  const guids = [...list(entry['Guid']), ...list(entry['guids'])].map((guid) =>
    typeof guid === 'string' ? guid : text(record(guid)['id']),
  );
  const found: { imdb?: string; tmdb?: string; thetvdb?: string } = {};
  for (const guid of [...guids, text(entry['guid'])]) {
    const match = /(imdb|tmdb|themoviedb|tvdb|thetvdb):\/\/([a-z\d]+)/.exec(guid);
    if (match === null) continue;
    const [, scheme = '', id = ''] = match;
    if (scheme === 'imdb') found.imdb ??= id;
    else if (scheme.endsWith('tvdb')) found.thetvdb ??= id;
    else found.tmdb ??= id;
  }
  return externalIds(found);
}
