import type { ConsoleRole } from '@parlour/wire';
import { AccountName } from '@parlour/wire';
import * as v from 'valibot';

/** Which claim says who may do what at the console. */
export interface RoleMapping {
  /** E.g. `groups`: a text or a list of texts. */
  readonly claim: string;
  /** Values of it that make an operator. */
  readonly operators: readonly string[];
  /** Values of it that make a viewer. */
  readonly viewers: readonly string[];
}

type Claims = Readonly<Record<string, unknown>>;
const Values = v.union([
  v.pipe(
    v.string(),
    v.transform((one) => [one]),
  ),
  v.array(v.string()),
]);

/** The role that somebody's claims give them; undefined: none. */
export function roleBy({ claim, operators, viewers }: RoleMapping, claims: Claims): ConsoleRole | undefined {
  const parsed = v.safeParse(Values, claims[claim]);
  const has = new Set(parsed.success ? parsed.output : []);
  if (operators.some((value) => has.has(value))) return 'operator';
  return viewers.some((value) => has.has(value)) ? 'viewer' : undefined;
}

/** What somebody is called in lists. */
export function nameBy(claims: Claims): string {
  for (const claim of ['name', 'preferred_username', 'email']) {
    const value = claims[claim];
    const parsed = v.safeParse(
      AccountName,
      typeof value === 'string' ? value.trim().slice(0, 80) : undefined,
    );
    if (parsed.success) return parsed.output;
  }
  return 'Somebody';
}
