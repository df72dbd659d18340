import {
  type ApiAnswer,
  type ApiCall,
  type ApiRoute,
  isBinary,
  operatorApi,
  type OperatorRoute,
} from '@parlour/wire/api';
import type * as v from 'valibot';
import { ask, askBytes, upload } from './ask.ts';

type Routes = typeof operatorApi;
type Call<Name extends OperatorRoute> = ApiCall<Routes[Name]>;

/** What has to be given to ask for a route: the parts that it has. */
export type Given<Name extends OperatorRoute> = {
  readonly [Part in keyof Call<Name> as undefined extends Call<Name>[Part] ? never : Part]: Call<Name>[Part];
};

/** What a route answers; bytes as a `Blob`, nothing as null. */
export type Answer<Name extends OperatorRoute> = [ApiAnswer<Routes[Name]>] extends [Uint8Array]
  ? Blob
  : [ApiAnswer<Routes[Name]>] extends [undefined]
    ? null
    : ApiAnswer<Routes[Name]>;

interface Parts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: object | undefined;
  readonly body?: unknown;
}

/**
 * Asks for a route of the operators' API, typed and checked by the table that the server reads too.
 * @throws as `ask`.
 */
export async function operate<Name extends OperatorRoute>(
  name: Name,
  given: Given<Name>,
  signal?: AbortSignal,
): Promise<Answer<Name>>;
export async function operate(name: OperatorRoute, given: Parts, signal?: AbortSignal): Promise<unknown> {
  const { answer }: ApiRoute = operatorApi[name];
  const [method] = name.split(' ');
  const path = pathOf(name, given);
  const asked = { method, body: given.body, signal };
  if (answer === undefined) return askBytes(path, asked).then(() => null);
  return isBinary(answer) ? askBytes(path, asked) : ask(answer, path, asked);
}

type UploadRoute = {
  [Name in OperatorRoute]: Call<Name>['body'] extends Uint8Array ? Name : never;
}[OperatorRoute];

/** Hands a file over to a route that takes one. @param onSent fraction in [0, 1]. @throws as `ask`. */
export async function handOver<Name extends UploadRoute>(
  name: Name,
  query: Call<Name>['query'],
  file: Blob,
  onSent: (fraction: number) => void,
): Promise<Answer<Name>>;
export async function handOver(
  name: UploadRoute,
  query: object | undefined,
  file: Blob,
  onSent: (fraction: number) => void,
): Promise<unknown> {
  const { answer }: ApiRoute = operatorApi[name];
  if (answer === undefined || isBinary(answer)) throw new TypeError(`${name} answers no JSON`);
  return upload(answer as v.GenericSchema, pathOf(name, { query }), file, onSent);
}

function pathOf(name: OperatorRoute, { params = {}, query = {} }: Parts): string {
  const [, template] = name.split(' ');
  const path = template
    .replace(/^\/api\//, '')
    .replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(params[part] ?? ''));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  return search.size === 0 ? path : `${path}?${search}`;
}
