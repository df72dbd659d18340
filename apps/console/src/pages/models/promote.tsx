import { SelectField } from '@parlour/interface';
import type { ModelVersion } from '@parlour/wire/api';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { CheckField } from '../../components/check-field.tsx';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { shortHash } from '../../format/short-hash.ts';
import { useChange } from '../../session/use-change.ts';

const SHARES = [
  { value: '1', name: 'Everybody' },
  { value: '0.05', name: '5 % of people' },
  { value: '0.1', name: '10 % of people' },
  { value: '0.25', name: '25 % of people' },
  { value: '0.5', name: '50 % of people' },
] as const;

/** Serves a version to everybody, or has a share of people try it. */
export function Promote({ version }: { version: ModelVersion }) {
  const navigate = useNavigate();
  const [isAutomatic, setAutomatic] = useState(false);
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
        const job = await run({ params: { id: version.id }, body: { share: Number(share), isAutomatic } });
        if (job !== undefined) await navigate(`/catalogue/jobs/${job.id}`);
        return job !== undefined;
      }}
    >
      <p>
        A new snapshot is published with it. Where a share of people try it, everybody downloads both, and
        which one is theirs is found out on their devices, unseen: the server never learns it. Half and half
        tells soonest which is better.
      </p>
      <SelectField label="For whom" value={share} options={SHARES} onChange={setShare} />
      {share === '1' ? null : (
        <CheckField isSelected={isAutomatic} onChange={setAutomatic}>
          Promote it or roll it back by itself, as soon as people’s sums are sure
        </CheckField>
      )}
    </ConfirmButton>
  );
}
