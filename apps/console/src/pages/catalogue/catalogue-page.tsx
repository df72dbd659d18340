import { Button, Empty, ErrorNote } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { Loaded } from '../../components/loaded.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Panel } from '../../components/panel.tsx';
import { OperatorsOnly } from '../../session/operators-only.tsx';
import { useChange } from '../../session/use-change.ts';
import { ImportForm } from './import-form.tsx';
import { JobTable } from './job-table.tsx';
import { jobsQuery } from './jobs-query.ts';
import { Sources } from './sources.tsx';

export function CataloguePage() {
  const query = useInfiniteQuery(jobsQuery);
  return (
    <div className={page.page}>
      <PageHead
        title="Catalogue"
        lead="Titles come in by imports, and go out to everybody as one snapshot. Nothing in it is personal."
        actions={
          <OperatorsOnly>
            <Publish />
          </OperatorsOnly>
        }
      />
      <OperatorsOnly>
        <ImportForm />
      </OperatorsOnly>
      <Panel
        title="Jobs"
        lead="Imports, publishings, promotions and trainings. A queue worker does one after the other; this page may be closed meanwhile."
      >
        <Loaded query={query} what="the jobs">
          {({ pages }) => {
            const jobs = pages.flatMap((part) => part.jobs);
            return jobs.length === 0 ? (
              <Empty title="No job yet">
                <p>What was imported by the command line is in the catalogue, but not in this list.</p>
              </Empty>
            ) : (
              <>
                <JobTable jobs={jobs} />
                <MoreButton query={query} />
              </>
            );
          }}
        </Loaded>
      </Panel>
      <Sources />
    </div>
  );
}

function Publish() {
  const navigate = useNavigate();
  const { busy, error, run } = useChange('POST /api/operator/catalogue/publish', {
    touches: ['GET /api/operator/jobs'],
  });
  return (
    <>
      <Button
        icon="share"
        isDisabled={busy}
        onPress={() => void run({}).then((job) => job !== undefined && navigate(`/catalogue/jobs/${job.id}`))}
      >
        Publish the catalogue
      </Button>
      <ErrorNote error={error} />
    </>
  );
}
