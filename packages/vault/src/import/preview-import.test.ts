import { HistoryEvent, ParlourError } from '@parlour/wire';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { finishImport } from './finish-import.ts';
import { codeOf, dayOf, film, holds, importFile, now, series, sharedData } from './import-for-tests.ts';
import type { ImportProgress } from './import-model.ts';
import { maxFileBytes } from './limits.ts';
import { previewImport } from './preview-import.ts';
import { buildTitleIndex } from './title-index.ts';

const dark = series('Dark', 2017);
const titles = [dark, film('Okja', 2017), film('Dune', 1984), film('Dune', 2021)];
const index = buildTitleIndex(titles);
const csv =
  'Title,Date\nDark: 1: A,29/03/2021\nDark: 1: B,28/03/2021\nDune,27/03/2021\nUnheard Of,26/03/2021\n';

describe('refusals', () => {
  test.each([
    ['empty', '', 'import/empty'],
    ['blank', ' \n\n ', 'import/empty'],
    ['prose', 'Dear diary, today I saw a film.\nIt was good.\n', 'import/not-a-known-format'],
    ['another CSV', 'id,price,stock\n1,2,3\n', 'import/not-a-known-format'],
    ['another JSON', '{"hello":["world"]}', 'import/not-a-known-format'],
    ['JSON cut short', '[{"title":"Watched', 'import/not-a-known-format'],
    ['a web page', '<html><body></body></html>', 'import/html-instead-of-json'],
    ['XML', '<?xml version="1.0"?><a/>', 'import/not-a-known-format'],
    ['zero bytes', new Uint8Array(5000), 'import/not-a-known-format'],
    [
      'a PNG',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 1, 2, 3]),
      'import/not-a-known-format',
    ],
  ])('%s', async (_, content, code) => {
    expect(await codeOf(importFile('file.csv', content))).toBe(code);
  });

  test('500 MB, before a byte more than the beginning is read', async () => {
    const read: number[] = [];
    class Watched extends File {
      override get size() {
        return 500_000_000;
      }
      override slice(start = 0, end = 0) {
        read.push(end - start);
        return new Blob(['Titl']);
      }
      override arrayBuffer(): Promise<ArrayBuffer> {
        throw new Error('must not be read');
      }
    }
    const error = codeOf(previewImport(new Watched([], 'big.csv'), { index, knownEventIds: new Set(), now }));
    expect(await error).toBe('import/too-large');
    expect(read).toEqual([4]);
    expect(maxFileBytes).toBeLessThan(500_000_000);
  });

  test('a file that can be read no more', async () => {
    class Gone extends File {
      override slice(): Blob {
        return new Gone([], 'gone');
      }
      override arrayBuffer(): Promise<ArrayBuffer> {
        return Promise.reject(new DOMException('gone', 'NotFoundError'));
      }
    }
    const gone = new Gone(['xxxx'], 'gone.csv');
    expect(await codeOf(previewImport(gone, { index, knownEventIds: new Set() }))).toBe('import/unreadable');
  });

  test('each says what happened, what it means and what to do', async () => {
    const error: unknown = await importFile('a', '').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ParlourError);
    if (error instanceof ParlourError)
      expect([error.message, error.meaning, error.mend].every((text) => text.endsWith('.'))).toBe(true);
  });
});

