import { Button, ErrorNote, Note, ProgressBar } from '@parlour/interface';
import type { TogetherView } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import page from '@parlour/interface/page.module.css';
import { doingWords } from './doing-words.ts';
import { LogInAgain } from './log-in-again.tsx';
import { Relay } from './relay.tsx';
import { QuestionList } from './question-list.tsx';

interface StatusPanelProps {
  readonly view: TogetherView;
  readonly onChange: (view: TogetherView) => void;
}

/** What the device is doing for the rounds, and what it is asked. */
export function StatusPanel({ view, onChange }: StatusPanelProps) {
  const brain = useBrain();
  const { error, run } = useAction();
  const { offer, doing } = view;
  const words = doingWords(view);
  const isBusy = doing?.what === 'in-round';
  return (
    <section className={page.panel} aria-labelledby="status">
      <h2 id="status">This device takes part</h2>
      <output aria-label="What it is doing">
        <p>{words}</p>
      </output>
      {doing?.what === 'log-in-needed' ? <LogInAgain view={view} onChange={onChange} /> : null}
      {view.takingPart === undefined ? null : <Relay host={view.takingPart.relay} />}
      {isBusy ? <ProgressBar progress={undefined} idle="In a round" /> : null}
      {offer === undefined ? null : (
        <>
          <QuestionList
            offer={offer}
            off={view.off}
            onSwitch={(family, isOn) => void run(async () => onChange(await brain.switchQuery(family, isOn)))}
          />
          <p className={page.quiet}>
            What you untick is answered with zeros, which nobody can tell from an answer.
          </p>
          {offer.isAgreed ? null : (
            <Note tone="warn" icon="warning">
              <p>
                This asks for more than you agreed to: another kind of question, a higher cost, or sums of
                fewer people. Your device does not answer it unless you agree.
              </p>
              <p>
                <Button
                  look="primary"
                  onPress={() => void run(async () => onChange(await brain.agreeToQuestions()))}
                >
                  Agree
                </Button>
              </p>
            </Note>
          )}
        </>
      )}
      <ErrorNote error={error} />
    </section>
  );
}
