import { counted, percent } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { MixtureReport } from '@parlour/worker/brain-api';
import styles from './device.module.css';

const STRATEGIES = {
  collaborative: 'What others watched beside and after',
  content: 'What is like your titles',
  graph: 'What is connected with your titles',
  context: 'What you turn to now',
} as const;

/** Until rounds have told which titles go together. */
const BY_POPULARITY = 'What many people here watch';

const STARTS = {
  parlour: 'weights that Parlour comes with',
  published: 'weights that this site publishes',
  people: 'what did best for people here, from released sums',
} as const;

const PROBLEMS = {
  damaged:
    'What your feedback had taught before could not be read. It begins anew; your history is not affected.',
  newer: 'What your feedback has taught was saved by a newer version of Parlour. Reload the page to use it.',
} as const;

export function MixtureFacts({ report }: { report: MixtureReport }) {
  const { weights, isByPopularity, deeds, halfLife, sameTime, problem, start, startProblem } = report;
  return (
    <section className={page.panel} aria-labelledby="mixture">
      <h2 id="mixture">How your list is mixed</h2>
      {problem === undefined ? null : <p>{PROBLEMS[problem]}</p>}
      {startProblem === undefined ? null : (
        <p>The weights that this site publishes could not be read; Parlour’s own are used.</p>
      )}
      <dl className={styles.facts}>
        {(['collaborative', 'content', 'graph', 'context'] as const).map((name) => (
          <MixturePart
            key={name}
            name={name === 'collaborative' && isByPopularity ? BY_POPULARITY : STRATEGIES[name]}
            weight={weights[name]}
          />
        ))}
        <dt>Starting from</dt>
        <dd>{STARTS[start]}</dd>
        <dt>Your feedback that counts</dt>
        <dd>{deeds === 0 ? 'None yet' : counted(deeds, 'time')}</dd>
        <dt>How fast your interests change</dt>
        <dd>
          {halfLife === undefined
            ? 'No sign that older titles say less'
            : `A title counts half after ${counted(halfLife, 'other')}`}
        </dd>
        <dt>Time of the week</dt>
        <dd>{sameTime > 0 ? 'Counts' : 'No sign that it matters'}</dd>
      </dl>
    </section>
  );
}

function MixturePart({ name, weight }: { name: string; weight: number }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{percent(weight)}</dd>
    </>
  );
}
