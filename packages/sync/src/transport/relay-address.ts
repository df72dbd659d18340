import { type PairingSide, type PairingTurn, relayError } from '@parlour/wire/relay';

/** Where the parts of one relay are. */
export interface RelayAddress {
  /** As it is shown and stored; ends in a slash. */
  readonly text: string;
  /** Scheme (`https:`, or on this machine `http:`), host and port: what signatures for this relay name, and no other relay accepts. */
  readonly origin: string;
  /** For a WebSocket; what y-websocket makes of this address and `rooms/` for the name of a document. */
  room(id: string): string;
  mailbox(id: string): string;
  rendezvous(id: string, side: PairingSide, turn: PairingTurn): string;
}

const HERE = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Reads the address of a relay: `https:` or `wss:`, with nothing but a path; on this machine also without TLS.
 * @param text such as `https://films.example/api/sync/`; the last slash may be missing.
 * @throws ParlourError `relay/bad-address`
 */
export function relayAddress(text: string): RelayAddress {
  const url = URL.parse(text.trim());
  const scheme = url?.protocol.replace(':', '').replace(/^ws/, 'http') ?? '';
  const isSafe = scheme === 'https' || (scheme === 'http' && HERE.has(url?.hostname ?? ''));
  const isPlain = url?.href === `${url?.protocol}//${url?.host}${url?.pathname}`;
  if (url === null || !isSafe || !isPlain) throw relayError('bad-address');
  const rest = `://${url.host}${url.pathname}${url.pathname.endsWith('/') ? '' : '/'}`;
  const base = scheme + rest;
  return {
    text: base,
    origin: `${scheme}://${url.host}`,
    room: (id) => `${scheme.replace('http', 'ws')}${rest}rooms/${id}`,
    mailbox: (id) => `${base}mailboxes/${id}`,
    rendezvous: (id, side, turn) => `${base}rendezvous/${id}/${side}/${turn}`,
  };
}
