/** The same object without the properties that are undefined, so that "absent" has one form in JSON and in comparisons. */
export function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as T;
}
