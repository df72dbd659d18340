import { Button, count, ErrorNote } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { Bundle } from '@parlour/wire';
import type { PublishedBundle } from '@parlour/wire/api';
import { useNavigate } from 'react-router';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { useNow } from '../../components/use-now.ts';
import { useChange } from '../../session/use-change.ts';
import { isOpen } from './read-bundle.ts';

/** Start a round, let rounds be made by demand, retire. Nothing where devices may not answer any more. */
export function BundleActions({ published, bundle }: { published: PublishedBundle; bundle: Bundle }) {
  const { hash, byDemand } = published;
  const now = useNow();
  const navigate = useNavigate();
  const start = useChange('POST /api/operator/rounds', {
    done: 'The round was made; devices may join.',
    touches: ['GET /api/operator/rounds'],
  });
  const demand = useChange('POST /api/operator/bundles/:hash/demand', {
    touches: ['GET /api/operator/bundles'],
  });
  const retire = useChange('POST /api/operator/bundles/:hash/retire', {
    done: 'The bundle is retired.',
    touches: ['GET /api/operator/bundles'],
  });
  if (!isOpen(published, now)) return null;
  return (
    <Panel
      title="Rounds of it"
      lead={
        byDemand
          ? `A round is made as soon as ${count(bundle.cohortSize)} devices wait.`
          : 'Rounds are made by hand or by schedule only.'
      }
    >
      <ErrorNote error={start.error ?? demand.error} />
      <div className={page.row}>
        <Button
          look="primary"
          icon="play"
          isDisabled={start.busy}
          onPress={() =>
            void start
              .run({ body: { bundle: hash } })
              .then((round) => round !== undefined && navigate(`/rounds/${round.id}`))
          }
        >
          Start a round
        </Button>
        <Button
          isDisabled={demand.busy}
          onPress={() => void demand.run({ params: { hash }, body: { byDemand: !byDemand } })}
        >
          {byDemand ? 'Make none by demand' : 'Make rounds by demand'}
        </Button>
        <ConfirmButton
          label="Retire"
          look="danger"
          title="Retire this bundle?"
          confirm="Retire the bundle"
          busy={retire.busy}
          error={retire.error}
          onOpen={retire.clear}
          onConfirm={async () => (await retire.run({ params: { hash } })) !== undefined}
        >
          <p>No more devices are taken for it, for good. Rounds that have begun go on to their end.</p>
        </ConfirmButton>
      </div>
    </Panel>
  );
}
