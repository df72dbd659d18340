import { Button, ErrorNote, Note, ProgressBar, TextField } from '@parlour/interface';
import { type FormEvent, useState } from 'react';
import type { TogetherView } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import page from '@parlour/interface/page.module.css';
import { Odds } from './odds-panel.tsx';
import { QuestionList } from './question-list.tsx';

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
  const [invite, setInvite] = useState('');
  const { offer } = view;
  const look = (): void => {
    void looking.run(async () => {
      onChange(await brain.lookAtQuestions());
      setLooked(true);
    });
  };
  const begin = (event: FormEvent): void => {
    event.preventDefault();
    if (invite.trim() === '' || beginning.busy) return;
    void beginning.run(async () => onChange(await brain.takePart(invite, [...off])));
  };
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
        <form className={page.stack} onSubmit={begin}>
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
          <h3>Your invite</h3>
          <TextField
            label="Invite code"
            value={invite}
            onChange={setInvite}
            help="From whoever runs this Parlour. It lets one person take part once a week; it is shown when your device asks for a token, and never with a report."
          />
          <ErrorNote error={beginning.error} />
          {beginning.busy ? (
            <ProgressBar progress={undefined} idle="Beginning" />
          ) : (
            <div>
              <Button look="primary" icon="check" type="submit" isDisabled={invite.trim() === ''}>
                Take part
              </Button>
            </div>
          )}
        </form>
      )}
    </section>
  );
}
