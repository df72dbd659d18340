import { chooseProfile } from '../choose-profile.ts';
import { Findings, type ReadRow } from '../findings.ts';
import type { Act, CsvPart, ImportFormat, ImportPart } from '../import-format.ts';
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

interface Report {
  readonly line: number;
  readonly user: string;
  readonly date: string;
  readonly type: string;
  readonly name: string;
  readonly seconds: number;
}

const leastSeconds = 60;

/** Answers of Jellyfin's (and Emby's) `/Items` with `UserData`, and the Playback Reporting plug-in's query (JSON) or backup (TSV). */
export const jellyfin: ImportFormat = {
  id: 'jellyfin',
  name: 'Jellyfin history',
  zipFiles: /$^/,

  detect: (part) =>
    part.kind === 'json' ? itemsOf(part.value).length > 0 || hasReports(part.value) : isBackup(part),

  parse(parts, { answers, now }) {
    const found = new Findings(parts);
    const reports = parts.map((part) => ({ path: part.path, each: reportsOf(part) }));
    const user = chooseProfile(
      reports.flatMap(({ each }) => each.map((report) => report.user)),
      answers.profile,
    );
    if (typeof user !== 'string') return found.ask(user);
    for (const { path, each } of reports) {
      for (const report of each) if (report.user === user) found.add(path, report.line, readReport(report));
    }
    for (const part of parts) {
      if (part.kind !== 'json') continue;
      for (const [index, item] of itemsOf(part.value).entries()) {
        found.add(part.path, index + 1, readItem(record(item), now));
      }
    }
    return found;
  },
};

function itemsOf(value: unknown): readonly unknown[] {
  const items = Array.isArray(value) ? value : list(record(value)['Items']);
  return items.slice(0, 20).some((item) => isRecord(item) && isRecord(item['UserData']) && 'Name' in item)
    ? items
    : [];
}

function readItem(item: JsonRecord, now: number): ReadRow {
  const type = text(item['Type']);
  const schema = {
    Movie: 'Movie',
    Episode: 'TVSeries',
    Series: 'TVSeries',
    Season: 'TVSeries',
    Video: 'VideoObject',
  }[type];
  if (schema === undefined) return { ignored: 'Music, photos and folders' };
  const isPart = type === 'Episode' || type === 'Season';
  const name = text(isPart ? item['SeriesName'] : item['Name']);
  if (name === '') return { reason: 'The entry has no title.' };
  const acts = actsOf(item, now, type === 'Series' || type === 'Season');
  if (acts.length === 0) return { ignored: 'Not watched, rated or liked' };
  const ids = record(item['ProviderIds']);
  const season = text(type === 'Season' ? item['IndexNumber'] : item['ParentIndexNumber']);
  const episode = text(item['IndexNumber']);
  return {
    name,
    type: schema,
    // Of an episode, year and ids are its own.
    ...(isPart
      ? {}
      : {
          year: year(item['ProductionYear']),
          externalIds: externalIds({ imdb: ids['Imdb'], tmdb: ids['Tmdb'], thetvdb: ids['Tvdb'] }),
        }),
    ...(isPart && season !== '' ? { season } : {}),
    ...(type === 'Episode' && episode !== '' ? { episode } : {}),
    original: [name, text(item['Name']), text(item['ProductionYear']), text(ids['Imdb'])],
    acts,
  };
}

function actsOf(item: JsonRecord, now: number, whole: boolean): Act[] {
  const data = record(item['UserData']);
  const date = readDate(text(data['LastPlayedDate']));
  const when = date !== undefined && 'at' in date ? { at: date.at } : { at: now, identity: 'undated' };
  const acts: Act[] = [];
  const plays = number(data['PlayCount']) ?? 0;
  const times = Number.isInteger(plays) && plays > 1 ? { times: plays } : {};
  const position = number(data['PlaybackPositionTicks']) ?? 0;
  const length = number(item['RunTimeTicks']) ?? 0;
  if (data['Played'] === true)
    acts.push(whole ? { kind: 'seen', ...when } : { kind: 'completion', progress: 1, ...times, ...when });
  else if (!whole && position > 0 && length > 0)
    acts.push({ kind: 'completion', progress: Math.min(1, position / length), ...when });
  if (data['IsFavorite'] === true || data['Likes'] === true) acts.push({ kind: 'like', ...when });
  if (data['Likes'] === false) acts.push({ kind: 'not-for-me', ...when });
  const stars = starsOfTen(data['Rating']);
  if (stars !== undefined) acts.push({ kind: 'rating', stars, ...when });
  return acts;
}

function columnsOf(value: unknown): readonly string[] {
  // The plug-in really writes `colums`.
  return list(record(value)['colums'] ?? record(value)['columns']).map((name) => text(name).toLowerCase());
}

function hasReports(value: unknown): boolean {
  const columns = columnsOf(value);
  return (
    columns.includes('itemname') && columns.includes('datecreated') && Array.isArray(record(value)['results'])
  );
}

/** Tab-separated, without a header: time, user, item, type, name, method, client, device, seconds. */
function isBackup(part: CsvPart): boolean {
  const rows = part.rows.slice(0, 20);
  return rows.every(
    ({ cells }) =>
      cells.length === 9 &&
      /^\d{4}-\d\d-\d\d /.test(cells[0] ?? '') &&
      /^[\da-f-]{32,36}$/i.test(cells[1] ?? '') &&
      /^\d+$/.test(cells[8] ?? ''),
  );
}

function reportsOf(part: ImportPart): Report[] {
  if (part.kind === 'csv') {
    return part.rows.map(({ line, cells }) => {
      const [date = '', user = '', , type = '', name = '', , , , seconds = ''] = cells;
      return { line, date, user, type, name, seconds: Number(seconds) };
    });
  }
  if (!hasReports(part.value)) return [];
  const columns = columnsOf(part.value);
  return list(record(part.value)['results']).map((row, index) => {
    const cell = (name: string) => text(list(row)[columns.indexOf(name)]);
    const user = cell('username') === '' ? cell('userid') : cell('username');
    const seconds = columns.includes('playduration') ? Number(cell('playduration')) : Number.NaN;
    return {
      line: index + 1,
      user,
      date: cell('datecreated'),
      type: cell('itemtype'),
      name: cell('itemname'),
      seconds,
    };
  });
}

function readReport({ date: written, type, name, seconds }: Report): ReadRow {
  if (type !== '' && type !== 'Movie' && type !== 'Episode' && type !== 'Video')
    return { ignored: 'Music, photos and folders' };
  if (name === '') return { reason: 'The entry has no title.' };
  const date = readDate(written);
  if (date === undefined || !('at' in date)) return { reason: `“${written}” is not a date.` };
  if (seconds < leastSeconds) return { ignored: 'Watched for less than a minute' };
  const act: Act = {
    kind: 'completion',
    at: date.at,
    ...(Number.isFinite(seconds) ? { watchedSeconds: seconds } : {}),
  };
  const episode = /^(.+?) - s(\d+)e(\d+)(?:-e?\d+)? - /i.exec(name);
  const place =
    episode === null ? {} : { season: String(Number(episode[2])), episode: String(Number(episode[3])) };
  const schema =
    type === 'Episode' || episode !== null ? 'TVSeries' : type === 'Video' ? 'VideoObject' : 'Movie';
  return { name: episode?.[1] ?? name, type: schema, ...place, original: [name, written], acts: [act] };
}