describe('whatever is thrown at it', () => {
  /** Whether it ended as it may: with events that the vault takes, or with a ParlourError. */
  const endsWell = async (name: string, content: BlobPart): Promise<boolean> => {
    try {
      const { events } = await importFile(name, content, { index });
      return events.every((event) => v.is(HistoryEvent, event));
    } catch (error) {
      if (!(error instanceof ParlourError)) throw error;
      return error.code.startsWith('import/');
    }
  };
  test('random bytes', () =>
    holds(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        expect(await endsWell('x', new Uint8Array(bytes))).toBe(true);
      }),
      200,
    ));
  test('random bytes that begin like a ZIP', () =>
    holds(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        expect(await endsWell('x.zip', new Uint8Array([0x50, 0x4b, 3, 4, ...bytes]))).toBe(true);
      }),
      200,
    ));
  test('random JSON', () =>
    holds(
      fc.asyncProperty(fc.json(), async (json) => {
        expect(await endsWell('x.json', json)).toBe(true);
      }),
      200,
    ));
  test('random CSV under each known header', async () => {
    const headers = [
      'Title,Date',
      'Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type,Bookmark,Latest Bookmark,Country',
      'Profile Name,Title Name,Rating Type,Star Value,Thumbs Value,Device Model,Event Utc Ts,Region View Date',
      'Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date',
      'Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors',
      'key,series_name,s_id,ep_id,season_number,episode_number,s_no,ep_no,created_at,rewatch_count,is_for_later,followed_at',
      'entity_type,type,movie_name,release_date,runtime,country,watch_date,created_at',
      'Date Watched,Type,Title,Episode Title,Global Title Identifier',
    ];
    const cell = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(
        '',
        '"',
        '2',
        '2021-05-07 23:55:37',
        '29/03/2021',
        'watch',
        'watch-episode-1',
        'A: 1: B',
        'Ada',
        '9',
        '00:33:36',
        '=1+1',
      ),
    );
    const rows = fc.array(fc.array(cell, { maxLength: 14 }), { maxLength: 8 });
    await holds(
      fc.asyncProperty(fc.constantFrom(...headers), rows, async (header, body) => {
        expect(await endsWell('x.csv', [header, ...body.map((row) => row.join(','))].join('\n'))).toBe(true);
      }),
      400,
    );
  });
  test('random entries of JSON exports', async () => {
    const value = fc.oneof(
      fc.constantFrom(
        '2021-05-07T23:55:37Z',
        'Up',
        5,
        -1,
        null,
        true,
        {},
        [],
        'https://www.youtube.com/watch?v=1',
        1e300,
      ),
      fc.jsonValue(),
    );
    const keys = [
      'title',
      'titleUrl',
      'time',
      'details',
      'subtitles',
      'movie',
      'show',
      'episode',
      'season',
      'seasons',
      'plays',
      'rating',
      'rated_at',
      'watched_at',
      'last_watched_at',
      'listed_at',
      'ids',
      'number',
      'Name',
      'Type',
      'UserData',
      'type',
      'media_type',
      'full_title',
      'ratingKey',
      'viewedAt',
      'year',
    ];
    const flat = fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 8 });
    const entry = fc.dictionary(fc.constantFrom(...keys), fc.oneof(value, flat), { maxKeys: 10 });
    await holds(
      fc.asyncProperty(fc.array(entry, { maxLength: 5 }), async (entries) => {
        expect(await endsWell('x.json', JSON.stringify(entries))).toBe(true);
      }),
      400,
    );
  });
});

describe('the same again', () => {
  test('adds nothing, and an overlapping newer export adds only what is new', async () => {
    const row = fc.record({
      title: fc.constantFrom('Dark: 1: A', 'Dark: 1: B', 'Okja', 'Dune', 'Unheard Of', 'Show: 2: X'),
      day: fc.integer({ min: 16_000, max: 20_000 }),
    });
    const fileOf = (rows: readonly { title: string; day: number }[]) => {
      const sorted = rows.toSorted((a, b) => b.day - a.day);
      return `Title,Date\n${sorted.map(({ title, day }) => `"${title}",${new Date(day * 86_400_000).toISOString().slice(0, 10)}`).join('\n')}\n`;
    };
    await holds(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 30 }),
        fc.array(row, { maxLength: 10 }),
        async (old, added) => {
          const first = await importFile('n.csv', fileOf(old), { index });
          expect(first.events).toHaveLength(old.length);
          const again = await importFile('n.csv', fileOf(old), { known: first.events });
          expect(again.preview).toMatchObject({
            rows: old.length,
            known: old.length,
            matched: [],
            ambiguous: [],
            unmatched: [],
          });
          const newer = await importFile('n.csv', fileOf([...old, ...added]), { index, known: first.events });
          expect(newer.events).toHaveLength(added.length);
        },
      ),
    );
  });
});

