/** What is wrong with a file, for the `cause` of the error that people see. */
export class Damaged extends Error {}

export function must(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Damaged(what);
}
