const aliases = new Map(
  Object.entries({
    'amazon-prime': 'primevideo',
    'amazon-prime-video': 'primevideo',
    'amazon-prime-video-with-ads': 'primevideo',
    'amazon-video': 'primevideo',
    prime: 'primevideo',
    'prime-video': 'primevideo',
    disney: 'disneyplus',
    'disney-plus': 'disneyplus',
    'apple-tv': 'appletv',
    'apple-tv-plus': 'appletv',
    'hbo-max': 'hbomax',
    max: 'hbomax',
    'netflix-basic-with-ads': 'netflix',
    'netflix-standard-with-ads': 'netflix',
    'bbc-iplayer': 'bbciplayer',
    'internet-archive': 'archive',
    'criterion-channel': 'criterion',
    'the-criterion-channel': 'criterion',
  }),
);

const hosts = new Map(
  Object.entries({
    'netflix.com': 'netflix',
    'primevideo.com': 'primevideo',
    'disneyplus.com': 'disneyplus',
    'tv.apple.com': 'appletv',
    'max.com': 'hbomax',
    'hbomax.com': 'hbomax',
    'hulu.com': 'hulu',
    'bbc.co.uk': 'bbciplayer',
    'archive.org': 'archive',
    'criterionchannel.com': 'criterion',
    'crunchyroll.com': 'crunchyroll',
    'mubi.com': 'mubi',
    'paramountplus.com': 'paramountplus',
    'peacocktv.com': 'peacock',
    'arte.tv': 'arte',
    'zdf.de': 'zdf',
    'ardmediathek.de': 'ard',
  }),
);

/** A platform's slug from its name ("Disney+" is `disneyplus`); undefined where nothing is left of the name. */
export function platformSlug(name: string): string | undefined {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('+', ' plus')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return (aliases.get(slug) ?? slug) || undefined;
}

/** The platform behind a link, for the hosts we know. */
export function platformOfLink(link: string): string | undefined {
  const host = hostOf(link);
  for (let from = 0; host !== undefined; from = host.indexOf('.', from) + 1) {
    if (!host.includes('.', from)) return undefined;
    const slug = hosts.get(host.slice(from));
    if (slug) return slug;
  }
  return undefined;
}

/** The host of a link; where it is plainly to be seen, without taking the link apart, which is slow. */
function hostOf(link: string): string | undefined {
  const plain = /^https?:\/\/([a-z0-9.-]+)(?:[/?#]|$)/.exec(link)?.[1];
  // A host in Punycode may be none.
  if (plain !== undefined && !plain.includes('xn--')) return plain;
  return URL.canParse(link) ? new URL(link).hostname : undefined;
}
