import { usePageTitle } from '@parlour/interface';
import { useState } from 'react';
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
