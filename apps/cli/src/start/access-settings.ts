import type { ServerOptions } from '@parlour/server';
import { badSetting } from './bad-setting.ts';
import { providerSettings } from './provider-settings.ts';

/** How people reach this installation, and how they log in to it. */
export type AccessSettings = Pick<
  ServerOptions,
  'origin' | 'logIn' | 'admits' | 'relay' | 'syncRelays' | 'syncOrigins'
>;

const listIn = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/**
 * By the environment: `PARLOUR_ORIGIN`, the address under which everybody reaches the server; `PARLOUR_CONSOLE_OIDC_...`, log-in
 * to the console; `PARLOUR_ADMISSION` and `PARLOUR_ADMISSION_OIDC_...`, what vouches for who asks for a token; `PARLOUR_RELAY`;
 * `PARLOUR_SYNC_RELAYS`, relays between a person's own devices that pages may reach besides this server's; `PARLOUR_SYNC_ORIGINS`, further
 * addresses under which devices reach the relay that this server is.
 * @throws ParlourError `start/bad-setting`.
 */
export function accessSettings(environment: NodeJS.ProcessEnv = process.env): AccessSettings {
  const { PARLOUR_ORIGIN } = environment;
  const origin = PARLOUR_ORIGIN ? originIn(PARLOUR_ORIGIN, 'PARLOUR_ORIGIN') : undefined;
  const ofConsole = providerSettings(environment, 'PARLOUR_CONSOLE_OIDC', 'openid profile');
  const ofPeople = providerSettings(environment, 'PARLOUR_ADMISSION_OIDC', 'openid');
  const admits = admitsIn(environment.PARLOUR_ADMISSION, ofPeople !== undefined);
  const relay = relayIn(environment.PARLOUR_RELAY);
  const syncRelays = syncRelaysIn(environment.PARLOUR_SYNC_RELAYS);
  const syncOrigins = listIn(environment.PARLOUR_SYNC_ORIGINS).map((one) =>
    originIn(one, 'PARLOUR_SYNC_ORIGINS'),
  );
  if (origin === undefined && (ofConsole ?? ofPeople ?? relay) !== undefined)
    throw badSetting('PARLOUR_ORIGIN', 'the address of this server; log-in and a relay need it');
  const roles = {
    claim: environment.PARLOUR_CONSOLE_OIDC_ROLE_CLAIM || 'groups',
    operators: listIn(environment.PARLOUR_CONSOLE_OIDC_OPERATORS),
    viewers: listIn(environment.PARLOUR_CONSOLE_OIDC_VIEWERS),
  };
  if (ofConsole !== undefined && roles.operators.length + roles.viewers.length === 0)
    throw badSetting(
      'PARLOUR_CONSOLE_OIDC_OPERATORS',
      'the groups, with commas between, that make an operator',
    );
  return {
    ...(origin !== undefined && { origin }),
    ...(relay !== undefined && { relay }),
    ...(syncRelays !== undefined && { syncRelays }),
    ...(syncOrigins.length > 0 && { syncOrigins }),
    ...(admits !== undefined && { admits }),
    ...((ofConsole ?? ofPeople) && {
      logIn: {
        ...(ofConsole && { console: { provider: ofConsole, roles } }),
        ...(ofPeople && { admission: { provider: ofPeople } }),
      },
    }),
  };
}

function originIn(text: string, setting: string): string {
  const url = URL.parse(text);
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
  if (isOrigin) return url.origin;
  throw badSetting(setting, 'an address without a path, such as https://films.example');
}

function admitsIn(text: string | undefined, hasProvider: boolean): AccessSettings['admits'] {
  if (!text) return undefined;
  return listIn(text).map((kind) => {
    if (kind === 'invite' || (kind === 'oidc' && hasProvider)) return kind;
    throw badSetting(
      'PARLOUR_ADMISSION',
      'invite, oidc, or both with a comma between; oidc needs a provider',
    );
  });
}

function syncRelaysIn(text: string | undefined): AccessSettings['syncRelays'] {
  if (!text) return undefined;
  if (text.trim() === 'any') return 'any';
  return listIn(text).map((one) => {
    const url = URL.parse(one);
    if (url?.protocol === 'https:' && `${url.origin}/` === url.href) return url.origin;
    throw badSetting(
      'PARLOUR_SYNC_RELAYS',
      'addresses without a path, with commas between, such as https://relay.example; or any',
    );
  });
}

function relayIn(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const url = URL.parse(text);
  const isHere = url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const isSafe = url?.protocol === 'https:' || isHere;
  if (url && isSafe && url.href === `${url.origin}${url.pathname}` && url.href.endsWith('/')) return url.href;
  throw badSetting(
    'PARLOUR_RELAY',
    'an address that ends in a slash, such as https://relay.example/parlour/',
  );
}
