const articles = /^(?:the|a|an|le|la|les|el|los|las|il|lo|gli|der|die|das|het|een|un|une|uno|una) (?=.)/;

/**
 * A name as it is compared: NFKD without diacritics, lower case, `&` as "and", punctuation as spaces, a leading article dropped.
 * "L'Année dernière à Marienbad" and "l annee derniere a marienbad" fold to the same.
 */
export function foldName(name: string): string {
  const folded = isAscii(name) ? foldAscii(name) : foldAny(name);
  return folded.replace(articles, '') || name.trim().toLowerCase();
}

function isAscii(name: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return /^[\0-\x7f]*$/.test(name);
}

/** What `foldAny` makes of the names that need neither normalization nor Unicode's classes: most of them. */
function foldAscii(name: string): string {
  return name
    .toLowerCase()
    .replace(/['`]/g, '')
    .replaceAll('&', ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

function foldAny(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['\u2018\u2019\u02bb`\u00b4]/g, '')
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}
