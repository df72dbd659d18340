const SYSTEMS = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android device'],
  [/Windows/, 'Windows computer'],
  [/Mac OS X/, 'Mac'],
  [/CrOS/, 'Chromebook'],
  [/(Tizen|Web0S|SmartTV)/, 'Television'],
  [/Linux/, 'Linux computer'],
] as const;

/** What the browser says that it runs on; the person may change it. */
export const nameOfThisDevice = (userAgent: string): string =>
  SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'My device';
