import { ParlourError, Problem } from '@parlour/wire';
import * as v from 'valibot';
import { otherVersion, unreachable } from './api-error.ts';

export interface Asked {
  readonly method?: string;
  /** JSON, or a file that is sent as it is. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks the server that the console came from. The one file of the console that opens a connection. Whoever is signed in is
 * known by a cookie that no script can read.
 * @param path below `/api/`, e.g. `session`.
 * @returns the answer, checked.
 * @throws ParlourError as the server refuses; `console/unreachable`, `console/other-version`.
 */
export async function ask<Schema extends v.GenericSchema>(
  schema: Schema,
  path: string,
  asked: Asked = {},
): Promise<v.InferOutput<Schema>> {
  const response = await request(path, asked);
  return checked(schema, await response.json().catch(() => undefined));
}

/** As `ask`, of what is no JSON. */
export async function askBytes(path: string, asked: Asked = {}): Promise<Blob> {
  return (await request(path, asked)).blob();
}

async function request(path: string, { method = 'GET', body, signal }: Asked): Promise<Response> {
  const response = await fetch(`/api/${path}`, {
    method,
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    ...(signal !== undefined && { signal }),
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  }).catch((cause: unknown) => Promise.reject(signal?.aborted === true ? cause : unreachable(cause)));
  if (!response.ok) throw refusalOf(await response.json().catch(() => undefined), response.status);
  return response;
}

/**
 * Sends a file as it is, telling how much of it has gone.
 * @param onSent fraction in [0, 1].
 * @throws as `ask`.
 */
export function upload<Schema extends v.GenericSchema>(
  schema: Schema,
  path: string,
  file: Blob,
  onSent: (fraction: number) => void,
): Promise<v.InferOutput<Schema>> {
  // fetch tells nothing of what has been sent.
  const sending = new XMLHttpRequest();
  sending.open('POST', `/api/${path}`);
  sending.responseType = 'json';
  sending.setRequestHeader('content-type', 'application/octet-stream');
  sending.upload.addEventListener('progress', ({ loaded, total }) =>
    onSent(total === 0 ? 1 : loaded / total),
  );
  return new Promise((resolve, reject) => {
    sending.addEventListener('error', () => reject(unreachable('error')));
    sending.addEventListener('load', () => {
      const answer: unknown = sending.response;
      try {
        if (sending.status >= 400) throw refusalOf(answer, sending.status);
        resolve(checked(schema, answer));
      } catch (error) {
        reject(error);
      }
    });
    sending.send(file);
  });
}

function refusalOf(answer: unknown, status: number): ParlourError {
  const problem = v.safeParse(Problem, answer);
  if (!problem.success) return unreachable(status);
  const { code, detail, meaning, mend } = problem.output;
  return new ParlourError(code, { message: detail, meaning, mend });
}

function checked<Schema extends v.GenericSchema>(schema: Schema, answer: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, answer);
  if (!parsed.success) throw otherVersion(parsed.issues);
  return parsed.output;
}
