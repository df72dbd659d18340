import {
  beginAsHost,
  beginAsNewcomer,
  type DeviceCard,
  type DeviceKeys,
  hearInPairing,
  type Host,
  hostStep,
  type Newcomer,
  newcomerStep,
  PAIRING_LIFETIME,
  type PairingCode,
  type RelayAddress,
  rendezvousOf,
  sayInPairing,
  syncError,
  type SyncErrorName,
  toQrText,
  toWords,
  type Tools,
} from '@parlour/sync';
import { ParlourError } from '@parlour/wire';
import type { PairingView } from '../../brain-api/index.ts';

/** A pairing under way on one side. */
export interface PairingRun {
  readonly view: PairingView;
  /** The person has compared the numbers. */
  confirm(): void;
  /** The person has not, or wants no more. */
  stop(): void;
}

export interface PairingRunParts {
  readonly tools: Tools;
  readonly relay: RelayAddress;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly onChange: () => void;
}

export interface NewcomerParts extends PairingRunParts {
  readonly keys: DeviceKeys;
  readonly onPaired: (paired: Newcomer & { phase: 'paired' }) => Promise<void>;
}

export interface HostParts extends PairingRunParts {
  readonly code: PairingCode;
  /** Adds the device, and gives the welcome once that has been published. */
  readonly onConfirmed: (
    confirmed: Host & { phase: 'confirmed' },
    card: DeviceCard,
  ) => Promise<Uint8Array<ArrayBuffer>>;
  readonly onDone: () => void;
}

const monotonic = (): number => performance.now();

/** The new device shows a code, and waits for the other one. */
export function runNewcomer(parts: NewcomerParts): PairingRun {
  const { tools, relay, keys, now } = parts;
  const { state: begun, send: hello } = beginAsNewcomer(tools, monotonic());
  const { code } = begun;
  const id = rendezvousOf(tools.suite, code.secret);
  const until = now() + PAIRING_LIFETIME;
  const qrText = toQrText(code);
  const words = toWords(tools.suite, code);
  let state: Newcomer = begun;
  const run = steering(parts, (input) => {
    const step = newcomerStep(tools, keys, state, input, monotonic());
    state = step.state;
    return step.send;
  });
  const view = (): PairingView => {
    if (state.phase === 'shown') return { phase: 'shown', qrText, words, until };
    if (state.phase === 'comparing')
      return { phase: 'comparing', numbers: state.numbers, isConfirmed: state.isConfirmed };
    return { phase: 'looking' };
  };
  run.go(async (signal) => {
    await sayInPairing({ relay, id, side: 'newcomer', turn: 'first' }, hello as Uint8Array);
    const opening = run.step(await hearInPairing({ relay, id, side: 'host', turn: 'first' }, signal));
    if (opening !== undefined) await sayInPairing({ relay, id, side: 'newcomer', turn: 'second' }, opening);
    run.check(state);
    run.step(await hearInPairing({ relay, id, side: 'host', turn: 'second' }, signal));
    run.check(state);
    await run.until(() => state.phase !== 'comparing');
    run.check(state);
    if (state.phase === 'paired') await parts.onPaired(state);
  });
  return run.pairing(view);
}

/** The device that belongs already has read a code. */
export function runHost(parts: HostParts): PairingRun {
  const { tools, relay, code } = parts;
  const id = rendezvousOf(tools.suite, code.secret);
  let state: Host = beginAsHost(code, monotonic());
  const run = steering(parts, (input) => {
    const step = hostStep(tools, state, input, monotonic());
    state = step.state;
    return step.send;
  });
  const view = (): PairingView => {
    if (state.phase === 'comparing')
      return { phase: 'comparing', numbers: state.numbers, isConfirmed: false };
    return { phase: 'looking' };
  };
  run.go(async (signal) => {
    const answer = run.step(await hearInPairing({ relay, id, side: 'newcomer', turn: 'first' }, signal));
    run.check(state);
    if (answer !== undefined) await sayInPairing({ relay, id, side: 'host', turn: 'first' }, answer);
    run.step(await hearInPairing({ relay, id, side: 'newcomer', turn: 'second' }, signal));
    run.check(state);
    await run.until(() => state.phase !== 'comparing');
    run.check(state);
    if (state.phase !== 'confirmed') return;
    const welcome = await parts.onConfirmed(state, state.card);
    await sayInPairing({ relay, id, side: 'host', turn: 'second' }, welcome);
    parts.onDone();
  });
  return run.pairing(view);
}

type Input =
  | { readonly kind: 'message'; readonly bytes: Uint8Array }
  | { readonly kind: 'confirmed' | 'rejected' | 'time' };

/** What both sides have in common: one thing after the other, a person's word in between, an end after two minutes. */
function steering(
  { onChange }: PairingRunParts,
  take: (input: Input) => Uint8Array | undefined,
): {
  step(bytes: Uint8Array): Uint8Array | undefined;
  check(state: Host | Newcomer): void;
  until(isDone: () => boolean): Promise<void>;
  go(work: (signal: AbortSignal) => Promise<void>): void;
  pairing(view: () => PairingView): PairingRun;
} {
  const ending = new AbortController();
  let problem: ParlourError | undefined;
  let changed = Promise.withResolvers<void>();
  const tell = (): void => {
    changed.resolve();
    changed = Promise.withResolvers();
    onChange();
  };
  const end = (why: SyncErrorName): void => {
    problem ??= syncError(why);
    ending.abort();
    tell();
  };
  const timer = setTimeout(() => end('pairing-expired'), PAIRING_LIFETIME);
  return {
    step(bytes) {
      const send = take({ kind: 'message', bytes });
      tell();
      return send;
    },
    check(state) {
      if (ending.signal.aborted) throw problem ?? syncError('pairing-stopped');
      if (state.phase === 'failed') throw syncError(state.reason);
    },
    async until(isDone) {
      while (!isDone() && !ending.signal.aborted) await changed.promise;
    },
    go(work) {
      work(ending.signal)
        .catch((error: unknown) => {
          problem ??= error instanceof ParlourError ? error : syncError('pairing-refused', error);
        })
        .finally(() => {
          clearTimeout(timer);
          tell();
        });
    },
    pairing: (view) => ({
      get view(): PairingView {
        return problem === undefined ? view() : { phase: 'failed', problem: problem.toPlain() };
      },
      confirm() {
        take({ kind: 'confirmed' });
        tell();
      },
      stop() {
        take({ kind: 'rejected' });
        end('pairing-stopped');
      },
    }),
  };
}
