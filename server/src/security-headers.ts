/**
 * Headers of every response but those of the console.
 *
 * The policy allows this origin's own files and nothing else: no inline script or style, no eval (`wasm-unsafe-eval`
 * compiles WebAssembly only), no frames, no forms, no third party. The opener and embedder policies make the page
 * cross-origin isolated, which gives it precise memory measurement and SharedArrayBuffer.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'permissions-policy':
    'camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)',
};

/** What the viewer may reach beside its own origin, by the operator's settings, as sources of its policy. */
export function reachable(settings: {
  /** Of rounds. */
  readonly relay?: string;
  /** Between a person's own devices: origins, or `any`. */
  readonly syncRelays?: readonly string[] | 'any';
}): string[] {
  const { relay, syncRelays = [] } = settings;
  const ofRounds = relay === undefined ? [] : [new URL(relay).origin];
  if (syncRelays === 'any') return [...ofRounds, 'https:', 'wss:'];
  return [...ofRounds, ...syncRelays.flatMap((origin) => [origin, origin.replace(/^http/, 'ws')])];
}

/** The viewer's headers, whose policy lets it reach these sources too. */
export const headersReaching = (sources: readonly string[]): Readonly<Record<string, string>> => ({
  ...securityHeaders,
  'content-security-policy': securityHeaders['content-security-policy'].replace(
    "connect-src 'self'",
    ["connect-src 'self'", ...sources].join(' '),
  ),
});

/**
 * Headers of every response of the console: as the viewer's, but it compiles no WebAssembly, starts no worker and shows no
 * picture that it made itself.
 */
export const consoleHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
};
