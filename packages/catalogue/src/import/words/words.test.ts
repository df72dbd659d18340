import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countryCode } from './country-code.ts';
import { foldName } from './fold-name.ts';
import { genresFrom } from './genre-words.ts';
import { languageTag } from './language-tag.ts';
import { platformOfLink, platformSlug } from './platform-slug.ts';

test.each([
  ['United States', 'US'],
  ['south korea', 'KR'],
  ['Turkey', 'TR'],
  ['Türkiye', 'TR'],
  ['Soviet Union', 'RU'],
  ['Vatican City', 'VA'],
  ['GB', 'GB'],
  ['Middle-earth', undefined],
  ['constructor', undefined],
])('the country of %s', (word, code) => {
  expect(countryCode(word)).toBe(code);
});

test.each([
  ['English', 'en'],
  ['Cantonese', 'yue'],
  ['pt-BR', 'pt-BR'],
  ['Klingonish tongue', undefined],
])('the language of %s', (word, tag) => {
  expect(languageTag(word)).toBe(tag);
});

test('genres in our words, each once', () => {
  expect(
    genresFrom(['International TV Shows', 'Sci-Fi & Fantasy', 'TV Sci-Fi & Fantasy', 'Dramas', 'Heist']),
  ).toEqual(['Science Fiction', 'Fantasy', 'Drama', 'Heist']);
});

test('our words are their own words', () => {
  const ours = genresFrom([
    'Action & Adventure',
    'Sci-Fi',
    'Kids',
    'Anime',
    'Stand-Up Comedy',
    'LGBTQ',
    'Film-Noir',
    'Sports',
  ]);
  expect(genresFrom(ours)).toEqual(ours);
});

test.each([
  ['Amazon Prime Video', 'primevideo'],
  ['Disney+', 'disneyplus'],
  ['Apple TV+', 'appletv'],
  ['ARD Mediathek', 'ard-mediathek'],
  ['+', 'plus'],
  ['映画', undefined],
])('the platform %s', (name, slug) => {
  expect(platformSlug(name)).toBe(slug);
});

test('platforms by the host of a link', () => {
  expect(platformOfLink('https://www.netflix.com/title/80100172')).toBe('netflix');
  expect(platformOfLink('https://netflix.com.evil.example/')).toBeUndefined();
  expect(platformOfLink('not a link')).toBeUndefined();
});

test.each([
  ["L'Année dernière à Marienbad", 'lannee derniere a marienbad'],
  ['The Good, the Bad & the Ugly', 'good the bad and the ugly'],
  ['The The', 'the'],
  ['!!!', '!!!'],
  ['千と千尋の神隠し', '千と千尋の神隠し'],
])('%s as it is compared', (name, folded) => {
  expect(foldName(name)).toBe(folded);
});

test('folding never leaves nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
      fc.pre(name.trim() !== '');
      expect(foldName(name)).not.toBe('');
    }),
  );
});

test('a name folds alike whether it is all ASCII or not', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 30 }), (name) => {
      expect(foldName(`x ${name} \u00e9`)).toBe(`${foldName(`x ${name}`)} e`);
    }),
    { numRuns: 1000 },
  );
});

test('the host of a link is found as it is by taking the link apart', () => {
  const hosts =
    'netflix.com www.netflix.com NETFLIX.com notnetflix.com tv.apple.com apple.com xn--a.netflix.com me@netflix.com netflix.com:80 netflix.com:x netflix.com@evil.example netflix.com. netflix..com .netflix.com -netflix.com 1.2 0x7.netflix.com net\tflix.com';
  const host = fc.constantFrom(...hosts.split(' '));
  const scheme = fc.constantFrom(
    'https://',
    'http://',
    'HTTPS://',
    ' https://',
    'https:',
    'https:/',
    'ftp://',
  );
  const path = fc.constantFrom('', '/', '/a b', '?x', '#netflix.com', '\\a', ':', '/%zz');
  fc.assert(
    fc.property(scheme, host, path, (before, name, after) => {
      const link = before + name + after;
      const whole = URL.canParse(link) ? new URL(link).hostname : '';
      const known = ['netflix.com', 'tv.apple.com'].find((each) => `.${whole}`.endsWith(`.${each}`));
      expect([link, platformOfLink(link)]).toEqual([
        link,
        known && (known === 'netflix.com' ? 'netflix' : 'appletv'),
      ]);
    }),
    { numRuns: 2000 },
  );
});
