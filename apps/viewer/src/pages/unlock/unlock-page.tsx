import { useState } from 'react';
import { usePageTitle } from '../../app/layout/use-page-title.ts';
import { Stage } from '../../components/stage/stage.tsx';
import { RecoverForm } from './recover-form.tsx';
import { UnlockForm } from './unlock-form.tsx';

export function UnlockPage() {
  usePageTitle('Unlock');
  const [recovering, setRecovering] = useState(false);
  return (
    <Stage>
      {recovering ? (
        <RecoverForm onBack={() => setRecovering(false)} />
      ) : (
        <UnlockForm onRecover={() => setRecovering(true)} />
      )}
    </Stage>
  );
}
