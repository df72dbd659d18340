import { describe, expect, it } from 'vitest';
import { accessSettings } from './access-settings.ts';

const origin = 'https://films.example';
const ofConsole = {
  PARLOUR_ORIGIN: origin,
  PARLOUR_CONSOLE_OIDC_ISSUER: 'https://login.example/realm',
  PARLOUR_CONSOLE_OIDC_CLIENT_ID: 'parlour',
  PARLOUR_CONSOLE_OIDC_CLIENT_SECRET: 'secret',
  PARLOUR_CONSOLE_OIDC_OPERATORS: 'admins, film-club',
};
const provider = { issuer: 'https://login.example/realm', clientId: 'parlour', clientSecret: 'secret' };
const ofPeople = {
  PARLOUR_ORIGIN: origin,
  PARLOUR_ADMISSION: 'invite,oidc',
  PARLOUR_ADMISSION_OIDC_ISSUER: 'https://login.example/realm',
  PARLOUR_ADMISSION_OIDC_CLIENT_ID: 'parlour',
  PARLOUR_ADMISSION_OIDC_CLIENT_SECRET: 'secret',
  PARLOUR_ADMISSION_OIDC_LABEL: 'Example',
};

describe('the settings of access', () => {
  it('need not be', () => {
    expect(accessSettings({})).toEqual({});
    expect(accessSettings({ PARLOUR_ORIGIN: '', PARLOUR_ADMISSION: '', PARLOUR_RELAY: '' })).toEqual({});
  });

  it.each([
    [origin, origin],
    ['https://Films.example/', origin],
    ['http://localhost:8080', 'http://localhost:8080'],
  ])('take %s for %s', (set, is) => {
    expect(accessSettings({ PARLOUR_ORIGIN: set })).toEqual({ origin: is });
  });

  it('take a provider for the console, and one for people', () => {
    expect(accessSettings(ofConsole).logIn?.console).toEqual({
      provider: { ...provider, label: 'login.example', scope: 'openid profile' },
      roles: { claim: 'groups', operators: ['admins', 'film-club'], viewers: [] },
    });
    expect(accessSettings(ofPeople)).toEqual({
      origin,
      admits: ['invite', 'oidc'],
      logIn: { admission: { provider: { ...provider, label: 'Example', scope: 'openid' } } },
    });
  });

  it('take a relay', () => {
    const relay = 'https://relay.example/films/';
    expect(accessSettings({ PARLOUR_ORIGIN: origin, PARLOUR_RELAY: relay })).toEqual({ origin, relay });
    const here = 'http://localhost:8090/films/';
    expect(accessSettings({ PARLOUR_ORIGIN: origin, PARLOUR_RELAY: here }).relay).toBe(here);
  });

  it('take relays between people’s own devices', () => {
    const set = (text: string) => accessSettings({ PARLOUR_SYNC_RELAYS: text });
    expect(set('https://relay.example, https://Other.example/')).toEqual({
      syncRelays: ['https://relay.example', 'https://other.example'],
    });
    expect(set('any')).toEqual({ syncRelays: 'any' });
    expect(set('')).toEqual({});
  });

  it('take further addresses of the relay that the server is', () => {
    const set = (text: string) => accessSettings({ PARLOUR_SYNC_ORIGINS: text });
    expect(set('https://relay.example, http://Nas.local:8080/')).toEqual({
      syncOrigins: ['https://relay.example', 'http://nas.local:8080'],
    });
    expect(set('')).toEqual({});
  });

  it.each<[string, Record<string, string>]>([
    ['PARLOUR_ORIGIN', { PARLOUR_ORIGIN: 'films.example' }],
    ['PARLOUR_ORIGIN', { PARLOUR_ORIGIN: 'https://films.example/path' }],
    ['PARLOUR_ORIGIN', { PARLOUR_ORIGIN: 'ftp://films.example' }],
    ['PARLOUR_ORIGIN', { PARLOUR_ORIGIN: 'https://a:b@films.example' }],
    ['PARLOUR_ORIGIN', { ...ofConsole, PARLOUR_ORIGIN: '' }],
    ['PARLOUR_ORIGIN', { PARLOUR_RELAY: 'https://relay.example/' }],
    ['PARLOUR_CONSOLE_OIDC_ISSUER', { ...ofConsole, PARLOUR_CONSOLE_OIDC_ISSUER: 'http://login.example' }],
    ['PARLOUR_CONSOLE_OIDC_CLIENT_ID', { ...ofConsole, PARLOUR_CONSOLE_OIDC_CLIENT_ID: '' }],
    ['PARLOUR_CONSOLE_OIDC_CLIENT_SECRET', { ...ofConsole, PARLOUR_CONSOLE_OIDC_CLIENT_SECRET: '' }],
    ['PARLOUR_CONSOLE_OIDC_OPERATORS', { ...ofConsole, PARLOUR_CONSOLE_OIDC_OPERATORS: ' , ' }],
    ['PARLOUR_CONSOLE_OIDC_SCOPE', { ...ofConsole, PARLOUR_CONSOLE_OIDC_SCOPE: 'profile' }],
    ['PARLOUR_ADMISSION', { PARLOUR_ADMISSION: 'oidc' }],
    ['PARLOUR_ADMISSION', { PARLOUR_ADMISSION: 'anybody' }],
    ['PARLOUR_RELAY', { PARLOUR_ORIGIN: origin, PARLOUR_RELAY: 'https://relay.example/films' }],
    ['PARLOUR_RELAY', { PARLOUR_ORIGIN: origin, PARLOUR_RELAY: 'http://relay.example/' }],
    ['PARLOUR_SYNC_ORIGINS', { PARLOUR_SYNC_ORIGINS: 'https://relay.example/path' }],
    ['PARLOUR_SYNC_RELAYS', { PARLOUR_SYNC_RELAYS: 'http://relay.example' }],
    ['PARLOUR_SYNC_RELAYS', { PARLOUR_SYNC_RELAYS: 'https://relay.example; script-src *' }],
    ['PARLOUR_SYNC_RELAYS', { PARLOUR_SYNC_RELAYS: 'https://relay.example/path' }],
  ])('say that %s is not in its form', (name, set) => {
    expect(() => accessSettings(set)).toThrow(`The setting ${name} is not in its form.`);
  });
});
