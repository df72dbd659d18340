/** Countries that people speak of in one word, by ISO 3166-1 alpha-2. */
const regions: Readonly<Record<string, readonly string[]>> = {
  Scandinavia: ['DK', 'SE', 'NO', 'FI', 'IS'],
  Britain: ['GB'],
  Ireland: ['IE'],
  France: ['FR'],
  Germany: ['DE'],
  Italy: ['IT'],
  Spain: ['ES'],
  Japan: ['JP'],
  Korea: ['KR'],
  India: ['IN'],
  'China, Hong Kong and Taiwan': ['CN', 'HK', 'TW'],
  'Latin America': ['AR', 'BO', 'BR', 'CL', 'CO', 'CU', 'EC', 'GT', 'MX', 'PE', 'PY', 'UY', 'VE'],
  'Eastern Europe': [
    'BA',
    'BG',
    'BY',
    'CZ',
    'EE',
    'HR',
    'HU',
    'LT',
    'LV',
    'MK',
    'PL',
    'RO',
    'RS',
    'RU',
    'SI',
    'SK',
    'UA',
  ],
  Africa: [
    'BF',
    'CD',
    'CI',
    'CM',
    'DZ',
    'EG',
    'ET',
    'GH',
    'KE',
    'MA',
    'ML',
    'MR',
    'NG',
    'RW',
    'SN',
    'TN',
    'TZ',
    'UG',
    'ZA',
  ],
  'the Middle East': ['AE', 'IL', 'IQ', 'IR', 'JO', 'LB', 'PS', 'SA', 'SY', 'TR'],
  'Australia and New Zealand': ['AU', 'NZ'],
};

const regionByCountry = new Map(
  Object.entries(regions).flatMap(([region, countries]) => countries.map((country) => [country, region])),
);

/**
 * The region a title comes from, in plain words; undefined where it comes from several, from one that would say nothing,
 * or from an unknown one. A co-production belongs to the country named first.
 */
export function regionOf(countries: readonly string[]): string | undefined {
  const [first] = countries;
  return first === undefined ? undefined : regionByCountry.get(first);
}
