/** The same object without the properties that are undefined, so that "absent" has one form in JSON and in comparisons. */
export function withoutUndefined<T extends object>(value: T): T {
  // Built up, since V8 keeps an object from which a property was deleted as a hash table, which is slow from then on.
  const present: Partial<T> = {};
  for (const key in value) if (value[key] !== undefined) present[key] = value[key];
  return present as T;
}
