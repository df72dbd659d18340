import { Button, Note } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { LogInReturn } from '../../session/log-in-return.ts';

/** Why a log-in came to nothing, by the code that the way back brought. */
const PROBLEMS: Readonly<Record<string, string>> = {
  'log-in/late': 'It took too long, was begun in another browser, or came back a second time. Begin again.',
  'log-in/refused':
    'The provider did not vouch for you. Try again; if it stays so, tell whoever runs this Parlour.',
  'log-in/unreachable':
    'The provider cannot be reached. Try again in a minute; if it stays so, tell whoever runs this Parlour.',
  'log-in/no-provider':
    'There is no log-in provider here any more. Use an invite, or ask whoever runs this Parlour.',
};

interface LogInProps {
  readonly provider: string;
  readonly returned: LogInReturn | undefined;
}

/** The way to the provider, and what is known of the last one. */
export function LogIn({ provider, returned }: LogInProps) {
  return (
    <>
      {returned !== undefined && 'problem' in returned ? (
        <div role="alert">
          <Note tone="bad" icon="warning">
            <strong>The log-in came to nothing.</strong>
            <p>Nothing was changed, and nothing of yours was sent.</p>
            <p>
              {PROBLEMS[returned.problem] ?? (
                <>
                  Try again; if it stays so, tell whoever runs this Parlour this code:{' '}
                  <code>{returned.problem}</code>
                </>
              )}
            </p>
          </Note>
        </div>
      ) : null}
      <p className={page.quiet}>
        You leave this page for {provider}’s and come back; your vault is locked meanwhile, and asks for you
        again. The server learns who logged in and gives that person one token a week, which it cannot
        recognise later. It is first used at a moment chosen at random.
      </p>
      <div>
        <Button icon="person" onPress={() => window.location.assign('/api/admission/oidc/start')}>
          Log in with {provider}
        </Button>
      </div>
    </>
  );
}
