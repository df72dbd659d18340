import type { TriedView, TrialView } from '../../brain-api/index.ts';
import type { TogetherParts } from './together-parts.ts';

/** Models that lists are made with or without now, and what was noted of them. */
export const trialViews = ({ trials, arms }: Pick<TogetherParts, 'trials' | 'arms'>): TrialView[] =>
  arms().map(({ model, experiment, share, arm, wentBack = false }) => {
    const notes = trials.notesOf(experiment);
    if (notes?.arm !== arm) return { model, share, arm, wentBack, noted: undefined };
    const { visits, opened, completed, watched, hits } = notes;
    return { model, share, arm, wentBack, noted: { visits, opened, completed, watched, hits } };
  });

export const triedViews = ({ tried }: Pick<TogetherParts['house'], 'tried'>): TriedView[] =>
  tried.map(({ model, outcome, rounds, reports, quality }) => ({ model, outcome, rounds, reports, quality }));