describe('choosing', () => {
  test('nothing: matches are taken, ambiguous titles stay open', async () => {
    const { preview, events } = await importFile('n.csv', csv, { titles });
    expect(preview).toMatchObject({
      rows: 4,
      known: 0,
      from: Date.UTC(2021, 2, 26, 12),
      to: Date.UTC(2021, 2, 29, 12),
    });
    expect(preview.matched).toEqual([{ key: `item|${dark.id}`, item: dark.id, rows: 2 }]);
    expect(preview.ambiguous).toMatchObject([{ name: 'Dune', rows: 1 }]);
    expect(preview.unmatched).toMatchObject([{ name: 'Unheard Of', rows: 1 }]);
    expect(events.map((event) => [dayOf(event), event.item])).toEqual([
      ['2021-03-26', undefined],
      ['2021-03-27', undefined],
      ['2021-03-28', dark.id],
      ['2021-03-29', dark.id],
    ]);
  });
  test('one of several, another one, none of these, leave out', async () => {
    const { preview, draft } = await previewImport(new File([csv], 'n.csv'), {
      index,
      knownEventIds: new Set(),
      now,
    });
    const [matched, ambiguous, unmatched] = [preview.matched[0], preview.ambiguous[0], preview.unmatched[0]];
    const keys = {
      matched: matched?.key ?? '',
      ambiguous: ambiguous?.key ?? '',
      unmatched: unmatched?.key ?? '',
    };
    const as = { importId: 'i', at: 1 };
    const chosen = finishImport(
      draft,
      {
        items: { [keys.ambiguous]: 'movie:Dune:2021', [keys.unmatched]: 'movie:Okja:2017' },
        leaveOut: [keys.matched],
      },
      as,
    );
    expect(chosen.events.map(({ item }) => item)).toEqual(['movie:Okja:2017', 'movie:Dune:2021']);
    expect(chosen.declined).toEqual({ '|dune||': ['movie:Dune:1984'] });
    expect(chosen.summary).toEqual({
      importId: 'i',
      at: 1,
      format: 'Netflix viewing history',
      added: 2,
      known: 0,
      matchedTitles: 2,
      unmatchedTitles: 0,
    });
    const none = finishImport(draft, { items: { [keys.matched]: null }, leaveOut: [] }, as);
    expect(none.events.filter(({ item }) => item !== undefined)).toEqual([]);
    expect(none.declined).toEqual({ 'series|dark||': [dark.id] });
    expect(none.summary).toMatchObject({ added: 4, matchedTitles: 0, unmatchedTitles: 3 });
  });
  test('what is not in the catalogue is refused, and so is a draft with an open question', async () => {
    const options = { index, knownEventIds: new Set<string>(), now };
    const { preview, draft } = await previewImport(new File([csv], 'n.csv'), options);
    const items = { [preview.matched[0]?.key ?? '']: 'movie:Nowhere' };
    expect(() => finishImport(draft, { items, leaveOut: [] }, { importId: 'i', at: 1 })).toThrow(
      'A chosen title is not in the catalogue.',
    );
    const open = await previewImport(new File(['Title,Date\nOkja,01/02/2021\n'], 'n.csv'), options);
    expect(() => finishImport(open.draft, { items: {}, leaveOut: [] }, { importId: 'i', at: 1 })).toThrow(
      'question',
    );
  });
});

