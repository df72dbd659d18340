import type { ProviderSettings } from '@parlour/server';
import { badSetting } from './bad-setting.ts';

/**
 * A log-in provider by the environment: `<prefix>_ISSUER`, `_CLIENT_ID`, `_CLIENT_SECRET`, `_LABEL` and `_SCOPE`; none where no
 * issuer is named.
 * @throws ParlourError `start/bad-setting`.
 */
export function providerSettings(
  environment: NodeJS.ProcessEnv,
  prefix: string,
  scope: string,
): ProviderSettings | undefined {
  const issuer = environment[`${prefix}_ISSUER`];
  if (!issuer) return undefined;
  const url = URL.parse(issuer);
  const isHere = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isHere))
    throw badSetting(`${prefix}_ISSUER`, "the provider's issuer, which begins with https://");
  const needed = (part: string, form: string) => {
    const value = environment[`${prefix}_${part}`];
    if (!value) throw badSetting(`${prefix}_${part}`, form);
    return value;
  };
  const asked = environment[`${prefix}_SCOPE`] || scope;
  if (!asked.split(' ').includes('openid'))
    throw badSetting(`${prefix}_SCOPE`, 'scopes with openid among them');
  return {
    issuer,
    clientId: needed('CLIENT_ID', "this server's name at the provider"),
    clientSecret: needed('CLIENT_SECRET', "this server's secret at the provider"),
    label: environment[`${prefix}_LABEL`] || url.hostname,
    scope: asked,
  };
}
