import type { ModelKind } from '@parlour/wire/api';
import { useNavigate } from 'react-router';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { useChange } from '../../session/use-change.ts';

export function RollBack({ kind, name }: { kind: ModelKind; name: string }) {
  const navigate = useNavigate();
  const { busy, error, run, clear } = useChange('POST /api/operator/models/roll-back/:kind', {
    touches: ['GET /api/operator/models', 'GET /api/operator/jobs'],
  });
  return (
    <ConfirmButton
      label="Roll back"
      icon="undo"
      look="plain"
      isHarmless
      title={`Roll ${name} back?`}
      confirm="Roll back"
      busy={busy}
      error={error}
      onOpen={clear}
      onConfirm={async () => {
        const job = await run({ params: { kind } });
        if (job !== undefined) await navigate(`/catalogue/jobs/${job.id}`);
        return job !== undefined;
      }}
    >
      <p>
        What is tried on a share is tried no more; else what was served before is served again. A new snapshot
        is published, and devices fetch it the next time they look.
      </p>
    </ConfirmButton>
  );
}
