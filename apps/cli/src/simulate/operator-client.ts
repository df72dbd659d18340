import {
  type Bundle,
  type InviteOrder,
  type LegTimes,
  MadeInvites,
  ParlourError,
  Problem,
  ProcessStatus,
  PublishedBundle,
  RoundStatus,
} from '@parlour/wire';
import * as v from 'valibot';

/** The operators' API of a server, as this command line speaks it. Everything that comes back is checked. */
export interface OperatorClient {
  status(): Promise<ProcessStatus>;
  bundles(): Promise<PublishedBundle[]>;
  publish(bundle: Bundle): Promise<PublishedBundle>;
  retire(hash: string): Promise<PublishedBundle>;
  rounds(): Promise<RoundStatus[]>;
  startRound(bundle: string, legTimes?: LegTimes): Promise<RoundStatus>;
  abortRound(id: string): Promise<RoundStatus>;
  /** Words modulo 2^bits. */
  sum(round: string): Promise<Uint32Array<ArrayBuffer>>;
  invite(order: InviteOrder): Promise<MadeInvites>;
}

/**
 * @param url of the server, e.g. `http://localhost:8080`.
 * @returns a client whose calls reject with the ParlourError that the server names, or `operators/unreachable`.
 */
export function operatorClient(url: string, credential: string): OperatorClient {
  const ask = async (path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(new URL(`/api/operator/${path}`, url), {
      headers: {
        authorization: `Bearer ${credential}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      redirect: 'error',
    }).catch((cause: unknown) => Promise.reject(unreachable(url, cause)));
    if (!response.ok) throw await refused(response);
    return response;
  };
  const json = async <Schema extends v.GenericSchema>(schema: Schema, path: string, body?: unknown) =>
    v.parse(schema, await (await ask(path, body)).json());
  return {
    status: () => json(ProcessStatus, 'status'),
    bundles: () => json(v.array(PublishedBundle), 'bundles'),
    publish: (bundle) => json(PublishedBundle, 'bundles', bundle),
    retire: (hash) => json(PublishedBundle, `bundles/${hash}/retire`, {}),
    rounds: () => json(v.array(RoundStatus), 'rounds'),
    startRound: (bundle, legTimes) => json(RoundStatus, 'rounds', { bundle, ...(legTimes && { legTimes }) }),
    abortRound: (id) => json(RoundStatus, `rounds/${id}/abort`, {}),
    sum: async (round) => new Uint32Array(await (await ask(`rounds/${round}/sum`)).arrayBuffer()),
    invite: (order) => json(MadeInvites, 'invites', order),
  };
}

async function refused(response: Response): Promise<ParlourError> {
  const problem = v.safeParse(Problem, await response.json().catch(() => undefined));
  if (!problem.success) return unreachable(response.url, response.status);
  const { code, detail, meaning, mend } = problem.output;
  return new ParlourError(code, { message: detail, meaning, mend });
}

const unreachable = (url: string, cause: unknown): ParlourError =>
  new ParlourError(
    'operators/unreachable',
    {
      message: `There is no Parlour at ${url}.`,
      meaning: 'It is not known whether what was asked has been done.',
      mend: 'Check the address, and that the server runs.',
    },
    { cause },
  );
