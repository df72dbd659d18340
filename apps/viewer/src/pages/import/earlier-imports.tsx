import { counted, ErrorNote, momentName } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useBrain } from '../../brain/brain-context.ts';
import { useArrivals } from '../../brain/use-arrivals.ts';
import { useQuery } from '../../brain/use-query.ts';
import { ImportActions } from './import-actions.tsx';

export function EarlierImports() {
  const brain = useBrain();
  const { value: imports, error, again } = useQuery('imports', () => brain.imports(), useArrivals());
  if (imports?.length === 0) return null;
  return (
    <section className={page.stack} aria-labelledby="earlier-imports">
      <h2 id="earlier-imports">Earlier imports</h2>
      <ErrorNote error={error} />
      <ul className={page.stack}>
        {imports?.map((summary) => (
          <li key={summary.importId} className={page.panel}>
            <div className={page.spread}>
              <h3>{summary.format}</h3>
              <time className={page.quiet} dateTime={new Date(summary.at).toISOString()}>
                {momentName(summary.at)}
              </time>
            </div>
            <p>
              {counted(summary.added, 'row')}, {counted(summary.matchedTitles, 'title')} matched,{' '}
              {counted(summary.unmatchedTitles, 'title')} without a match
            </p>
            <div className={page.row}>
              <ImportActions summary={summary} onUndone={again} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
