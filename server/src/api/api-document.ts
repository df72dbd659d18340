import { Problem } from '@parlour/wire';
import * as wire from '@parlour/wire';
import * as api from '@parlour/wire/api';
import { type ApiRoute, type BinaryBody, isBinary } from '@parlour/wire/api';
import { toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { sessionCookie } from '../console-access/session-cookie.ts';
import { type Access, routeAccess } from '../operators/route-access.ts';
import { statusOf } from '../problems/status-of.ts';
import { version } from '../version.ts';

type Json = Readonly<Record<string, unknown>>;

const problemMedia = 'application/problem+json';
/** What any request can meet. */
const anywhere = ['http/malformed', 'http/too-large', 'http/failed', 'http/unavailable'];
const guarded = ['operators/no-credential', 'http/too-many'];

/** Every schema of the wire that has a name. */
const named: Record<string, v.GenericSchema> = Object.fromEntries(
  Object.entries<unknown>({ ...wire, ...api }).filter(
    (entry): entry is [string, v.GenericSchema] =>
      typeof entry[1] === 'object' && entry[1] !== null && 'kind' in entry[1] && entry[1].kind === 'schema',
  ),
);
const config = {
  target: 'draft-2020-12',
  errorMode: 'ignore',
  overrideRef: ({ referenceId }: { referenceId: string }) => `#/components/schemas/${referenceId}`,
} as const;

/**
 * The whole API as OpenAPI 3.1, from the schemas that requests are checked by and the table of who may use which route.
 * @throws TypeError for a route that is described and in no table of who may use it.
 */
export function apiDocument(tables: Readonly<Record<string, ApiRoute>>): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, route] of Object.entries(tables)) {
    const [method, path] = name.split(' ') as [string, string];
    const access = routeAccess[name];
    if (access === undefined) throw new TypeError(`${name} is not in the table of routes`);
    const templated = path.replace(/:(\w+)/g, '{$1}');
    paths[templated] = { ...paths[templated], [method.toLowerCase()]: operation(name, route, access) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parlour',
      version,
      description:
        'What devices and operators ask of the aggregator. Refusals are problems (RFC 9457) with a stable `code`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(Object.values(tables).map(({ tag }) => tag))].map((tag) => ({ name: tag })),
    paths,
    components: {
      schemas: toJsonSchemaDefs(named, config),
      securitySchemes: {
        credential: {
          type: 'http',
          scheme: 'bearer',
          description: "The operator's credential of the installation, in the data folder.",
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookie,
          description:
            'Whoever is signed in to the console. What changes something has to come from its own pages.',
        },
      },
    },
  };
}

function operation(name: string, route: ApiRoute, access: Access): Json {
  const isGuarded = securityOf(access).length > 0;
  const forOperators = access === 'operator' ? ['operators/not-operator', 'console/foreign-page'] : [];
  return {
    operationId: operationId(name),
    tags: [route.tag],
    summary: route.summary,
    description: [route.description, `For: ${access}.`].filter(Boolean).join(' '),
    security: securityOf(access),
    ...(parameters(route).length > 0 && { parameters: parameters(route) }),
    ...(route.body && { requestBody: { required: true, content: content(route.body, 'input') } }),
    responses: {
      ...success(route),
      ...(route.mayBeEmpty && { 204: { description: 'Nothing yet, or nothing to say.' } }),
      ...problems([...route.problems, ...anywhere, ...(isGuarded ? guarded : []), ...forOperators]),
    },
  };
}

function success({ answer, leadsTo, upgrades, lines }: ApiRoute): Record<string, Json> {
  if (upgrades !== undefined) return { 101: { description: upgrades } };
  if (leadsTo !== undefined) return { 303: { description: leadsTo } };
  return answer === undefined
    ? { 204: { description: 'Done.' } }
    : {
        200: {
          description: 'What was asked for.',
          content: { ...content(answer, 'output'), ...asLines(lines) },
        },
      };
}

/** An account is somebody at the console; everything else that is guarded may be asked for with the credential, too. */
function securityOf(access: Access): Json[] {
  if (access === 'account') return [{ session: [] }];
  return access === 'viewer' || access === 'operator' ? [{ session: [] }, { credential: [] }] : [];
}

/** E.g. `post_operator_bundles_hash_retire`. */
const operationId = (name: string): string =>
  name
    .replace(/ \/(api|v1)\//, '_')
    .replace(/:|\.json/g, '')
    .replace(/\W+/g, '_')
    .toLowerCase();

function parameters({ params, query }: ApiRoute): Json[] {
  const of = (schema: v.GenericSchema | undefined, where: 'path' | 'query'): Json[] => {
    if (schema === undefined) return [];
    const { properties = {}, required = [] } = toJsonSchema(schema, { ...config, typeMode: 'input' });
    return Object.entries(properties).map(([key, value]) => ({
      name: key,
      in: where,
      required: required.includes(key),
      schema: value,
    }));
  };
  return [...of(params, 'path'), ...of(query, 'query')];
}

function content(body: v.GenericSchema | BinaryBody, typeMode: 'input' | 'output'): Json {
  if (isBinary(body)) return { [body.media]: { schema: { description: body.holds } } };
  return { 'application/json': { schema: schemaOf(body, typeMode) } };
}

const asLines = (line: v.GenericSchema | undefined): Json =>
  line === undefined ? {} : { 'application/x-ndjson': { schema: schemaOf(line, 'output') } };

function schemaOf(schema: v.GenericSchema, typeMode: 'input' | 'output'): Json {
  const {
    $schema: _,
    $defs: __,
    ...rest
  } = toJsonSchema(schema, { ...config, typeMode, definitions: named });
  return rest;
}

/** One response a status, naming the codes it can have. */
function problems(codes: readonly string[]): Record<string, Json> {
  const byStatus = Map.groupBy(new Set(codes), statusOf);
  return Object.fromEntries(
    Array.from(byStatus, ([status, all]) => [
      status,
      {
        description: `A problem with the code ${all.join(', ')}.`,
        content: { [problemMedia]: { schema: schemaOf(Problem, 'output') } },
      },
    ]),
  );
}
