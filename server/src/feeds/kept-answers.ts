/** An answer as its bytes. */
export interface KeptAnswer {
  readonly body: Buffer;
  readonly etag: string;
}

export interface KeptAnswers {
  get(version: string, url: string): KeptAnswer | undefined;
  set(version: string, url: string, answer: KeptAnswer): void;
}

const most = 2_000;
const lifetime = 600_000;
/** Longer addresses are rarely asked for twice. */
const longest = 500;

/** The latest answers of one version, by the address that was asked for; another version forgets them. */
export function keptAnswers(now: () => number = Date.now): KeptAnswers {
  let current: string | undefined;
  const kept = new Map<string, KeptAnswer & { readonly until: number }>();
  return {
    get(version, url) {
      if (version !== current) return undefined;
      const found = kept.get(url);
      if (found === undefined) return undefined;
      if (found.until > now()) return found;
      kept.delete(url);
      return undefined;
    },
    set(version, url, answer) {
      if (url.length > longest) return;
      if (version !== current) kept.clear();
      current = version;
      kept.delete(url);
      kept.set(url, { ...answer, until: now() + lifetime });
      if (kept.size > most) kept.delete(kept.keys().next().value ?? '');
    },
  };
}
