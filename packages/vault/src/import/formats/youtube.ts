import { commonAffixStripper } from '../common-affix.ts';
import { Findings } from '../findings.ts';
import type { ImportFormat, JsonPart } from '../import-format.ts';
import { isRecord, type JsonRecord, list, record, text } from '../json-values.ts';
import { readDate } from '../read-date.ts';

interface Video {
  readonly line: number;
  readonly title: string;
  readonly url: string;
  readonly channel: string;
  readonly at: number;
}

/**
 * Google Takeout's YouTube history as JSON, alone or in its ZIP, whatever the account's language made of the names of files. Videos
 * are matched with films only when the person says so: a video called "Up" is seldom the film.
 */
export const youtube: ImportFormat = {
  id: 'youtube',
  name: 'YouTube watch history',
  zipFiles: /youtube.*\.(?:json|html)$/,

  detect(part) {
    if (part.kind !== 'json') return false;
    const entries = list(part.value).slice(0, 200);
    return (
      entries.some((entry) => isVideo(entry)) &&
      entries.every((entry) => isRecord(entry) && 'time' in entry && 'title' in entry)
    );
  },

  parse(parts) {
    const found = new Findings(parts);
    for (const part of parts) if (part.kind === 'json') addVideos(part, found);
    return found;
  },
};

/** In its address, watched videos are `/watch?v=`, searches and posts are not. */
function isVideo(entry: unknown): boolean {
  return (
    isRecord(entry) &&
    /^https?:\/\/(?:www\.|music\.|m\.)?youtube\.com\/(?:watch\?|shorts\/)/.test(text(entry['titleUrl']))
  );
}

function addVideos(part: JsonPart, found: Findings): void {
  const videos = readVideos(part, found);
  // Of a removed video only the address is left, which shows what stands around a title.
  const removed = videos.filter(({ title, url }) => title.includes(url));
  const strip = commonAffixStripper(
    // Advertisements too: the words around a title are the same.
    list(part.value)
      .filter(isVideo)
      .map((entry) => text(record(entry)['title'])),
    removed.map(({ title, url }) => ({ title, name: url })),
  );
  for (const { line, title, url, channel, at } of videos) {
    if (title.includes(url)) {
      found.ignore('Posts, searches and removed videos');
      continue;
    }
    const original = [title, channel, url];
    const row = { name: strip(title), identity: url, weak: true, type: 'VideoObject', original } as const;
    found.add(part.path, line, { ...row, acts: [{ kind: 'completion', at }] });
  }
}

function readVideos(part: JsonPart, found: Findings): Video[] {
  const videos: Video[] = [];
  for (const [position, item] of list(part.value).entries()) {
    const entry = record(item);
    const line = position + 1;
    const title = text(entry['title']);
    const date = readDate(text(entry['time']));
    const ignored = reasonToIgnore(entry);
    if (ignored !== undefined) found.ignore(ignored);
    else if (title === '') found.add(part.path, line, { reason: 'The entry has no title.' });
    else if (date === undefined || !('at' in date)) {
      found.add(part.path, line, { reason: `“${text(entry['time'])}” is not a date.` });
    } else {
      const channel = text(record(list(entry['subtitles'])[0])['name']);
      videos.push({ line, title, url: text(entry['titleUrl']), channel, at: date.at });
    }
  }
  return videos;
}

function reasonToIgnore(entry: JsonRecord): string | undefined {
  // Only advertisements have details ("From Google Ads", in the account's language).
  if (list(entry['details']).length > 0) return 'Advertisements';
  if (text(entry['header']) === 'YouTube Music' || text(entry['titleUrl']).includes('//music.youtube'))
    return 'Music';
  return isVideo(entry) ? undefined : 'Posts, searches and removed videos';
}
