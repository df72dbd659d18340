import type * as v from 'valibot';

/** A body that is no JSON. */
export interface BinaryBody {
  readonly media: string;
  /** What the bytes are. */
  readonly holds: string;
}

/** One route of the API: what is sent, what comes back, and how it may be refused. Servers, clients and documents are made from it. */
export interface ApiRoute {
  readonly tag: string;
  /** A line: what it does. */
  readonly summary: string;
  /** More, in whole sentences. */
  readonly description?: string;
  /** Parts of the path that are variable; strings. */
  readonly params?: v.GenericSchema;
  /** Values come as text and are read as the schema's types. */
  readonly query?: v.GenericSchema;
  readonly body?: v.GenericSchema | BinaryBody;
  /** None: the answer has no body (204). */
  readonly answer?: v.GenericSchema | BinaryBody;
  /** Schema of one line, where the answer is also to be had as lines of JSON (`application/x-ndjson`). */
  readonly lines?: v.GenericSchema;
  /** There may be nothing yet to answer with: then 204, and it is asked again. */
  readonly mayBeEmpty?: boolean;
  /** For a page to walk through, not to ask: where it leads (303). */
  readonly leadsTo?: string;
  /** The connection goes on as another protocol (101). */
  readonly upgrades?: string;
  /** Codes of refusals that are this route's own (`Problem`), besides those that any request can meet. */
  readonly problems: readonly string[];
}

export const isBinary = (part: v.GenericSchema | BinaryBody): part is BinaryBody => 'media' in part;

/** Keeps a table of routes as exactly typed as it is written. */
export const apiRoutes = <
  const Table extends Readonly<Record<`${string} /${'api' | 'v1'}/${string}`, ApiRoute>>,
>(
  table: Table,
): Table => table;
