import manifest from '../package.json' with { type: 'json' };

/** Of this Parlour. */
export const { version } = manifest;
