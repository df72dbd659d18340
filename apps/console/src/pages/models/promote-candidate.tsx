import { useNavigate } from 'react-router';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { useChange } from '../../session/use-change.ts';

/** Serves to everybody what the sums say is better. */
export function PromoteCandidate({ id, hash }: { id: string; hash: string }) {
  const navigate = useNavigate();
  const { busy, error, run, clear } = useChange('POST /api/operator/models/:id/promote', {
    touches: ['GET /api/operator/models', 'GET /api/operator/jobs'],
  });
  return (
    <div>
      <ConfirmButton
        label="Promote it for everybody"
        look="primary"
        isHarmless
        title={`Promote ${hash} for everybody?`}
        confirm="Promote it"
        busy={busy}
        error={error}
        onOpen={clear}
        onConfirm={async () => {
          const job = await run({ params: { id }, body: { share: 1, isAutomatic: false } });
          if (job !== undefined) await navigate(`/catalogue/jobs/${job.id}`);
          return job !== undefined;
        }}
      >
        <p>
          The trial ends, and a new snapshot is published with this version for everybody. It can be rolled
          back.
        </p>
      </ConfirmButton>
    </div>
  );
}
