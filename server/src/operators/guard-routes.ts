import type { FastifyInstance, RouteOptions } from 'fastify';
import type { IsOperator } from './operator-credential.ts';
import { operatorError } from './operator-error.ts';
import { type Access, routeAccess } from './route-access.ts';

const guarded: ReadonlySet<Access> = new Set<Access>(['viewer', 'account', 'operator']);

/**
 * Holds every route that is registered from here on to `routeAccess`: one that is not listed ends the start of the server,
 * and an operator's asks for the credential before its body is read, after its limit of requests has counted.
 */
export function guardRoutes(server: FastifyInstance, isOperator: IsOperator): void {
  server.addHook('onRoute', (route) => {
    for (const method of methodsOf(route)) {
      const name = `${method} ${route.url}`;
      if (!Object.hasOwn(routeAccess, name)) throw new TypeError(`${name} is not in the table of routes`);
      if (guarded.has(routeAccess[name])) askForCredential(route, isOperator);
    }
  });
}

/** HEAD asks for what GET may see. */
const methodsOf = ({ method }: RouteOptions): Set<string> =>
  new Set([method].flat().map((each) => (each === 'HEAD' ? 'GET' : each)));

function askForCredential(route: RouteOptions, isOperator: IsOperator): void {
  const before = route.preParsing === undefined ? [] : [route.preParsing].flat();
  route.preParsing = [
    ...before,
    async (request, reply) => {
      if (isOperator(request)) return;
      reply.header('www-authenticate', 'Bearer');
      throw operatorError('no-credential');
    },
  ];
}
