import { expect, test } from 'vitest';
import { readTitle } from './read-title.ts';

test.each([
  ['Matrix, The (1999)', { name: 'The Matrix', alternateNames: [], year: 1999, isSeries: false }],
  [
    'City of Lost Children, The (Cité des enfants perdus, La) (1995)',
    {
      name: 'The City of Lost Children',
      alternateNames: ['La Cité des enfants perdus'],
      year: 1995,
      isSeries: false,
    },
  ],
  [
    'Léon: The Professional (a.k.a. The Professional) (Léon) (1994)',
    {
      name: 'Léon: The Professional',
      alternateNames: ['The Professional', 'Léon'],
      year: 1994,
      isSeries: false,
    },
  ],
  [
    '(500) Days of Summer (2009)',
    { name: '(500) Days of Summer', alternateNames: [], year: 2009, isSeries: false },
  ],
  [
    "Avventura, L' (Adventure, The) (1960) ",
    { name: "L'Avventura", alternateNames: ['The Adventure'], year: 1960, isSeries: false },
  ],
  [
    'Death Note: Desu nôto (2006–2007)',
    { name: 'Death Note: Desu nôto', alternateNames: [], year: 2006, isSeries: true },
  ],
  ['1984 (1984)', { name: '1984', alternateNames: [], year: 1984, isSeries: false }],
  ['Corrina, Corrina (1994)', { name: 'Corrina, Corrina', alternateNames: [], year: 1994, isSeries: false }],
  ['Babylon 5', { name: 'Babylon 5', alternateNames: [], isSeries: false }],
  ['(Untitled)', { name: '(Untitled)', alternateNames: [], isSeries: false }],
])('%s', (title, read) => {
  expect(readTitle(title)).toEqual(read);
});
