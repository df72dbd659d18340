import { popularityScale, reportedAs, reportsId } from '@parlour/private-aggregation/queries';
import type { BundlePart } from './bundle-part.ts';
import type { WrittenList } from './head-list.ts';

/** Reports of one person that count, at least. */
export const reportsPerPerson = 4;

/**
 * What people's answers add up to at most, as `Query.sumNorm`: one title that is broken for everybody is 1 / sqrt(4) of what the clip lets
 * through, and this is more.
 */
const sumNorm = 0.6;

/** Asks how many people report each title of a list as broken, wrong or not available. */
export const reportsPart = ({ name, items }: WrittenList): BundlePart => ({
  family: 'reports',
  query: (clipShare) => ({
    id: reportsId(name),
    version: 1,
    purpose: 'To learn which titles have broken links or wrong entries, so that nobody else is led there.',
    dimension: reportedAs.length * items.length,
    scale: popularityScale(reportsPerPerson, clipShare),
    clipShare,
    sumNorm,
  }),
});
