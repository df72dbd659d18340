import {
  beginAsHost,
  beginAsNewcomer,
  hearInPairing,
  type Host,
  hostStep,
  type Newcomer,
  newcomerStep,
  newDeviceKeys,
  relayAddress,
  rendezvousOf,
  joinReplica,
  sayInPairing,
  welcomeNewcomer,
} from '@parlour/sync';
import { suite, TestDevice, tools } from './test-device.ts';

type Phase<S extends { phase: string }, P extends S['phase']> = S & { readonly phase: P };

/** In the phase that is due. */
function due<S extends { readonly phase: string }, P extends S['phase']>(state: S, phase: P): Phase<S, P> {
  if (state.phase !== phase) throw new Error(`${state.phase}, not ${phase}: ${JSON.stringify(state)}`);
  return state as Phase<S, P>;
}

/** Two devices pair by the relay's rendezvous, message by message; both screens show the same numbers. */
export async function pairOverRelay(address: string, host: TestDevice): Promise<TestDevice> {
  const relay = relayAddress(address);
  const signal = AbortSignal.timeout(60_000);
  const keys = newDeviceKeys(suite, tools.random);
  const begun = beginAsNewcomer(tools, 0);
  const id = rendezvousOf(suite, begun.state.code.secret);
  const hello = sayInPairing({ relay, id, side: 'newcomer', turn: 'first' }, begun.send as Uint8Array);

  let atHost: Host = beginAsHost({ secret: begun.state.code.secret }, 0);
  const hear = (side: 'newcomer' | 'host', turn: 'first' | 'second') =>
    hearInPairing({ relay, id, side, turn }, signal);
  const answered = hostStep(tools, atHost, { kind: 'message', bytes: await hear('newcomer', 'first') }, 1);
  await hello;
  await sayInPairing({ relay, id, side: 'host', turn: 'first' }, answered.send as Uint8Array);

  let atNewcomer: Newcomer = begun.state;
  const opening = newcomerStep(
    tools,
    keys,
    atNewcomer,
    { kind: 'message', bytes: await hear('host', 'first') },
    2,
  );
  await sayInPairing({ relay, id, side: 'newcomer', turn: 'second' }, opening.send as Uint8Array);

  atHost = hostStep(
    tools,
    answered.state,
    { kind: 'message', bytes: await hear('newcomer', 'second') },
    3,
  ).state;
  const shown = due(atHost, 'comparing').numbers;
  if (shown !== due(opening.state, 'comparing').numbers) throw new Error('other numbers');
  const confirmed = due(hostStep(tools, atHost, { kind: 'confirmed' }, 4).state, 'confirmed');
  await host.session.change((replica) => replica.add(confirmed.card));
  await host.session.settled();
  const { replica } = host;
  const welcome = welcomeNewcomer(tools, confirmed, replica);
  await sayInPairing({ relay, id, side: 'host', turn: 'second' }, welcome);

  atNewcomer = newcomerStep(tools, keys, opening.state, { kind: 'confirmed' }, 5).state;
  const bytes = await hear('host', 'second');
  const paired = due(newcomerStep(tools, keys, atNewcomer, { kind: 'message', bytes }, 6).state, 'paired');
  return new TestDevice(address, joinReplica(tools, keys, paired));
}
