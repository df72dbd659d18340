import { usePageTitle } from '@parlour/interface';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import type { CreatedVault } from '@parlour/worker/brain-api';
import { Stage } from '../../components/stage/stage.tsx';
import { usePasskeysMayWork } from '../../passkey/use-passkeys-may-work.ts';
import { AddPasskeyStep } from './add-passkey-step.tsx';
import { BeginStep } from './begin-step.tsx';
import { CheckWordsStep } from './check-words-step.tsx';
import { HelloStep } from './hello-step.tsx';
import { PassphraseStep } from './passphrase-step.tsx';
import { WordsStep } from './words-step.tsx';

type Step = 'hello' | 'passphrase' | 'words' | 'check' | 'passkey' | 'begin';

/**
 * From the first look to an open vault. The passphrase and the words live in this state only, and the words go as soon
 * as the person has shown that they were written down.
 */
export function WelcomePage({ onDone }: { onDone: () => void }) {
  usePageTitle('Welcome');
  const navigate = useNavigate();
  const passkeysMayWork = usePasskeysMayWork();
  const [step, setStep] = useState<Step>('hello');
  const [passphrase, setPassphrase] = useState('');
  const [vault, setVault] = useState<CreatedVault>();
  const wordsAreShown = vault !== undefined && (step === 'words' || step === 'check');

  // The words cannot be shown again: leaving now asks first.
  useEffect(() => {
    if (!wordsAreShown) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [wordsAreShown]);

  useEffect(() => {
    if (step === 'hello') return;
    const heading = document.querySelector<HTMLElement>('main h1');
    if (heading === null) return;
    heading.tabIndex = -1;
    heading.focus();
  }, [step]);

  const toBegin = (): void => {
    setPassphrase('');
    setStep('begin');
  };
  const leave = (to: string): void => {
    onDone();
    void navigate(to, { replace: true });
  };

  return (
    <Stage>
      {step === 'hello' ? <HelloStep onNext={() => setStep('passphrase')} /> : null}
      {step === 'passphrase' ? (
        <PassphraseStep
          onMade={(made, chosen) => {
            setVault(made);
            setPassphrase(chosen);
            setStep('words');
          }}
        />
      ) : null}
      {step === 'words' && vault !== undefined ? (
        <WordsStep vault={vault} onNext={() => setStep('check')} />
      ) : null}
      {step === 'check' && vault !== undefined ? (
        <CheckWordsStep
          words={vault.recoveryWords}
          onBack={() => setStep('words')}
          onRight={() => {
            setVault(undefined);
            if (passkeysMayWork) setStep('passkey');
            else toBegin();
          }}
        />
      ) : null}
      {step === 'passkey' ? <AddPasskeyStep passphrase={passphrase} onNext={toBegin} /> : null}
      {step === 'begin' ? <BeginStep onChoose={leave} /> : null}
    </Stage>
  );
}
