import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useBrainState } from '../brain/brain-context.ts';
import { ErasedPage } from '../pages/erased-page.tsx';
import { logInReturn, readLogInReturn } from '../session/log-in-return.ts';
import { WelcomePage } from '../pages/welcome/welcome-page.tsx';
import { EraseContext, type Erasing } from './erase-context.ts';
import { Rooms } from './rooms.tsx';
import { Splash } from './splash.tsx';

/** Decides by the vault's state what is shown: the welcome, the lock, or the rooms behind it. */
export function Gate() {
  const vault = useBrainState()?.vault;
  const navigate = useNavigate();
  // The welcome makes the vault and goes on after that: recovery words, passkey, first steps.
  const [welcome, setWelcome] = useState({ vault, on: false });
  if (welcome.vault !== vault)
    setWelcome({ vault, on: vault === 'none' || (vault === 'open' && welcome.on) });
  const welcoming = welcome.on;
  const [erasing, setErasing] = useState<Erasing>('no');
  const before = useRef(vault);

  useEffect(() => {
    // The address of a title says what was looked at.
    if (before.current === 'open' && vault !== 'open') void navigate('/', { replace: true });
    before.current = vault;
  }, [vault, navigate]);

  const { hash } = useLocation();
  useEffect(() => {
    const returned = readLogInReturn(hash);
    if (returned === undefined) return;
    logInReturn.keep(returned);
    void navigate('/together', { replace: true });
  }, [hash, navigate]);

  if (erasing === 'done') return <ErasedPage />;
  if (vault === undefined || (vault === 'none' && (erasing === 'under-way' || !welcoming))) return <Splash />;
  if (welcoming && (vault === 'none' || vault === 'open'))
    return <WelcomePage onDone={() => setWelcome({ vault, on: false })} />;
  return (
    <EraseContext value={setErasing}>
      <Rooms vault={vault} />
    </EraseContext>
  );
}
