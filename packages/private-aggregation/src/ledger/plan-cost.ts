import type { EncodingPlan } from '../encoding/encoding-plan.ts';
import { roundingBias } from '../encoding/noise-floor.ts';
import { type ReportCost, skellamReportCost } from './budget.ts';

/**
 * What a report encoded by this plan costs: one round of the Skellam mechanism at the very scale, dimension and rounding that
 * the report is made with, its noise the sum of what the honest among the fewest reports carry.
 */
export const planCost = ({ bundle, scale, dimension }: EncodingPlan): ReportCost =>
  skellamReportCost({
    noiseMultiplier: bundle.noiseMultiplier,
    clip: bundle.clipNorm,
    scale,
    dimension,
    beta: roundingBias,
  });
