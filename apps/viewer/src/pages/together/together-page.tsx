import { Button, ErrorNote, usePageTitle } from '@parlour/interface';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import page from '@parlour/interface/page.module.css';
import { BeginPanel } from './begin-panel.tsx';
import { BudgetPanel } from './budget-panel.tsx';
import { GroupsPanel } from './groups-panel.tsx';
import { OutOfRounds } from './out-of-rounds.tsx';
import { CameBack } from './came-back.tsx';
import { RoundsPanel } from './rounds-panel.tsx';
import { StatusPanel } from './status-panel.tsx';
import { StopPanel } from './stop-panel.tsx';
import { TrialsPanel } from './trials-panel.tsx';
import { useFocusOnChange } from './use-focus-on-change.ts';
import { useTogether } from './use-together.ts';
import { WhatItIs } from './what-it-is.tsx';
import { WhoseHistory } from './whose-history.tsx';

export function TogetherPage() {
  usePageTitle('Together');
  const brain = useBrain();
  const { value: view, error, put } = useTogether();
  const declining = useAction();
  const isOn = view && view.choice === 'on';
  const heading = useFocusOnChange(isOn);
  return (
    <div className={page.narrow}>
      <h1 ref={heading} tabIndex={-1}>
        Together
      </h1>
      <p className={page.lead}>
        Many devices answer a question at once, and only the sum of their answers can be read. Your history
        stays here.
      </p>
      <ErrorNote error={error ?? view?.problem} />
      {view?.outOfRounds === undefined ? null : <OutOfRounds why={view.outOfRounds} />}
      {view === undefined || view.outOfRounds !== undefined ? null : (
        <>
          <WhoseHistory />
          {isOn ? <StatusPanel view={view} onChange={put} /> : <WhatItIs />}
          {isOn ? null : <BeginPanel view={view} onChange={put} />}
          <BudgetPanel view={view} />
          <CameBack back={view.back} learned={view.learned} mix={view.mix} />
          <TrialsPanel view={view} />
          {view.clusters === undefined ? null : <GroupsPanel groups={view.clusters} />}
          {isOn || view.rounds.length > 0 ? <RoundsPanel view={view} /> : null}
          {isOn ? <StopPanel onChange={put} /> : null}
          {view.choice === 'unasked' ? (
            <div className={page.centred}>
              <Button
                look="quiet"
                onPress={() => void declining.run(async () => put(await brain.declineTogether()))}
              >
                I would rather not
              </Button>
            </div>
          ) : null}
          <ErrorNote error={declining.error} />
        </>
      )}
    </div>
  );
}
