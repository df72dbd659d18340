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
  if (!URL.canParse(link)) return undefined;
  const parts = new URL(link).hostname.split('.');
  for (let from = 0; from < parts.length - 1; from++) {
    const slug = hosts.get(parts.slice(from).join('.'));
    if (slug) return slug;
  }
  return undefined;
}
