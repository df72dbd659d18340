import { Button, Empty, ErrorNote } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { asked } from '../../api/asked.ts';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { OperatorsOnly } from '../../session/operators-only.tsx';
import { useChange } from '../../session/use-change.ts';
import { HandOver } from './hand-over.tsx';
import { MODEL_KINDS } from './model-words.ts';
import { ModelKindPanel } from './model-kind-panel.tsx';

export function ModelsPage() {
  const query = useQuery({ ...asked('GET /api/operator/models', {}), refetchInterval: 15_000 });
  return (
    <div className={page.page}>
      <PageHead
        title="Models"
        lead="Everybody downloads the same models; what a device learns of its person stays there. A version never changes."
        actions={
          <OperatorsOnly>
            <Train />
          </OperatorsOnly>
        }
      />
      <Loaded query={query} what="the models">
        {({ versions, promotions, runs, experiments }) => {
          const kinds = MODEL_KINDS.filter(({ kind }) =>
            [...versions, ...runs].some((one) => one.kind === kind),
          );
          if (kinds.length === 0)
            return (
              <Empty title="No model yet">
                <p>Lists are made without, by what titles are like. Train one, or hand one over.</p>
              </Empty>
            );
          return kinds.map((kind) => (
            <ModelKindPanel
              key={kind.kind}
              {...kind}
              versions={versions.filter((version) => version.kind === kind.kind)}
              promotions={promotions.filter((promotion) => promotion.kind === kind.kind)}
              runs={runs.filter((run) => run.kind === kind.kind)}
              experiments={experiments.filter((experiment) => experiment.kind === kind.kind)}
            />
          ));
        }}
      </Loaded>
      <OperatorsOnly>
        <HandOver />
      </OperatorsOnly>
    </div>
  );
}

function Train() {
  const navigate = useNavigate();
  const { busy, error, run } = useChange('POST /api/operator/models/train', {
    touches: ['GET /api/operator/jobs'],
  });
  return (
    <>
      <Button
        icon="play"
        isDisabled={busy}
        onPress={() => void run({}).then((job) => job !== undefined && navigate(`/catalogue/jobs/${job.id}`))}
      >
        Train the collaborative model
      </Button>
      <ErrorNote error={error} />
    </>
  );
}
