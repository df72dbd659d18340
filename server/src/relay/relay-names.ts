/**
 * The addresses under which devices can have dialled this relay, one of which their signatures have to name. @param host as the request
 * says it, with the port.
 */
export type RelayNames = (host: string | undefined) => readonly string[];

const HERE = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * What a request says of its host is not believed, for it may come from another relay that passes on what it was asked. A relay that was given no
 * address is for devices on this machine alone.
 * @param origins such as `https://films.example`.
 */
export function relayNames(origins: readonly string[]): RelayNames {
  if (origins.length > 0) return () => origins;
  return (host = '') => {
    const url = URL.parse(`http://${host}`);
    return url !== null && HERE.has(url.hostname) ? [url.origin, `https://${url.host}`] : [];
  };
}
