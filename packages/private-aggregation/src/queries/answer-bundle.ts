import type { Bundle, Query } from '@parlour/wire';
import type { Answers } from '../encoding/encode-report.ts';
import { asked, type BundleMaterial, familyOf, type QueryAnswer } from './query-kind.ts';
import { queryKind } from './query-kinds.ts';

/** What a device says to a bundle. */
export interface BundleAnswer {
  /** For `encodeReport`, which puts zeros for every query that is not in it. */
  readonly vectors: Answers;
  /** The same in words, one for each query of the bundle, for the person. */
  readonly said: readonly SaidToQuery[];
}

export interface SaidToQuery extends Pick<QueryAnswer, 'items'> {
  readonly query: Query;
  /** Whether anything but zeros could be in it. */
  readonly answered: boolean;
}

/** Answers every query of a bundle that this version knows and the person has not switched off. */
export function answerBundle(
  bundle: Bundle,
  { watched, reported, qualityOf, materialOf, isOff }: BundleMaterial,
): BundleAnswer {
  const vectors = new Map<string, Float64Array>();
  const said = bundle.queries.map((query): SaidToQuery => {
    const kind = queryKind(query, bundle);
    const made =
      kind === undefined || isOff(familyOf(query), query.id) ? undefined : materialOf(kind.fileOf(query));
    if (kind === undefined || made === undefined) return { query, answered: false, items: [] };
    const { vector, items } = kind.answer(asked(query, bundle), {
      ...made,
      watched,
      ...(reported && { reported }),
      ...(qualityOf && { qualityOf }),
    });
    vectors.set(query.id, vector);
    return { query, answered: true, items };
  });
  return { vectors, said };
}
