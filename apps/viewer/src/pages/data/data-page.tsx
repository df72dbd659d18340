import { ErrorNote, LinkButton, usePageTitle } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useBrain } from '../../brain/brain-context.ts';
import { useArrivals } from '../../brain/use-arrivals.ts';
import { useQuery } from '../../brain/use-query.ts';
import { EraseForm } from '../../erase/erase-form.tsx';
import { ChangePassphrase } from './change-passphrase.tsx';
import { ExportPanel } from './export-panel.tsx';
import { RestorePanel } from './restore-panel.tsx';
import { LockPanel } from './lock-panel.tsx';
import { PasskeyPanel } from './passkey-panel.tsx';
import { PlatformsPanel } from './platforms-panel.tsx';
import { TrainPanel } from './train-panel.tsx';

export function DataPage() {
  usePageTitle('Your data');
  const brain = useBrain();
  const ask = () => brain.settings();
  const { value: settings, error, put } = useQuery('settings', ask, useArrivals());
  return (
    <div className={page.narrow}>
      <h1>Your data</h1>
      <p className={page.lead}>All of it is on this device, in your vault.</p>
      <ErrorNote error={error} />
      {settings === undefined ? null : (
        <>
          <PlatformsPanel settings={settings} onChange={put} />
          <TrainPanel />
          <LockPanel settings={settings} onChange={put} />
        </>
      )}
      <section className={page.panel} aria-labelledby="other-devices">
        <h2 id="other-devices">On your other devices</h2>
        <p>The same history and watchlist on your phone, laptop and television; only they can read it.</p>
        <div>
          <LinkButton to="/devices" icon="share">
            Your devices
          </LinkButton>
        </div>
      </section>
      <ChangePassphrase />
      <PasskeyPanel />
      <ExportPanel />
      <RestorePanel />
      <section className={page.panel} aria-labelledby="erase">
        <h2 id="erase">Erase everything</h2>
        <EraseForm />
      </section>
    </div>
  );
}
