/**
 * What may be kept beside the log. The names are the keys in the database, in plain text: they are the same for
 * everybody and say nothing about anybody.
 */
export const BLOB_NAMES = [
  'personal-model',
  'settings',
  'imports',
  'device',
  'learned',
  'trials',
  'profiles',
  'profile-models',
] as const;
export type BlobName = (typeof BLOB_NAMES)[number];
