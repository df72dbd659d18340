/** What a map of lists holds for a key; nothing for a key that it does not have. */
export const listAt = <K, V>(lists: ReadonlyMap<K, readonly V[]>, key: K): readonly V[] =>
  lists.get(key) ?? [];
