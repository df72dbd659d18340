/** The same object without the properties that are undefined, so that "absent" has one form in JSON and in comparisons. */
export function withoutUndefined<T extends object>(value: T): T {
  const present = { ...value };
  for (const key in present) if (present[key] === undefined) delete present[key];
  return present;
}
