import { Button, ErrorNote, SelectField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { Settings } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { lockOptions } from './lock-options.ts';

interface LockPanelProps {
  readonly settings: Settings;
  readonly onChange: (settings: Settings) => void;
}

export function LockPanel({ settings, onChange }: LockPanelProps) {
  const brain = useBrain();
  const { error, run } = useAction();
  return (
    <section className={page.panel} aria-labelledby="lock">
      <h2 id="lock">Lock</h2>
      <SelectField
        label="Lock the vault after"
        value={String(settings.lockAfterMinutes)}
        options={lockOptions(settings.lockAfterMinutes)}
        onChange={(minutes) =>
          void run(async () => onChange(await brain.changeSettings({ lockAfterMinutes: Number(minutes) })))
        }
        help="Counted from the last time you used Parlour."
      />
      <div>
        <Button icon="lock" onPress={() => void run(() => brain.lock())}>
          Lock the vault
        </Button>
      </div>
      <ErrorNote error={error} />
    </section>
  );
}
