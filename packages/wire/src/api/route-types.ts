import type * as v from 'valibot';
import type { ApiRoute, BinaryBody } from './api-route.ts';

type Part<Route extends ApiRoute, Name extends keyof ApiRoute> =
  Route extends Record<Name, infer Schema> ? Schema : undefined;
type Output<Schema> = Schema extends v.GenericSchema
  ? v.InferOutput<Schema>
  : Schema extends BinaryBody
    ? Uint8Array
    : undefined;
type Input<Schema> = Schema extends v.GenericSchema
  ? v.InferInput<Schema>
  : Schema extends BinaryBody
    ? Uint8Array
    : undefined;

/** What a server reads of a request: every part checked. A binary body it takes as it comes. */
export interface ApiRequest<Route extends ApiRoute> {
  readonly params: Output<Part<Route, 'params'>>;
  readonly query: Output<Part<Route, 'query'>>;
  readonly body: Part<Route, 'body'> extends BinaryBody ? undefined : Output<Part<Route, 'body'>>;
}

/** What a client sends. */
export interface ApiCall<Route extends ApiRoute> {
  readonly params: Input<Part<Route, 'params'>>;
  readonly query: Input<Part<Route, 'query'>>;
  readonly body: Input<Part<Route, 'body'>>;
}

/** What comes back. */
export type ApiAnswer<Route extends ApiRoute> = Output<Part<Route, 'answer'>>;
