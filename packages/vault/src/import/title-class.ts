/**
 * Kinds of title that must not be taken for each other. `other` is what nobody watches (a game, a book); `undefined` is unknown, or
 * too general a type to tell.
 */
export type TitleClass = 'film' | 'series' | 'other' | undefined;

/** Of a schema.org type. */
export function classOfType(type: string | undefined): TitleClass {
  if (
    type === undefined ||
    /^(?:thing|creativework|videoobject|musicvideoobject|clip|mediaobject)$/i.test(type)
  )
    return undefined;
  if (/series|season|episode/i.test(type)) return 'series';
  return /movie|film|broadcastevent|screeningevent/i.test(type) ? 'film' : 'other';
}
