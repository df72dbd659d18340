import { Button, counted, ErrorNote, SelectField } from '@parlour/interface';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import form from '../../components/form.module.css';
import { Panel } from '../../components/panel.tsx';
import { useNow } from '../../components/use-now.ts';
import { useChange } from '../../session/use-change.ts';
import { bundlesQuery } from '../bundles/bundles-query.ts';
import { bundleName, isOpen, readBundle } from '../bundles/read-bundle.ts';

/** A round by hand, of a bundle that devices may answer. */
export function StartRound() {
  const { data } = useQuery(bundlesQuery);
  const now = useNow();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState('');
  const { busy, error, run } = useChange('POST /api/operator/rounds', {
    done: 'The round was made; devices may join.',
    touches: ['GET /api/operator/rounds'],
  });
  const open = (data ?? []).filter((bundle) => isOpen(bundle, now));
  const hash = open.some((bundle) => bundle.hash === chosen) ? chosen : (open[0]?.hash ?? '');
  const waiting = open.find((bundle) => bundle.hash === hash)?.waiting ?? 0;
  const start = async (): Promise<void> => {
    const round = await run({ body: { bundle: hash } });
    if (round !== undefined) await navigate(`/rounds/${round.id}`);
  };
  if (data === undefined || open.length === 0) return null;
  return (
    <Panel
      title="Start a round"
      lead={`Devices that wait for the bundle join at once, others as they come. ${counted(waiting, 'device')} ${waiting === 1 ? 'waits' : 'wait'} for this one now.`}
    >
      <ErrorNote error={error} />
      <div className={form.line}>
        <SelectField
          label="Bundle"
          value={hash}
          options={open.map((bundle) => ({
            value: bundle.hash,
            name: bundleName(readBundle(bundle), bundle),
          }))}
          onChange={setChosen}
        />
        <Button look="primary" icon="play" isDisabled={busy} onPress={() => void start()}>
          Start the round
        </Button>
      </div>
    </Panel>
  );
}