describe('meanwhile', () => {
  const many = `Title,Date\n${Array.from({ length: 5000 }, (_, i) => `"Show ${i % 50}: Season 1: Episode ${i}","1/2/21"`).join('\n')}\n"Okja","1/13/21"\n`;
  test('progress never falls and ends at one', async () => {
    const seen: ImportProgress[] = [];
    await previewImport(new File([many], 'n.csv'), {
      index,
      knownEventIds: new Set(),
      now,
      onProgress: (progress) => seen.push(progress),
    });
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });
  test('a message that comes in between stops it', async () => {
    const stop = new AbortController();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => stop.abort();
    const progress: number[] = [];
    const running = previewImport(new File([many], 'n.csv'), {
      index,
      knownEventIds: new Set(),
      now,
      signal: stop.signal,
      onProgress: ({ fraction }) => {
        if (progress.push(fraction) === 3) port2.postMessage('stop');
      },
    });
    expect(await codeOf(running)).toBe('import/stopped');
    port1.close();
    expect(progress.at(-1)).toBeLessThan(1);
  });
  test('one that is stopped already does not begin', async () => {
    const signal = AbortSignal.abort();
    expect(
      await codeOf(previewImport(new File([many], 'n.csv'), { index, knownEventIds: new Set(), signal })),
    ).toBe('import/stopped');
  });
});

const heads = sharedData('export-formats');
describe.skipIf(heads === undefined)('the heads of real files', () => {
  const expected: Record<string, [string, number, number]> = {
    'imdb_ratings.csv': ['imdb', 2, 2],
    'letterboxd_diary.csv': ['letterboxd', 4, 5],
    'letterboxd_ratings.csv': ['letterboxd', 4, 4],
    'letterboxd_reviews.csv': ['letterboxd', 4, 8],
    'letterboxd_watched.csv': ['letterboxd', 4, 4],
    'netflix_MyList.csv': ['netflix-full', 1, 1],
    'netflix_Ratings.csv': ['netflix-full', 1, 1],
    'netflix_ViewingActivity.csv': ['netflix-full', 2, 2],
    'netflix_viewing_history.en-US.csv': ['netflix', 6, 6],
    'netflix_viewing_history.fi.csv': ['netflix', 6, 6],
    'netflix_viewing_history.fr.csv': ['netflix', 6, 6],
    'trakt_history.json': ['trakt', 2, 2],
    'tvtime_tracking-prod-records.csv': ['tv-time', 2, 2],
    'tvtime_tracking-prod-records-v2.csv': ['tv-time', 1, 1],
    'youtube_watch-history.json': ['youtube', 1, 1],
  };
  test('are all here', () => {
    expect(heads?.files.toSorted()).toEqual(Object.keys(expected).toSorted());
  });
  test.each(Object.entries(expected))('%s', async (file, [formatId, rows, events]) => {
    const result = await importFile(file, heads?.text(file) ?? '', {
      titles,
      answers: { profile: 'Profile A' },
    });
    expect(result.preview).toMatchObject({ formatId, rows, rejected: [] });
    expect(result.events).toHaveLength(events);
    const again = await importFile(file, heads?.text(file) ?? '', {
      titles,
      answers: { profile: 'Profile A' },
      known: result.events,
    });
    expect(again.events).toEqual([]);
  });
  test('say the same as before', async () => {
    const names = async (file: string) =>
      (await importFile(file, heads?.text(file) ?? '')).preview.unmatched.map(
        ({ name, rows }) => `${name} ${rows}`,
      );
    expect(await names('netflix_viewing_history.en-US.csv')).toEqual(['Trollhunters: Tales of Arcadia 6']);
    expect(await names('netflix_viewing_history.fi.csv')).toEqual([
      'Tapoin äsken isäni 3',
      'Häkkilinnut 2',
      'New Amsterdam 1',
    ]);
    expect(await names('netflix_viewing_history.fr.csv')).toEqual(['Merlin 6']);
    expect(await names('youtube_watch-history.json')).toEqual(['Herbie Hancock - Watermelon Man 1']);
  });
});
