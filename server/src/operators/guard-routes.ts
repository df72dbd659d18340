import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { isNoted } from '../audit/note-change.ts';
import { consoleError } from '../console-access/console-error.ts';
import type { Identify } from '../console-access/identify.ts';
import { type Identity, roleOf } from '../console-access/identity.ts';
import { pageOrigin } from '../console-access/own-origin.ts';
import { operatorError } from './operator-error.ts';
import { type Access, routeAccess } from './route-access.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks: on routes of viewers, accounts and operators, and where somebody signs in. */
    identity: Identity;
  }
}

export interface Guard {
  readonly identify: Identify;
  /** The origin of the console's pages, where one is configured. */
  readonly origin?: string;
}

const guarded: ReadonlySet<Access> = new Set<Access>(['session', 'viewer', 'account', 'operator']);

/**
 * Holds every route that is registered from here on to `routeAccess`: one that is not listed ends the start of the server.
 * Of who may not use a route nothing is read but the headers, after its limit of requests has counted. Whatever changes
 * something by a cookie, or gives one, is done only for pages of this server's own.
 */
export function guardRoutes(server: FastifyInstance, guard: Guard): void {
  server.decorateRequest('identity');
  server.addHook('onRoute', (route) => {
    for (const method of methodsOf(route)) {
      const name = `${method} ${route.url}`;
      if (!Object.hasOwn(routeAccess, name)) throw new TypeError(`${name} is not in the table of routes`);
      const access = routeAccess[name];
      if (guarded.has(access)) admitOnly(route, access, method !== 'GET', guard);
      if (access === 'operator') askForNote(route);
    }
  });
}

/** HEAD asks for what GET may see. */
const methodsOf = ({ method }: RouteOptions): Set<string> =>
  new Set([method].flat().map((each) => (each === 'HEAD' ? 'GET' : each)));

function admitOnly(route: RouteOptions, access: Access, changes: boolean, guard: Guard): void {
  const before = route.preParsing === undefined ? [] : [route.preParsing].flat();
  route.preParsing = [
    ...before,
    async (request, reply) => {
      request.identity = await guard.identify(request);
      const { kind } = request.identity;
      if (kind === 'nobody' && access !== 'session') {
        reply.header('www-authenticate', 'Bearer');
        throw operatorError('no-credential');
      }
      if (changes && kind !== 'credential') pageOrigin(request, guard.origin);
      checkAccess(request, access);
    },
  ];
}

function checkAccess({ identity }: FastifyRequest, access: Access): void {
  if (access === 'operator' && roleOf(identity) !== 'operator') throw operatorError('not-operator');
  if (access === 'account' && identity.kind !== 'account') throw consoleError('no-account');
}

/** What is changed and not written down shows in the first test that does it. */
function askForNote(route: RouteOptions): void {
  const before = route.onSend === undefined ? [] : [route.onSend].flat();
  route.onSend = [
    ...before,
    async (request, reply) => {
      if (reply.statusCode < 400 && !isNoted(request)) throw new TypeError(`${route.url} notes no change`);
    },
  ];
}
