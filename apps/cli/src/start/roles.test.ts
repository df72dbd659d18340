import { describe, expect, it } from 'vitest';
import { parsePort } from './parse-port.ts';
import { parseRoles } from './roles.ts';

describe('what to start', () => {
  it('is one part, or all', () => {
    expect(parseRoles(undefined)).toEqual({ server: true, queue: true, relay: true });
    expect(parseRoles('server')).toEqual({ server: true, queue: false, relay: false });
    expect(parseRoles('queue')).toEqual({ server: false, queue: true, relay: false });
    expect(parseRoles('relay')).toEqual({ server: false, queue: false, relay: true });
    expect(() => parseRoles('cook')).toThrow(expect.objectContaining({ code: 'start/unknown-role' }));
  });

  it('is on a port', () => {
    expect([parsePort('0'), parsePort('8080'), parsePort('65535')]).toEqual([0, 8080, 65_535]);
    for (const text of ['', ' ', '-1', '65536', '80.5', 'http']) {
      expect(() => parsePort(text), text).toThrow(expect.objectContaining({ code: 'start/bad-port' }));
    }
  });
});
