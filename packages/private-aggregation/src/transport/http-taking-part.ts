import { TakingPart } from '@parlour/wire';
import * as v from 'valibot';
import { unreachable } from './channel-error.ts';
import { request } from './http-channel.ts';

export interface HttpTakingPartOptions {
  /** Of the aggregator's API, ending in a slash, e.g. `https://films.example/api/`. */
  readonly base: string;
  readonly signal?: AbortSignal | null;
}

/**
 * How a device takes part, over HTTP: `GET taking-part`, under the rules of `httpChannel`.
 * @throws ParlourError `aggregation/unreachable`, also where the answer is not in its form.
 */
export async function httpTakingPart({ base, signal = null }: HttpTakingPartOptions): Promise<TakingPart> {
  const bytes = await request(new URL('taking-part', base), { signal }, 'application/json');
  try {
    return v.parse(TakingPart, JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw unreachable(cause);
  }
}
