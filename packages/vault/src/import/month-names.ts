/** Locales whose month names are understood where a date is written with words. */
const locales = [
  'en',
  'de',
  'es',
  'fr',
  'pt',
  'it',
  'nl',
  'sv',
  'da',
  'nb',
  'fi',
  'pl',
  'cs',
  'sk',
  'hu',
  'ro',
  'hr',
  'tr',
  'el',
  'ru',
  'uk',
  'id',
  'vi',
  'th',
  'hi',
  'ar-u-nu-latn',
  'he',
];

let names: Map<string, number> | undefined;

/** 1..12 for a month's name, long or short, in one of about thirty languages (from `Intl`); undefined otherwise. */
export function monthOfName(name: string): number | undefined {
  names ??= collect();
  const key = fold(name);
  return names.get(key) ?? names.get(key.slice(0, 3));
}

function collect(): Map<string, number> {
  const found = new Map<string, number>();
  for (const locale of locales) {
    for (const month of ['long', 'short'] as const) {
      // With a day beside it, because Slavic and other languages inflect the month's name.
      for (const options of [{ month }, { month, day: 'numeric' }] as const) {
        const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
        for (let index = 0; index < 12; index++) {
          const part = format.formatToParts(Date.UTC(2021, index, 15)).find(({ type }) => type === 'month');
          const key = part === undefined ? '' : fold(part.value);
          if (key !== '' && !/^\d/.test(key) && !found.has(key)) found.set(key, index + 1);
        }
      }
    }
  }
  return found;
}

function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f.]/g, '')
    .toLowerCase();
}
