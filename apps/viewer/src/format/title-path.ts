/**
 * Address of a title's page. The id stands after the hash: what follows it is never sent to a server, not even when
 * the page is loaded again before the service worker is there.
 */
export const titlePath = (id: string): string => `/title#${encodeURIComponent(id).replaceAll('%3A', ':')}`;

/** The id in a location's `#...`; empty where there is none. */
export function idOfHash(hash: string): string {
  try {
    return decodeURIComponent(hash.replace(/^#/, ''));
  } catch {
    return '';
  }
}
