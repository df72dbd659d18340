import { SelectField } from '@parlour/interface';
import type { ModelVersion } from '@parlour/wire/api';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { shortHash } from '../../format/short-hash.ts';
import { useChange } from '../../session/use-change.ts';

const SHARES = [
  { value: '1', name: 'Everybody' },
  { value: '0.05', name: '5 % of devices' },
  { value: '0.1', name: '10 % of devices' },
  { value: '0.25', name: '25 % of devices' },
  { value: '0.5', name: '50 % of devices' },
] as const;

/** Serves a version to everybody, or tries it on a share of the devices. */
export function Promote({ version }: { version: ModelVersion }) {
  const navigate = useNavigate();
  const [share, setShare] = useState<(typeof SHARES)[number]['value']>('1');
  const { busy, error, run, clear } = useChange('POST /api/operator/models/:id/promote', {
    touches: ['GET /api/operator/models', 'GET /api/operator/jobs'],
  });
  if (version.isPromoted) return null;
  return (
    <ConfirmButton
      label="Promote"
      look="plain"
      isHarmless
      title={`Promote ${shortHash(version.sha256)}?`}
      confirm="Promote it"
      busy={busy}
      error={error}
      onOpen={clear}
      onConfirm={async () => {
        const job = await run({ params: { id: version.id }, body: { share: Number(share) } });
        if (job !== undefined) await navigate(`/catalogue/jobs/${job.id}`);
        return job !== undefined;
      }}
    >
      <p>
        A new snapshot is published with it. Where it is tried on a share, everybody downloads both, and each
        device draws by itself, unseen, which one it uses.
      </p>
      <SelectField label="For whom" value={share} options={SHARES} onChange={setShare} />
    </ConfirmButton>
  );
}
