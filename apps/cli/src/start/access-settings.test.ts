import { describe, expect, it } from 'vitest';
import { accessSettings } from './access-settings.ts';

describe('the address of an installation', () => {
  it.each([
    ['https://films.example', 'https://films.example'],
    ['https://Films.example/', 'https://films.example'],
    ['http://localhost:8080', 'http://localhost:8080'],
  ])('%s is %s', (set, origin) => {
    expect(accessSettings({ PARLOUR_ORIGIN: set })).toEqual({ origin });
  });

  it.each([
    'films.example',
    'https://films.example/path',
    'ftp://films.example',
    'https://a:b@films.example',
  ])('is not %s', (set) => {
    expect(() => accessSettings({ PARLOUR_ORIGIN: set })).toThrow('not in its form');
  });

  it('is not needed', () => {
    expect(accessSettings({})).toEqual({});
    expect(accessSettings({ PARLOUR_ORIGIN: '' })).toEqual({});
  });
});
