import { ParlourError, Problem } from '@parlour/wire';
import {
  accountApi,
  type ApiAnswer,
  type ApiCall,
  type ApiRoute,
  isBinary,
  operatorApi,
} from '@parlour/wire/api';
import * as v from 'valibot';

const api = { ...operatorApi, ...accountApi };
type Api = typeof api;
/** What the bearer of the credential may ask. */
export type OperatorRoute = keyof Api;
type Call<Name extends OperatorRoute> = ApiCall<Api[Name]>;
type Given<Part> = Part extends Uint8Array ? Uint8Array<ArrayBuffer> | Blob : Part;

/** What has to be given to ask for a route: the parts that it has. */
export type GivenTo<Name extends OperatorRoute> = {
  readonly [Part in keyof Call<Name> as undefined extends Call<Name>[Part] ? never : Part]: Given<
    Call<Name>[Part]
  >;
};

/** The operators' API of a server, as this command line speaks it. Everything that comes back is checked. */
export interface OperatorClient {
  /**
   * Asks for a route of the API by its name.
   * @returns what its table says; bytes where it answers no JSON.
   * @throws the ParlourError that the server names, or `operators/unreachable`.
   */
  ask<Name extends OperatorRoute>(
    name: Name,
    ...given: keyof GivenTo<Name> extends never ? [] : [GivenTo<Name>]
  ): Promise<ApiAnswer<Api[Name]>>;
}

interface AnyCall {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
}

/** @param url of the server, e.g. `http://localhost:8080`. */
export function operatorClient(url: string, credential: string): OperatorClient {
  return {
    async ask(name, ...[call]) {
      const route: ApiRoute = api[name];
      const response = await fetch(addressOf(url, name, (call ?? {}) as AnyCall), {
        method: name.split(' ')[0],
        headers: { authorization: `Bearer ${credential}`, ...typeOf(route) },
        ...(route.body && { body: bodyOf(route, (call as AnyCall).body) }),
        redirect: 'error',
      }).catch((cause: unknown) => Promise.reject(unreachable(url, cause)));
      if (!response.ok) throw await refused(response);
      return (await answerOf(route, response)) as ApiAnswer<Api[typeof name]>;
    },
  };
}

function addressOf(url: string, name: string, { params = {}, query = {} }: AnyCall): URL {
  const path = name.split(' ')[1].replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(params[part]));
  const address = new URL(path, url);
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.set(key, String(value));
  }
  return address;
}

function typeOf({ body }: ApiRoute): Record<string, string> {
  if (body === undefined) return {};
  return { 'content-type': isBinary(body) ? body.media : 'application/json' };
}

const bodyOf = ({ body }: ApiRoute, given: unknown): BodyInit =>
  body && isBinary(body) ? (given as BodyInit) : JSON.stringify(given);

async function answerOf({ answer }: ApiRoute, response: Response): Promise<unknown> {
  if (answer === undefined) return undefined;
  if (isBinary(answer)) return new Uint8Array(await response.arrayBuffer());
  return v.parse(answer, await response.json());
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
