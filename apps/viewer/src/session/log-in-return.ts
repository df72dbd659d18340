/** What the way back from a log-in provider brought, in the address. */
export type LogInReturn =
  | { readonly code: string }
  /** Code of a `ParlourError`. */
  | { readonly problem: string };

/** In memory alone, and until it is used: it vouches for a person for ten minutes. */
let kept: LogInReturn | undefined;

/** @param hash of an address, `#...`. */
export function readLogInReturn(hash: string): LogInReturn | undefined {
  const [, name, value = ''] = /^#(admission|problem)=([0-9a-z/-]+)$/.exec(hash) ?? [];
  if (name === 'admission' && /^[0-9a-f]{32}$/.test(value)) return { code: value };
  return name === 'problem' && /^[a-z-]+\/[a-z-]+$/.test(value) ? { problem: value } : undefined;
}

export const logInReturn = {
  keep(returned: LogInReturn): void {
    kept = returned;
  },
  get: (): LogInReturn | undefined => kept,
  drop(): void {
    kept = undefined;
  },
};
