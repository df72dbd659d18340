import { FIRST_PROFILE } from '@parlour/wire';
import type { ProfileView } from '@parlour/worker/brain-api';

/** Grounds of profile pictures: dark enough for a cream drawing to stand out of by 3:1 (tested). */
export const COLOURS = {
  rose: '#b23a63',
  coral: '#ba4c2b',
  amber: '#956711',
  moss: '#5b7430',
  teal: '#1f7a72',
  sky: '#2f70ad',
  violet: '#6d52b3',
  slate: '#51616d',
} as const;
export type Colour = keyof typeof COLOURS;

/** What is drawn on them; `letter` is the first one of the name. */
export const PICTURES = [
  'cat',
  'fox',
  'owl',
  'bear',
  'rabbit',
  'ghost',
  'robot',
  'moon',
  'sun',
  'mask',
  'popcorn',
  'letter',
] as const;
export type Picture = (typeof PICTURES)[number];

export const COLOUR_NAMES = Object.keys(COLOURS) as Colour[];

export interface ProfileLook {
  readonly colour: Colour;
  readonly picture: Picture;
}

/** What was chosen, as far as this version draws it; where nothing was, always the same of a profile. */
export function lookOf({ id, colour, picture }: Pick<ProfileView, 'id' | 'colour' | 'picture'>): ProfileLook {
  const drawn =
    id === FIRST_PROFILE
      ? 0
      : new TextEncoder().encode(id).reduce((sum, byte) => (sum * 31 + byte) % 9973, 7);
  return {
    colour: COLOUR_NAMES.find((one) => one === colour) ?? COLOUR_NAMES[drawn % COLOUR_NAMES.length] ?? 'rose',
    picture: PICTURES.find((one) => one === picture) ?? PICTURES[drawn % (PICTURES.length - 1)] ?? 'letter',
  };
}

/** What a new profile begins with: of colours and pictures the first that none of the others has. */
export function freshLook(others: readonly ProfileView[]): ProfileLook {
  const taken = others.map(lookOf);
  return {
    colour: COLOUR_NAMES.find((one) => !taken.some(({ colour }) => colour === one)) ?? 'slate',
    picture: PICTURES.find((one) => !taken.some(({ picture }) => picture === one)) ?? 'letter',
  };
}
