import { afterEach, describe, expect, it, vi } from 'vitest';
import { idleAfterMs, isMetered, notNow } from './good-moment.ts';

const good = { idleMs: idleAfterMs, isHidden: false, isCharging: true, isMetered: false };

describe('a moment to begin a round', () => {
  it('is when nobody uses the device, it is on power and the connection costs nothing', () => {
    expect(idleAfterMs).toBeGreaterThanOrEqual(60_000);
    expect(notNow(good)).toBeUndefined();
    expect(notNow({ ...good, idleMs: idleAfterMs - 1 })).toBe('in-use');
    expect(notNow({ ...good, isCharging: false })).toBe('on-battery');
    expect(notNow({ ...good, isMetered: true })).toBe('metered');
  });

  it('may be while the page is hidden, on power and unmetered all the same', () => {
    const hidden = { ...good, idleMs: 0, isHidden: true };
    expect(notNow(hidden)).toBeUndefined();
    expect(notNow({ ...hidden, isCharging: false })).toBe('on-battery');
    expect(notNow({ ...hidden, isMetered: true })).toBe('metered');
  });

  it('is not held up by what the browser does not say', () => {
    expect(notNow({ idleMs: idleAfterMs, isHidden: false })).toBeUndefined();
  });
});

describe('the connection', () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    [undefined, undefined],
    [{ saveData: true }, true],
    [{ saveData: false, type: 'cellular' }, true],
    [{ saveData: false, type: 'wifi' }, false],
    [{ saveData: false }, false],
  ])('that the browser says %o of is metered: %s', (connection, metered) => {
    vi.stubGlobal('navigator', { connection });
    expect(isMetered()).toBe(metered);
  });
});
