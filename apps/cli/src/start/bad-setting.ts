import { ParlourError } from '@parlour/wire';

/** `start/bad-setting`. @param form what the setting has to be. */
export const badSetting = (name: string, form: string): ParlourError =>
  new ParlourError('start/bad-setting', {
    message: `The setting ${name} is not in its form.`,
    meaning: 'The server was not started.',
    mend: `Set ${name} to ${form}.`,
  });
