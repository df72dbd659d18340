import { startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import {
  ParlourError,
  Passkey,
  PasskeyCreationOptions,
  PasskeyRequestOptions,
  SessionState,
} from '@parlour/wire';
import { queryOptions } from '@tanstack/react-query';
import { ask } from './ask.ts';

export const sessionKey = ['session'] as const;

/** Who is at the console, and how to get in. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: ({ signal }) => ask(SessionState, 'session', { signal }),
  refetchInterval: 60_000,
});

const post = (body?: unknown) => ({ method: 'POST', body });

/** Signs in with whichever passkey the person picks. @throws ParlourError `console/no-passkey`, and as `ask`. */
export async function signIn(): Promise<SessionState> {
  const optionsJSON = await ask(PasskeyRequestOptions, 'session/passkey/options', post());
  const assertion = await startAuthentication({ optionsJSON }).catch(passkeyRefused);
  return ask(SessionState, 'session/passkey', post(assertion));
}

/** Makes an account by a code, with the passkey it signs in by. @throws as `signIn`. */
export async function enrol(code: string, name: string): Promise<SessionState> {
  const optionsJSON = await ask(PasskeyCreationOptions, 'enrolment/options', post({ code, name }));
  const registration = await startRegistration({ optionsJSON }).catch(passkeyRefused);
  return ask(SessionState, 'enrolment', post(registration));
}

/** One more passkey of whoever is signed in. @throws as `signIn`. */
export async function addPasskey(): Promise<Passkey> {
  const optionsJSON = await ask(PasskeyCreationOptions, 'session/passkeys/options', post());
  const registration = await startRegistration({ optionsJSON }).catch(passkeyRefused);
  return ask(Passkey, 'session/passkeys', post(registration));
}

export const signOut = (): Promise<SessionState> => ask(SessionState, 'session/end', post());

function passkeyRefused(error: unknown): never {
  const already =
    error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED';
  throw new ParlourError(
    already ? 'console/passkey-there' : 'console/no-passkey',
    already
      ? {
          message: 'This device already has a passkey of this account.',
          meaning: 'Nothing was changed.',
          mend: 'Sign in with it, or use another device.',
        }
      : {
          message: 'No passkey was given.',
          meaning: 'Nothing was changed.',
          mend: 'Try again, and confirm with your device; or use another device that has your passkey.',
        },
    { cause: error },
  );
}
