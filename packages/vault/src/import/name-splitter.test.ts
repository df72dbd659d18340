import { describe, expect, test } from 'vitest';
import { film, series } from './import-for-tests.ts';
import type { MatchableTitle } from './import-model.ts';
import { NameSplitter } from './name-splitter.ts';
import { buildTitleIndex } from './title-index.ts';

/** "show | season | episode" of each name. */
function split(names: readonly string[], titles: readonly MatchableTitle[] = [], dashes = false): string[] {
  const splitter = new NameSplitter(names, buildTitleIndex(titles), { dashes });
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
  test('the longest prefix that is a series', () => {
    const titles = [series('Trollhunters: Tales of Arcadia'), series('Trollhunters'), series('Dark')];
    expect(
      split(['Trollhunters: Tales of Arcadia: Part 2: Homecoming', 'Dark: Staffel 1: Geheimnisse'], titles),
    ).toEqual(['Trollhunters: Tales of Arcadia | 2 | Homecoming', 'Dark | 1 | Geheimnisse']);
  });
  test('a whole name is not split, whatever its beginning is', () => {
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
    expect(split(names, titles)).toEqual([
      'Mission: Impossible',
      'Star Wars: The Last Jedi',
      'Star Wars: The Clone Wars',
      'Star Wars: The Clone Wars | 1 | Ambush',
    ]);
  });
  test('one short name with one tail is only perhaps an episode', () => {
    expect(split(['Mission: Impossible III'], [series('Mission')])).toEqual([
      'Mission: Impossible III (perhaps Mission)',
    ]);
  });
  test('episodes whose titles have colons, seasons that repeat the show', () => {
    const names = [
      'Stranger Things: Stranger Things 3: Chapter Five: The Flayed',
      'Stranger Things: Season 1: Chapter One: The Vanishing',
    ];
    expect(split(names, [series('Stranger Things')])).toEqual([
      'Stranger Things | 3 | Chapter Five: The Flayed',
      'Stranger Things | 1 | Chapter One: The Vanishing',
    ]);
  });
  test('a film in the catalogue with the same beginning forbids to guess', () => {
    const names = ['Star Wars: A New Hope', 'Star Wars: The Last Jedi', 'Star Wars: Return of the Jedi'];
    expect(split(names, [film('Star Wars: The Last Jedi')])).toEqual(names);
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
  ])('a piece with a number is a season: %s', (_, name, expected) => {
    expect(split([name])).toEqual([expected]);
  });
  test('a middle piece that several shows have is a season', () => {
    const names = [
      "The Queen's Gambit: Limited Series: Openings",
      'When They See Us: Limited Series: Part One',
    ];
    expect(split(names)).toEqual([
      "The Queen's Gambit | Limited Series | Openings",
      'When They See Us | Limited Series | Part One',
    ]);
  });
  test('a prefix that recurs on neighbouring rows is a show', () => {
    expect(split(['Häkkilinnut: Uidaan', 'Häkkilinnut: Me ollaan'])).toEqual([
      'Häkkilinnut |  | Uidaan',
      'Häkkilinnut |  | Me ollaan',
    ]);
  });
  test('a prefix that recurs far apart may be a series of films', () => {
    const names = ['Pokémon: Arceus', 'Something else', 'Pokémon: Lucario'];
    expect(split(names)).toEqual(names);
  });
  test('sequels are no episodes', () => {
    const films = ['Mission: Impossible', 'Mission: Impossible II', 'Mission: Impossible - Fallout'];
    expect(split(films)).toEqual(films);
    const numbered = ['Rambo: First Blood II', 'Rambo: First Blood III'];
    expect(split(numbered)).toEqual(numbered);
  });
  test('a name that only ever stands with its addition keeps it', () => {
    const names = ['Trollhunters: Tales of Arcadia: Part 2: A', 'Trollhunters: Tales of Arcadia: Part 2: B'];
    expect(split(names)[0]).toBe('Trollhunters: Tales of Arcadia | 2 | A');
  });
  test('a show and its offshoot', () => {
    const names = ['Narcos: Mexico: Season 1: Camelot', 'Narcos: Season 2: Free at Last'];
    expect(split(names)).toEqual(['Narcos: Mexico | 1 | Camelot', 'Narcos | 2 | Free at Last']);
  });
  test('seasons with names', () => {
    const names = ['AHS: Coven: Bitchcraft', 'AHS: Coven: Boy Parts', 'AHS: Asylum: Welcome'];
    expect(split(names)).toEqual([
      'AHS | Coven | Bitchcraft',
      'AHS | Coven | Boy Parts',
      'AHS | Asylum | Welcome',
    ]);
  });
});

test('colons at the ends, colons without a space, and no name at all', () => {
  const names = ['KanjigAAARRRGGHH:', ': x', 'Re:Zero', '', '3:10 to Yuma'];
  expect(split(names)).toEqual(['KanjigAAARRRGGHH:', ': x', 'Re:Zero', '', '3:10 to Yuma']);
});

test('dashes, where the source writes them', () => {
  expect(split(['Fleabag - Season 2: Episode 1'], [], true)).toEqual(['Fleabag | 2 | Episode 1']);
  expect(split(['Mission: Impossible - Fallout'], [film('Mission: Impossible - Fallout')], true)).toEqual([
    'Mission: Impossible - Fallout',
  ]);
});
