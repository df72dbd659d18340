import { describe, expect, test } from 'vitest';
import { codeOf, film, importFile, zipOf } from '../import-for-tests.ts';

const video = (title: string, more: object = {}) => ({
  header: 'YouTube',
  title,
  titleUrl: 'https://www.youtube.com/watch?v=RzPZvKSdN7g',
  subtitles: [{ name: 'Pat H', url: 'https://www.youtube.com/channel/1' }],
  time: '2023-01-30T15:36:09.247Z',
  products: ['YouTube'],
  ...more,
});
const german = JSON.stringify([
  video('„Up“ angesehen'),
  video('„Watermelon Man“ angesehen', { titleUrl: 'https://www.youtube.com/watch?v=2' }),
  video('„Something“ angesehen', { details: [{ name: 'Aus Google-Anzeigen' }], subtitles: undefined }),
  video('„A song“ angesehen', { header: 'YouTube Music' }),
  video('Post angesehen', { titleUrl: 'https://www.youtube.com/post/1' }),
  video('„https://www.youtube.com/watch?v=3“ angesehen', { titleUrl: 'https://www.youtube.com/watch?v=3' }),
]);

describe('Takeout', () => {
  test('in any language; advertisements, music, posts and removed videos are left out; the channel is kept', async () => {
    const { preview, events } = await importFile('Wiedergabeverlauf.json', german);
    expect(events.map(({ title }) => title?.name)).toEqual(['Up', 'Watermelon Man']);
    expect(events[0]?.title?.original).toContain('Pat H');
    expect(preview.ignored).toEqual([
      { reason: 'Advertisements', rows: 1 },
      { reason: 'Music', rows: 1 },
      { reason: 'Posts, searches and removed videos', rows: 2 },
    ]);
  });

  test('a video with the name of a film is offered as the film, not taken for it', async () => {
    const { preview, events } = await importFile('watch-history.json', german, {
      titles: [film('Up', 2009)],
    });
    expect(preview.matched).toEqual([]);
    expect(preview.ambiguous).toMatchObject([{ name: 'Up', candidates: ['movie:Up:2009'] }]);
    expect(events.every(({ item }) => item === undefined)).toBe(true);
  });

  test('in its ZIP, whatever the folders are called', async () => {
    const zip = await zipOf({
      'Takeout/YouTube und YouTube Music/Verlauf/Wiedergabeverlauf.json': german,
      'Takeout/YouTube und YouTube Music/Verlauf/Suchverlauf.json': JSON.stringify([
        {
          title: 'Nach x gesucht',
          titleUrl: 'https://www.youtube.com/results?search_query=x',
          time: '2023-01-30T15:36:09.247Z',
        },
      ]),
      'Takeout/archive_browser.html': '<!DOCTYPE html><html></html>',
    });
    expect((await importFile('takeout.zip', zip)).preview).toMatchObject({ formatId: 'youtube', rows: 2 });
  });

  test('as a web page it is refused with a sentence about JSON', async () => {
    const html = '<!DOCTYPE html><html><body>Watched</body></html>';
    expect(await codeOf(importFile('watch-history.html', html))).toBe('import/html-instead-of-json');
    const zip = await zipOf({ 'Takeout/YouTube and YouTube Music/history/watch-history.html': html });
    expect(await codeOf(importFile('takeout.zip', zip))).toBe('import/html-instead-of-json');
  });

  test('ids do not depend on what else is in the file', async () => {
    const { events } = await importFile('a.json', german);
    const alone = JSON.stringify([video('„Up“ angesehen')]);
    expect((await importFile('b.json', alone, { known: events })).preview).toMatchObject({
      rows: 1,
      known: 1,
    });
  });
});
