import { setTimeout as pause } from 'node:timers/promises';
import type { BundleMaterial } from '@parlour/private-aggregation/queries';
import { type Bundle, ParlourError } from '@parlour/wire';
import { answersOver } from '../answers-over.ts';
import type { OperatorClient } from '../../operator/operator-client.ts';
import { operatorTokenDoor } from '../operator-token-door.ts';
import { makeDevice, takeItsPart } from '../simulated-device.ts';
import { simulatedWorld } from '../simulated-world.ts';

export interface RoundParts {
  readonly url: string;
  readonly credential: string;
  readonly operator: OperatorClient;
  readonly bundle: Bundle;
  /** What each device's person watched, oldest first. */
  readonly histories: readonly (readonly string[])[];
  /** Of the published catalogue. */
  readonly folder: string;
  /** By person, how good their lists were under a model that is tried. */
  readonly qualities?: readonly BundleMaterial['qualityOf'][];
}

/** Milliseconds between looks at what has become of a round. */
const betweenLooks = 500;
const mostLooks = 1200;

/**
 * A whole round by the real protocol over HTTP: an invite, a token and a report for each device, which answers as a person's would.
 * @returns reports of the released sum.
 * @throws ParlourError `simulate/no-release`.
 */
export async function runRound({
  url,
  credential,
  operator,
  bundle,
  histories,
  folder,
  qualities = [],
}: RoundParts): Promise<number> {
  const { hash, signed } = await operator.ask('POST /api/operator/bundles', { body: bundle });
  const order = { count: histories.length, expires: bundle.expiry };
  const { codes } = await operator.ask('POST /api/operator/invites', { body: order });
  const base = `${url}/api/`;
  const door = operatorTokenDoor(base, credential);
  // Nobody real is in a deployment of its own, so made devices stand for people.
  const world = await simulatedWorld(door, signed, 'people');
  const answers = await answersOver(url, bundle, folder);
  const devices = [];
  for (const [person, history] of histories.entries()) {
    const watched = history.map((item, at) => ({ item, at }));
    const said = answers(watched, qualities[person]);
    devices.push(await makeDevice(world, door, codes[person], said));
  }
  const ready = () => Promise.resolve();
  await Promise.all(
    devices.map((device) => takeItsPart(world, base, device, undefined, ready, () => undefined)),
  );
  for (let looked = 0; looked < mostLooks; looked += 1) {
    const query = { limit: 1, bundle: hash };
    const [round] = (await operator.ask('GET /api/operator/rounds', { query })).rounds;
    if (round?.phase === 'released' || round?.phase === 'aborted') {
      await operator.ask('POST /api/operator/bundles/:hash/retire', { params: { hash } });
      if (round.phase === 'released') return round.reports ?? 0;
      throw noRelease(round.abortReason ?? 'aborted');
    }
    await pause(betweenLooks);
  }
  throw noRelease('it did not end');
}

const noRelease = (why: string): ParlourError =>
  new ParlourError('simulate/no-release', {
    message: `A round released nothing: ${why}.`,
    meaning: 'Nothing was learned of it; what was learned before is as it was.',
    mend: 'Try again with fewer people, or on a machine that has less to do.',
  });
