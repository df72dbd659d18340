import { expect, it } from 'vitest';
import { nameOfThisDevice } from './device-name.ts';

it.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605', 'iPhone'],
  ['Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/156', 'Android device'],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156', 'Linux computer'],
  ['Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36', 'Television'],
  ['something else', 'My device'],
])('%s is called %s', (userAgent, name) => {
  expect(nameOfThisDevice(userAgent)).toBe(name);
});
