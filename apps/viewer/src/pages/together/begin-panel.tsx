import { Button, ErrorNote, Note, ProgressBar } from '@parlour/interface';
import { useEffect, useState } from 'react';
import type { TogetherView } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import page from '@parlour/interface/page.module.css';
import { logInReturn } from '../../session/log-in-return.ts';
import { Odds } from './odds-panel.tsx';
import { QuestionList } from './question-list.tsx';
import { Relay } from './relay.tsx';
import { type Way, Ways } from './ways.tsx';

interface BeginPanelProps {
  readonly view: TogetherView;
  readonly onChange: (view: TogetherView) => void;
}

/** What is asked, what it costs, and the choice: nothing is asked of anybody before the first button is pressed. */
export function BeginPanel({ view, onChange }: BeginPanelProps) {
  const brain = useBrain();
  const looking = useAction();
  const beginning = useAction();
  const [looked, setLooked] = useState(false);
  const [off, setOff] = useState<readonly string[]>(view.off);
  const { offer, takingPart } = view;
  const look = (): void => {
    void looking.run(async () => {
      onChange(await brain.lookAtQuestions());
      setLooked(true);
    });
  };
  const begin = (way: Way): void => {
    if (beginning.busy) return;
    void beginning.run(async () => {
      const begun = await brain.takePart(way, [...off]);
      logInReturn.drop();
      onChange(begun);
    });
  };
  // Whoever comes back from the provider had looked before.
  useEffect(() => {
    if (logInReturn.get() !== undefined && view.offer === undefined) look();
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the page opens
  }, []);
  return (
    <section className={page.panel} aria-labelledby="asked">
      <h2 id="asked">What is asked at present</h2>
      {looking.busy ? <ProgressBar progress={undefined} idle="Looking what is asked" /> : null}
      {offer === undefined && !looking.busy ? (
        <>
          <p>
            The questions are a public file, the same for everybody. Looking at them tells the server no more
            than that somebody at your address did.
          </p>
          <div>
            <Button look="primary" icon="eye" onPress={look}>
              See what is asked
            </Button>
          </div>
          {looked ? (
            <Note>
              <p>Nothing is asked at present that this device could answer.</p>
            </Note>
          ) : null}
        </>
      ) : null}
      <ErrorNote error={looking.error} />
      {offer === undefined ? null : (
        <div className={page.stack}>
          <QuestionList
            offer={offer}
            off={off}
            onSwitch={(family, isOn) => setOff(isOn ? off.filter((one) => one !== family) : [...off, family])}
          />
          <p className={page.quiet}>
            What you untick is answered with zeros, which nobody can tell from an answer.
          </p>
          <h3>What could come out about you</h3>
          <Odds offer={offer} lifetime={view.lifetime} />
          {takingPart === undefined ? null : (
            <>
              <Relay host={takingPart.relay} />
              <Ways takingPart={takingPart} isBusy={beginning.busy} error={beginning.error} onBegin={begin} />
            </>
          )}
        </div>
      )}
    </section>
  );
}
