import { ErrorNote, plainError, ProgressBar } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { Bundle } from '@parlour/wire';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { asked } from '../../../api/asked.ts';
import { Panel } from '../../../components/panel.tsx';
import { CostPanel } from '../cost-panel.tsx';
import { useSettled } from './use-settled.ts';

/** What the bundle as it stands would cost a person; asked once the person stops typing. */
export function CostPreview({ bundle }: { bundle: Bundle | undefined }) {
  const settled = useSettled(bundle === undefined ? undefined : JSON.stringify(bundle));
  const { data, error, isFetching } = useQuery({
    ...asked('POST /api/operator/bundles/cost', {
      // Nothing is asked while there is no bundle.
      body: settled === undefined ? ({} as Bundle) : (JSON.parse(settled) as Bundle),
    }),
    enabled: settled !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (bundle !== undefined && data !== undefined && error === null)
    return <CostPanel cost={data} queries={bundle.queries} />;
  return (
    <Panel title="What it costs a person">
      {error === null ? (
        <p className={page.quiet}>Shown as soon as every field is right.</p>
      ) : (
        <ErrorNote error={plainError(error)} />
      )}
      {isFetching ? <ProgressBar progress={undefined} idle="Reckoning what it costs" /> : null}
    </Panel>
  );
}
