import { expect, test } from 'vitest';
import { type DeviceSigns, deviceTypeOf } from './device-type.ts';

const desk: DeviceSigns = {
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
  isMobile: false,
  isCoarse: false,
  shortSide: 1080,
};

test.each([
  ['computer', {}],
  ['computer', { isMobile: undefined }],
  ['phone', { isMobile: true, isCoarse: true, shortSide: 412 }],
  ['phone', { isMobile: undefined, isCoarse: true, shortSide: 390 }],
  ['tablet', { isCoarse: true, shortSide: 820 }],
  [
    'television',
    { userAgent: 'Mozilla/5.0 (SMART-TV; Linux; Tizen 7.0) AppleWebKit/537.36 TV Safari/537.36' },
  ],
  ['television', { userAgent: 'Mozilla/5.0 (Web0S; Linux/SmartTV) Chrome/108.0', isCoarse: true }],
] as const)('a %s is known by its signs: %j', (type, signs) => {
  expect(deviceTypeOf({ ...desk, ...signs })).toBe(type);
});
