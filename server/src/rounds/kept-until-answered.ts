/** What requests hold, given back when they have ended: answered, refused or left. */
export interface KeptUntilAnswered<R extends object> {
  /** @returns whether the request still goes on; if it was left meanwhile, what it would hold is given back at once. */
  keep(request: R, leave: () => void): boolean;
  ended(request: R): void;
}

export function keptUntilAnswered<R extends object>(): KeptUntilAnswered<R> {
  const leaving = new WeakMap<R, (() => void)[]>();
  const over = new WeakSet<R>();
  return {
    keep(request, leave) {
      if (over.has(request)) {
        leave();
        return false;
      }
      leaving.set(request, [...(leaving.get(request) ?? []), leave]);
      return true;
    },
    ended(request) {
      over.add(request);
      for (const leave of leaving.get(request) ?? []) leave();
      leaving.delete(request);
    },
  };
}
