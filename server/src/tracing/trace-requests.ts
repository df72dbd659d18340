import { SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * A span for each request: method, route as registered, status, and nothing else. The instrumentation that exists for
 * Fastify puts addresses, paths and user agents into spans, and takes a trace's id from whoever asks, by which a device could
 * be followed; so neither is used.
 */
export function traceRequests(server: FastifyInstance): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  server.addHook('onRequest', async (request) => {
    const route = request.routeOptions.url ?? 'unknown';
    spans.set(
      request,
      trace.getTracer('parlour').startSpan(`${request.method} ${route}`, {
        kind: SpanKind.SERVER,
        root: true,
        attributes: { 'http.request.method': request.method, 'http.route': route },
      }),
    );
  });
  server.addHook('onResponse', async (request, reply) => {
    const span = spans.get(request);
    if (span === undefined) return;
    span.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
}
