import { STATUS_CODES } from 'node:http';
import { ParlourError, type Problem } from '@parlour/wire';
import { httpError, type HttpProblem } from './http-error.ts';
import { isDatabaseAway } from './is-database-away.ts';
import { statusOf } from './status-of.ts';

/** What the web framework refuses by itself, by its status. */
const byStatus: Readonly<Record<number, HttpProblem>> = {
  404: 'not-found',
  401: 'not-allowed',
  403: 'not-allowed',
  408: 'too-slow',
  413: 'too-large',
  415: 'unsupported-type',
  429: 'too-many',
  503: 'unavailable',
};

/** Any error as the problem that the person who asked is told. Errors that are not ours say nothing of themselves. */
export function problemOf(error: unknown): Problem {
  const { code, message, meaning, mend } = parlourErrorOf(error);
  const status = statusOf(code);
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail: message,
    meaning,
    mend,
  };
}

function parlourErrorOf(error: unknown): ParlourError {
  if (error instanceof ParlourError) return error;
  if (isDatabaseAway(error)) return httpError('unavailable', { cause: error });
  const status = frameworkStatus(error);
  if (status === undefined) return httpError('failed', { cause: error });
  const other = status < 500 ? 'malformed' : 'failed';
  return httpError(byStatus[status] ?? other, { cause: error });
}

function frameworkStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}
