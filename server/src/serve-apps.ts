import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problems/answer-problems.ts';
import { httpError } from './problems/http-error.ts';
import { problemOf } from './problems/problem-of.ts';

export interface ServedApps {
  /** Folder of the built viewer. */
  readonly viewerFolder: string;
  /** Folder of the built console; undefined where there is none. */
  readonly consoleFolder?: string;
}

/**
 * The built apps: the viewer at `/`, the console at `/console/`. Every other GET that a browser makes for a page gets the
 * `index.html` of the app that the address belongs to, whose router takes it from there.
 */
export async function serveApps(server: FastifyInstance, apps: ServedApps): Promise<void> {
  const { viewerFolder, consoleFolder } = apps;
  await server.register(fastifyStatic, { ...asBuilt, root: viewerFolder, prefix: '/' });
  if (consoleFolder !== undefined) {
    await server.register(fastifyStatic, {
      ...asBuilt,
      root: consoleFolder,
      prefix: '/console/',
      decorateReply: false,
    });
    server.get('/console', async (_request, reply) => reply.redirect('/console/', 308));
  }
  server.setNotFoundHandler(async (request, reply) => {
    if (!wantsPage(request)) return sendProblem(reply, problemOf(httpError('not-found')));
    const folder = isOfConsole(request.url) ? consoleFolder : viewerFolder;
    return page(reply, folder ?? viewerFolder);
  });
}

/** Whether an address belongs to the console. */
export const isOfConsole = (url: string): boolean => /^\/console(?:[/?]|$)/.test(url);

const asBuilt = {
  preCompressed: true,
  cacheControl: false,
  setHeaders: (reply: { header(name: string, value: string): unknown }, path: string) => {
    const hashed = path.includes('/assets/');
    reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  },
};

const wantsPage = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' && (headers.accept ?? '').includes('text/html');

const page = (reply: FastifyReply, folder: string) =>
  reply.header('cache-control', 'no-cache').sendFile('index.html', folder);
