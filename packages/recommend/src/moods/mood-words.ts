import type { Mood } from '../strategies/strategy.ts';

export const moods: readonly Mood[] = ['light', 'intense', 'thoughtful', 'relaxing', 'exciting'];

/** What a word says of each mood, in the order of `moods`: summands of the log odds. */
export type MoodWeights = readonly [number, number, number, number, number];

/** By genre. Set by hand; a genre that is not here says nothing. */
export const genreMoods: Readonly<Record<string, MoodWeights>> = {
  Action: [-0.5, 1, -0.8, -1.2, 2.2],
  Adventure: [0.4, 0.3, -0.2, 0.1, 1.6],
  Animation: [0.9, -0.6, 0, 0.6, 0.3],
  Anime: [0.2, 0.2, 0.1, 0, 0.6],
  Arthouse: [-0.8, 0.3, 1.8, 0, -0.8],
  Biography: [-0.4, 0, 1.2, 0.1, -0.4],
  Comedy: [2.2, -1.4, -0.4, 1, 0],
  Crime: [-0.9, 1.3, 0.3, -0.9, 0.8],
  Cult: [0, 0.4, 0.2, -0.2, 0.3],
  Documentary: [-0.3, -0.2, 1.9, 0.3, -0.6],
  Drama: [-0.7, 0.5, 1, -0.2, -0.3],
  Family: [1.6, -1.6, -0.4, 1.2, 0.3],
  Fantasy: [0.4, 0.1, 0, 0.2, 0.9],
  'Film Noir': [-0.9, 1.2, 0.8, -0.6, 0.4],
  'Game Show': [1.6, -0.8, -0.5, 1, 0.5],
  History: [-0.6, 0.3, 1.4, -0.1, -0.1],
  Horror: [-1.6, 2.4, -0.3, -1.9, 1.2],
  Music: [0.9, -0.7, 0.1, 1.2, 0.1],
  Musical: [1.5, -0.9, -0.1, 1, 0.3],
  Mystery: [-0.4, 1, 0.8, -0.5, 0.8],
  Nature: [0.3, -0.7, 0.9, 1.9, -0.2],
  Reality: [1, -0.5, -0.7, 0.7, 0],
  Romance: [1.1, -0.7, 0.2, 1.1, -0.3],
  Science: [0, -0.4, 1.6, 0.5, -0.1],
  'Science Fiction': [-0.2, 0.6, 0.6, -0.4, 1.2],
  Soap: [0.6, 0.1, -0.6, 0.7, -0.2],
  Spirituality: [0, -0.4, 1.4, 0.9, -0.6],
  Sport: [0.4, 0.4, -0.1, 0.1, 1.2],
  Spy: [-0.4, 1.1, 0.1, -0.7, 1.6],
  'Stand-Up': [2.4, -1.2, 0, 0.9, -0.2],
  'Talk Show': [1.2, -1, 0.3, 0.9, -0.5],
  Teen: [0.7, -0.2, -0.3, 0.3, 0.2],
  Thriller: [-1.2, 2, 0.1, -1.4, 1.6],
  Travel: [0.7, -0.8, 0.6, 1.5, 0.2],
  War: [-1.6, 1.7, 1, -1.4, 0.9],
  Western: [-0.3, 0.7, 0, -0.2, 1.1],
};

const groups: readonly [MoodWeights, string][] = [
  [
    [1, -0.5, 0, 0.4, 0],
    'funny comic comedy hilarious witty quirky silly charming playful mischievous whimsical misadventures',
  ],
  [[0.7, -0.4, 0, 0.6, 0], 'heartwarming sweet cheerful sunny wedding holiday christmas romantic delightful'],
  [
    [-0.7, 1, 0, -0.7, 0.3],
    'murder murdered killer brutal violent terror horrific deadly nightmare haunted kidnapped serial revenge massacre',
  ],
  [[-0.5, 0.8, 0, -0.6, 0.4], 'dark obsession paranoia survival trapped hostage desperate ruthless sinister'],
  [
    [-0.3, 0.1, 1, 0, -0.2],
    'philosophical meditation memory grief identity society history moral conscience justice examines reflects portrait essay',
  ],
  [
    [-0.2, 0, 0.8, 0.1, -0.2],
    'documentary interviews archival politics science faith loss ageing existential memoir',
  ],
  [
    [0.3, -0.5, 0.2, 1, -0.2],
    'gentle quiet peaceful calm countryside garden cooking baking nature village slow tender friendship seaside',
  ],
  [
    [0, 0.3, -0.2, -0.4, 1],
    'chase race heist explosive battle mission escape spy assassin daring thrilling adventure quest fights dragon',
  ],
  [
    [0, 0.4, -0.1, -0.4, 0.8],
    'alien invasion battles rescue conspiracy showdown superhero treasure high-stakes',
  ],
];

/** By word of a synopsis or a tag, lower case. */
export const wordMoods: ReadonlyMap<string, MoodWeights> = new Map(
  groups.flatMap(([weights, words]) =>
    words.split(' ').map((word): [string, MoodWeights] => [word, weights]),
  ),
);
