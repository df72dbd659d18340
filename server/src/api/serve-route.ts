import type { Readable } from 'node:stream';
import { type ApiAnswer, type ApiRequest, type ApiRoute, isBinary } from '@parlour/wire/api';
import type { FastifyInstance, HTTPMethods } from 'fastify';
import * as v from 'valibot';
import type { Change } from '../audit/append-audit.ts';
import { noteChange } from '../audit/note-change.ts';
import type { Queries } from '../database/connect.ts';
import { operatorError } from '../operators/operator-error.ts';
import { httpError } from '../problems/http-error.ts';
import { textSchema } from './json-schema.ts';

/** A request of which every described part was checked. */
export type Asked<Route extends ApiRoute> = ApiRequest<Route> & {
  /** A binary body as it comes. */
  readonly stream: Readable;
  /** As the request says it, with the port; nothing that is to be believed. */
  readonly host: string;
  /** Writes down what is changed and for whom, in the transaction that changes it, last. */
  readonly note: (transaction: Queries, change: Omit<Change, 'actor'>) => Promise<void>;
};

/** What a server does for a route; what it returns is the answer. */
export type Handler<Route extends ApiRoute> = (
  asked: Asked<Route>,
) => ApiAnswer<Route> | Promise<ApiAnswer<Route>>;

/** A handler for every route of a table. */
export type Handlers<Table extends Readonly<Record<string, ApiRoute>>> = {
  readonly [Name in keyof Table]: Handler<Table[Name]>;
};

export interface ServeRouteOptions {
  /** Bytes of a JSON body. */
  readonly bodyLimit?: number;
}

/**
 * Serves a route as its table describes it. The same description is published (`apiDocument`), so that what is documented is
 * what is checked.
 * @param name `METHOD /path`, below the server's prefix.
 */
export function serveRoute<Route extends ApiRoute>(
  server: FastifyInstance,
  name: string,
  route: Route,
  handle: Handler<Route>,
  { bodyLimit }: ServeRouteOptions = {},
): void {
  const [method, path] = name.split(' ') as [HTTPMethods, string];
  if (!path.startsWith(`${server.prefix}/`)) throw new TypeError(`${name} is not below ${server.prefix}`);
  server.route({
    method,
    url: path.slice(server.prefix.length),
    ...(bodyLimit !== undefined && { bodyLimit }),
    schema: {
      ...(route.params && { params: textSchema(route.params) }),
      ...(route.query && { querystring: textSchema(route.query) }),
    },
    handler: async (request, reply) => {
      const stream = request.body as Readable;
      if (route.body && isBinary(route.body) && !isStream(stream)) throw httpError('unsupported-type');
      const asked = {
        params: read(route.params, request.params),
        query: read(route.query, request.query),
        body: route.body && !isBinary(route.body) ? read(route.body, request.body) : undefined,
        stream,
        host: request.host,
        note: (transaction: Queries, change: Omit<Change, 'actor'>) =>
          noteChange(transaction, request, change),
      } as Asked<Route>;
      const answer = await handle(asked);
      if (route.answer === undefined) return reply.code(204).send();
      return isBinary(route.answer) ? reply.type(route.answer.media).send(answer) : answer;
    },
  });
}

const isStream = (body: unknown): boolean => typeof (body as Readable | undefined)?.pipe === 'function';

function read(schema: v.GenericSchema | undefined, given: unknown): unknown {
  if (schema === undefined) return undefined;
  const parsed = v.safeParse(schema, given);
  if (!parsed.success) throw operatorError('malformed-request');
  return parsed.output;
}
