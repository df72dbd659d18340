interface Lists<K, V> {
  get(key: K): readonly V[] | undefined;
}

/** What a map of lists holds for a key; nothing for a key that it does not have. */
export const listAt = <K, V>(lists: Lists<K, V>, key: K): readonly V[] => lists.get(key) ?? [];
