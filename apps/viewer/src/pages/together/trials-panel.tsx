import { count, counted, percent } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { TogetherView, TriedView, TrialView } from '@parlour/worker/brain-api';

const MODELS: Readonly<Record<TrialView['model'], string>> = {
  collaborative: 'of what is watched beside and after your titles',
  moments: 'of which titles go together for people here',
  fusion: 'of how a list is mixed',
};

/** Models that are tried by some people before everybody gets them; nothing as long as none is, or was. */
export function TrialsPanel({ view: { trials, tried, choice, off } }: { view: TogetherView }) {
  if (trials.length === 0 && tried.length === 0) return null;
  return (
    <section className={page.panel} aria-labelledby="trials">
      <h2 id="trials">Models on trial</h2>
      {trials.map((trial) => (
        <Trial key={trial.model} trial={trial} isSaid={choice === 'on' && !off.includes('quality')} />
      ))}
      {tried.map((one) => (
        <Tried key={one.model} tried={one} />
      ))}
    </section>
  );
}

function Trial({
  trial: { model, share, arm, wentBack, noted },
  isSaid,
}: {
  trial: TrialView;
  isSaid: boolean;
}) {
  return (
    <>
      <p>
        A new model {MODELS[model]} is tried: {percent(share)} of people make their lists with it, the others
        with the one before. Everybody downloads both. Which one is yours follows from a secret that only your
        own devices share, and is told to nobody:{' '}
        <strong>yours is {arm === 'candidate' ? 'the new one' : 'the one before'}</strong>.
      </p>
      {wentBack ? (
        <p>
          On your own history the one before finds clearly more, so this device went back to it by itself, and
          your lists are made with that.
        </p>
      ) : null}
      {noted === undefined ? (
        <p>Nothing has been noted of it on this device yet.</p>
      ) : (
        <p>
          Noted on this device: {counted(noted.visits, 'visit')} with a list, of which you opened a title in{' '}
          {count(noted.opened)} and watched one after {count(noted.completed)}; of{' '}
          {counted(noted.watched, 'title')} that you watched, {count(noted.hits)} stood among the first ten of
          the list before.
        </p>
      )}
      <p className={page.quiet}>
        {isSaid
          ? 'In a round that asks for it, this device says a 1 and the three shares of these numbers, no titles and no times: blurred, and readable only in the sum of many.'
          : 'None of it is said to anybody: you take part in no such round.'}
      </p>
    </>
  );
}

function Tried({ tried: { model, outcome, rounds, reports, quality } }: { tried: TriedView }) {
  const { current, candidate } = quality;
  return (
    <p>
      The last model {MODELS[model]} that was tried was{' '}
      {outcome === 'promoted' ? 'better, and everybody has it now' : 'not better, and nobody has it any more'}
      . Of watched titles {shareOf(candidate.hits)} stood among the first ten with it and{' '}
      {shareOf(current.hits)} with the one before, as {counted(rounds, 'round')} with{' '}
      {counted(reports, 'report')} told.
    </p>
  );
}

/** Noise can make a sum of nothing less than nothing. */
const shareOf = (share: number): string => percent(Math.min(1, Math.max(0, share)));
