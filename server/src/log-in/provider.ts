import {
  allowInsecureRequests,
  ClientSecretBasic,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';
import { logInError } from './log-in-error.ts';

/** A provider of log-ins (OpenID Connect 1.0), and what it knows this server as. */
export interface ProviderSettings {
  /** Its issuer, `https://...`; without TLS on this very machine only. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What it is called on a button. */
  readonly label: string;
  /** Scopes that are asked for, with spaces between; `openid` among them. */
  readonly scope: string;
}

export interface Provider {
  readonly settings: ProviderSettings;
  /** What it says of itself, asked once it is needed and kept. @throws ParlourError `log-in/unreachable`. */
  configuration(): Promise<Configuration>;
}

/** Seconds that it may take to answer. */
const patience = 10;

/** A provider that need not be there before somebody logs in. */
export function provider(settings: ProviderSettings): Provider {
  const issuer = new URL(settings.issuer);
  const isHere = issuer.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1])$/.test(issuer.hostname);
  let known: Promise<Configuration> | undefined;
  const discover = () =>
    discovery(issuer, settings.clientId, undefined, ClientSecretBasic(settings.clientSecret), {
      timeout: patience,
      // The signature of an ID token counts, not only the line that it came by.
      execute: [enableNonRepudiationChecks, ...(isHere ? [allowInsecureRequests] : [])],
    });
  return {
    settings,
    async configuration() {
      known ??= discover();
      return known.catch((cause: unknown) => {
        known = undefined;
        throw logInError('unreachable', { cause });
      });
    },
  };
}
