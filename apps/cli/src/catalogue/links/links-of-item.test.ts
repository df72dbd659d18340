import { expect, test } from 'vitest';
import { linksOfItem } from './links-of-item.ts';

test('offers and the own address are where to watch, pages that it is the same as are not', () => {
  const item = {
    platforms: [
      { platform: 'a', link: 'https://a.example/1' },
      { platform: 'b', country: 'SE', link: 'https://a.example/1' },
      { platform: 'c' },
      { platform: 'd', link: 'mailto:nobody@example.org' },
    ],
    extra: {
      'http://schema.org/url': [{ '@id': 'https://own.example/film' }, { '@value': 'http://other.example/' }],
      'http://schema.org/sameAs': [
        { '@id': 'https://own.example/film' },
        { '@id': 'https://wiki.example/x' },
        7,
      ],
      'http://schema.org/image': [{ '@id': 'https://images.example/' }],
    },
  };
  expect(linksOfItem(item)).toEqual({
    offers: ['https://a.example/1', 'https://own.example/film', 'http://other.example/'],
    pages: ['https://wiki.example/x'],
  });
  expect(linksOfItem({ platforms: [] })).toEqual({ offers: [], pages: [] });
});
