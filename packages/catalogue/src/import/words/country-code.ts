/** Names that `Intl.DisplayNames` does not give, and states that are no more (their largest successor). */
const others: Readonly<Record<string, string>> = {
  'czech republic': 'CZ',
  'east germany': 'DE',
  'great britain': 'GB',
  'hong kong': 'HK',
  'ivory coast': 'CI',
  korea: 'KR',
  'korea, republic of': 'KR',
  macau: 'MO',
  myanmar: 'MM',
  palestine: 'PS',
  'republic of korea': 'KR',
  'russian federation': 'RU',
  'soviet union': 'RU',
  'the netherlands': 'NL',
  turkey: 'TR',
  uk: 'GB',
  'united states of america': 'US',
  usa: 'US',
  'west germany': 'DE',
};

/** The codes of `Intl.DisplayNames` that mean no country (European Union, Eurozone, United Nations, pseudo-locales, ...). */
const notCountries = new Set([
  'EU',
  'EZ',
  'UN',
  'QO',
  'ZZ',
  'XA',
  'XB',
  'UK',
  'FX',
  'DD',
  'SU',
  'YU',
  'CS',
  'BU',
  'TP',
  'ZR',
]);

let byName: Map<string, string> | undefined;

function names(): Map<string, string> {
  if (byName) return byName;
  byName = new Map();
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second;
      const name = notCountries.has(code) ? undefined : english.of(code);
      if (name && !byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), code);
    }
  }
  for (const [name, code] of Object.entries(others)) byName.set(name, code);
  return byName;
}

/** ISO 3166-1 alpha-2 of an English country name or of the code itself; undefined for anything else. */
export function countryCode(word: string): string | undefined {
  const trimmed = word.trim();
  if (/^[A-Z]{2}$/.test(trimmed)) return trimmed;
  return names().get(trimmed.toLowerCase());
}
