import { afterEach, expect, test, vi } from 'vitest';
import { tellOfPresence } from './tell-of-presence.ts';

afterEach(() => vi.unstubAllGlobals());

test('tells of the first doing, and again only after a while', () => {
  const target = new EventTarget();
  vi.stubGlobal('document', target);
  const at = (timeStamp: number, type: string): void => {
    const event = new Event(type);
    Object.defineProperty(event, 'timeStamp', { value: timeStamp });
    target.dispatchEvent(event);
  };
  let told = 0;
  const stop = tellOfPresence(() => void told++);
  at(5, 'keydown');
  at(10, 'pointermove');
  at(19_000, 'wheel');
  expect(told).toBe(1);
  at(20_006, 'pointerdown');
  expect(told).toBe(2);
  stop();
  at(90_000, 'keydown');
  expect(told).toBe(2);
});
