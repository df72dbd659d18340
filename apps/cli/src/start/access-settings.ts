import { ParlourError } from '@parlour/wire';

/** How people reach this installation. */
export interface AccessSettings {
  /** E.g. `https://films.example`, without a slash at its end. */
  readonly origin?: string;
}

/**
 * By the environment: `PARLOUR_ORIGIN`, the address under which everybody reaches the server.
 * @throws ParlourError `start/bad-setting`.
 */
export function accessSettings(environment: NodeJS.ProcessEnv = process.env): AccessSettings {
  const origin = environment.PARLOUR_ORIGIN;
  return origin ? { origin: originIn(origin) } : {};
}

function originIn(text: string): string {
  const url = URL.parse(text);
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
  if (isOrigin) return url.origin;
  throw badSetting('PARLOUR_ORIGIN', 'an address without a path, such as https://films.example');
}

/** @param form what it has to be. */
export const badSetting = (name: string, form: string): ParlourError =>
  new ParlourError('start/bad-setting', {
    message: `The setting ${name} is not in its form.`,
    meaning: 'The server was not started.',
    mend: `Set ${name} to ${form}.`,
  });
