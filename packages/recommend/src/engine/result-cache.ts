/** Lists that were made before, by everything they depend on; the latest `size`, until they expire. */
export interface ResultCache<T> {
  get(key: string, now: number): T | undefined;
  set(key: string, value: T, now: number): void;
  clear(): void;
}

export function resultCache<T>(size: number, lifetime: number): ResultCache<T> {
  const kept = new Map<string, { readonly value: T; readonly until: number }>();
  return {
    get(key, now) {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      kept.delete(key);
      if (!(now < found.until)) return undefined;
      kept.set(key, found);
      return found.value;
    },
    set(key, value, now) {
      kept.delete(key);
      kept.set(key, { value, until: now + lifetime });
      if (kept.size > size) kept.delete(kept.keys().next().value ?? '');
    },
    clear: () => kept.clear(),
  };
}
