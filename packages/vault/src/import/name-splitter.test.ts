import { describe, expect, test } from 'vitest';
import { film, series } from './import-for-tests.ts';
import type { MatchableTitle } from './import-model.ts';
import { NameSplitter } from './name-splitter.ts';
import { buildTitleIndex } from './title-index.ts';

/** "show | season | episode" of each name. */
async function split(
  names: readonly string[],
  titles: readonly MatchableTitle[] = [],
  dashes = false,
): Promise<string[]> {
  const splitter = await NameSplitter.of(names, buildTitleIndex(titles), { dashes });
  return names.map((each) => {
    const { name, season, episode, perhapsOf } = splitter.split(each);
    const pieces = [name, season, episode]
      .map((piece) => piece ?? '')
      .join(' | ')
      .replace(/[ |]+$/, '');
    return perhapsOf === undefined ? pieces : `${pieces} (perhaps ${perhapsOf})`;
  });
}

describe('with the catalogue', () => {
  test('the longest prefix that is a series', async () => {
    const titles = [series('Trollhunters: Tales of Arcadia'), series('Trollhunters'), series('Dark')];
    expect(
      await split(
        ['Trollhunters: Tales of Arcadia: Part 2: Homecoming', 'Dark: Staffel 1: Geheimnisse'],
        titles,
      ),
    ).toEqual(['Trollhunters: Tales of Arcadia | 2 | Homecoming', 'Dark | 1 | Geheimnisse']);
  });
  test('a whole name is not split, whatever its beginning is', async () => {
    const titles = [
      film('Mission: Impossible'),
      series('Mission'),
      film('Star Wars: The Last Jedi'),
      series('Star Wars: The Clone Wars'),
    ];
    const names = [
      'Mission: Impossible',
      'Star Wars: The Last Jedi',
      'Star Wars: The Clone Wars',
      'Star Wars: The Clone Wars: Season 1: Ambush',
    ];
    expect(await split(names, titles)).toEqual([
      'Mission: Impossible',
      'Star Wars: The Last Jedi',
      'Star Wars: The Clone Wars',
      'Star Wars: The Clone Wars | 1 | Ambush',
    ]);
  });
  test('one short name with one tail is only perhaps an episode', async () => {
    expect(await split(['Mission: Impossible III'], [series('Mission')])).toEqual([
      'Mission: Impossible III (perhaps Mission)',
    ]);
  });
  test('episodes whose titles have colons, seasons that repeat the show', async () => {
    const names = [
      'Stranger Things: Stranger Things 3: Chapter Five: The Flayed',
      'Stranger Things: Season 1: Chapter One: The Vanishing',
    ];
    expect(await split(names, [series('Stranger Things')])).toEqual([
      'Stranger Things | 3 | Chapter Five: The Flayed',
      'Stranger Things | 1 | Chapter One: The Vanishing',
    ]);
  });
  test('a film in the catalogue with the same beginning forbids to guess', async () => {
    const names = ['Star Wars: A New Hope', 'Star Wars: The Last Jedi', 'Star Wars: Return of the Jedi'];
    expect(await split(names, [film('Star Wars: The Last Jedi')])).toEqual(names);
  });
});

describe('from the file alone', () => {
  test.each([
    ['English', 'The Crown: Season 1: Wolferton Splash', 'The Crown | 1 | Wolferton Splash'],
    ['Finnish', 'Tapoin äsken isäni: Kausi 1: Big Bad Burt', 'Tapoin äsken isäni | 1 | Big Bad Burt'],
    ['French with no-break spaces', 'Merlin\u00a0: Saison\u00a05\u00a0: Le fléau', 'Merlin | 5 | Le fléau'],
    ['Japanese', 'ダーク: シーズン4: 始まり', 'ダーク | 4 | 始まり'],
    ['Chinese with wide colons', '暗黑：第２季：开始', '暗黑 | 2 | 开始'],
    ['Arabic', 'ظلام: الموسم ٣: البداية', 'ظلام | 3 | البداية'],
    ['Korean', '킹덤: 시즌 2: 1화', '킹덤 | 2 | 1화'],
  ])('a piece with a number is a season: %s', async (_, name, expected) => {
    expect(await split([name])).toEqual([expected]);
  });
  test('a middle piece that several shows have is a season', async () => {
    const names = [
      "The Queen's Gambit: Limited Series: Openings",
      'When They See Us: Limited Series: Part One',
    ];
    expect(await split(names)).toEqual([
      "The Queen's Gambit | Limited Series | Openings",
      'When They See Us | Limited Series | Part One',
    ]);
  });
  test('a prefix that recurs on neighbouring rows is a show', async () => {
    expect(await split(['Häkkilinnut: Uidaan', 'Häkkilinnut: Me ollaan'])).toEqual([
      'Häkkilinnut |  | Uidaan',
      'Häkkilinnut |  | Me ollaan',
    ]);
  });
  test('a prefix that recurs far apart may be a series of films', async () => {
    const names = ['Pokémon: Arceus', 'Something else', 'Pokémon: Lucario'];
    expect(await split(names)).toEqual(names);
  });
  test('sequels are no episodes', async () => {
    const films = ['Mission: Impossible', 'Mission: Impossible II', 'Mission: Impossible - Fallout'];
    expect(await split(films)).toEqual(films);
    const numbered = ['Rambo: First Blood II', 'Rambo: First Blood III'];
    expect(await split(numbered)).toEqual(numbered);
  });
  test('a name that only ever stands with its addition keeps it', async () => {
    const names = ['Trollhunters: Tales of Arcadia: Part 2: A', 'Trollhunters: Tales of Arcadia: Part 2: B'];
    expect((await split(names))[0]).toBe('Trollhunters: Tales of Arcadia | 2 | A');
  });
  test('a show and its offshoot', async () => {
    const names = ['Narcos: Mexico: Season 1: Camelot', 'Narcos: Season 2: Free at Last'];
    expect(await split(names)).toEqual(['Narcos: Mexico | 1 | Camelot', 'Narcos | 2 | Free at Last']);
  });
  test('seasons with names', async () => {
    const names = ['AHS: Coven: Bitchcraft', 'AHS: Coven: Boy Parts', 'AHS: Asylum: Welcome'];
    expect(await split(names)).toEqual([
      'AHS | Coven | Bitchcraft',
      'AHS | Coven | Boy Parts',
      'AHS | Asylum | Welcome',
    ]);
  });
});

test('colons at the ends, colons without a space, and no name at all', async () => {
  const names = ['KanjigAAARRRGGHH:', ': x', 'Re:Zero', '', '3:10 to Yuma'];
  expect(await split(names)).toEqual(['KanjigAAARRRGGHH:', ': x', 'Re:Zero', '', '3:10 to Yuma']);
});

test('dashes, where the source writes them', async () => {
  expect(await split(['Fleabag - Season 2: Episode 1'], [], true)).toEqual(['Fleabag | 2 | Episode 1']);
  expect(
    await split(['Mission: Impossible - Fallout'], [film('Mission: Impossible - Fallout')], true),
  ).toEqual(['Mission: Impossible - Fallout']);
});
