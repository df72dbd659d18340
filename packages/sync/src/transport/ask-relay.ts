import { Problem } from '@parlour/wire';
import { relayError, type RelayRefusal, relayRefusals } from '@parlour/wire/relay';
import * as v from 'valibot';

/** Characters of an answer: the letters of all devices in a mailbox are the most. */
const MOST_TEXT = 2 ** 26;
/** Milliseconds that an answer may take: a relay lets nobody wait for longer than half a minute. */
const MOST_MS = 60_000;

export interface Asking<S extends v.GenericSchema> {
  readonly url: string;
  /** Sent as JSON; none: a GET. */
  readonly body?: unknown;
  /** Of the answer; none: it has no body. */
  readonly answer?: S;
  readonly signal?: AbortSignal;
}

/**
 * One request to a relay, without cookies and referrer, following no redirect. Undefined where there is nothing (204).
 * @throws ParlourError `relay/unreachable`, `relay/unavailable`, `relay/not-a-relay`, or the relay's own refusal.
 */
export async function askRelay<const S extends v.GenericSchema>({
  url,
  body,
  answer,
  signal,
}: Asking<S>): Promise<v.InferOutput<S> | undefined> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.any([AbortSignal.timeout(MOST_MS), ...(signal ? [signal] : [])]),
  }).catch((cause: unknown) => Promise.reject(relayError('unreachable', { cause })));
  if (!response.ok) throw relayError(await refusalOf(response));
  if (response.status === 204 || answer === undefined) return undefined;
  const read = v.safeParse(answer, await readJson(response));
  if (!read.success) throw relayError('not-a-relay');
  return read.output;
}

async function refusalOf(response: Response): Promise<RelayRefusal> {
  const problem = v.safeParse(Problem, await readJson(response).catch(() => undefined));
  const code = problem.success ? problem.output.code : '';
  const own = relayRefusals.find((one) => code === `relay/${one}`);
  if (own !== undefined) return own;
  if (response.status === 429) return 'too-fast';
  return response.status >= 500 || response.status === 408 ? 'unavailable' : 'not-a-relay';
}

/** Stops reading where no answer of a relay goes on. */
async function readJson({ body }: Response): Promise<unknown> {
  const decoder = new TextDecoder();
  let text = '';
  const reader = body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read().catch(brokenOff)) ?? { done: true, value: undefined };
    if (done || value === undefined) break;
    text += decoder.decode(value, { stream: true });
    if (text.length > MOST_TEXT) {
      await reader?.cancel().catch(() => undefined);
      throw relayError('not-a-relay');
    }
  }
  try {
    return JSON.parse(text + decoder.decode());
  } catch (cause) {
    throw relayError('not-a-relay', { cause });
  }
}

const brokenOff = (cause: unknown): never => {
  throw relayError('unreachable', { cause });
};
