import type { Case } from '../../quality/task.ts';

/** Scores of all titles for a history of rows. */
export type Arm = (history: readonly number[]) => ArrayLike<number>;

/** What must be passed before a model can be a candidate. */
export type Gate = (
  candidate: Arm,
  others: Readonly<Record<string, Arm>>,
) => { readonly reason: string | null };

/** A history whose owner made it public, and a title that should be found. */
export interface GateCase {
  readonly history: readonly number[];
  readonly target: number;
}

/** Makes the product's gate over public cases: handed in, as it lives with the command line. */
export type GateOver = (cases: readonly GateCase[]) => Gate;

export const gateCases = (cases: readonly Case[]): GateCase[] =>
  cases.map(({ history, targets }) => ({ history: history.map(({ row }) => row), target: targets[0] }));
