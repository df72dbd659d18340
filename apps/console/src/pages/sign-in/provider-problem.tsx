import { Note } from '@parlour/interface';
import { useLocation } from 'react-router';

/** What the log-in provider's way back said, in the address. */
export function ProviderProblem() {
  const { hash } = useLocation();
  const code = /^#problem=([a-z-]+\/[a-z-]+)$/.exec(hash)?.[1];
  if (code === undefined) return null;
  return (
    <div role="alert">
      <Note tone="bad" icon="warning">
        <strong>The log-in provider did not let you in.</strong>
        <p>Nobody was signed in, and nothing was changed.</p>
        <p>
          Try again; if it stays, tell an operator this code: <code>{code}</code>
        </p>
      </Note>
    </div>
  );
}
