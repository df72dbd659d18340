import { describe, expect, it } from 'vitest';
import { relayNames } from './relay-names.ts';

describe('the names of a relay', () => {
  it('are those that it was given, whatever a request says', () => {
    const names = relayNames(['https://films.example', 'https://films.example:8443']);
    for (const host of ['films.example', 'other.example', undefined])
      expect(names(host)).toEqual(['https://films.example', 'https://films.example:8443']);
  });

  it('are those of this machine where it was given none', () => {
    const names = relayNames([]);
    expect(names('localhost:8080')).toEqual(['http://localhost:8080', 'https://localhost:8080']);
    expect(names('127.0.0.1')).toEqual(['http://127.0.0.1', 'https://127.0.0.1']);
    expect(names('[::1]:8080')).toEqual(['http://[::1]:8080', 'https://[::1]:8080']);
    for (const host of ['films.example', 'localhost.example', '127.0.0.1.example', '', '?', undefined])
      expect(names(host)).toEqual([]);
  });
});
