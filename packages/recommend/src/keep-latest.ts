/** Puts an entry in as the latest, and takes the one out that was put in first where there are more than `most`. */
export function keepLatest<K, V>(entries: Map<K, V>, key: K, value: V, most: number): void {
  entries.delete(key);
  entries.set(key, value);
  if (entries.size <= most) return;
  const [first] = entries.keys();
  if (first !== undefined) entries.delete(first);
}
