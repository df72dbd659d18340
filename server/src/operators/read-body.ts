import * as v from 'valibot';
import { operatorError } from './operator-error.ts';

/** What a body says in the form that is read. @throws ParlourError `operators/malformed-request`. */
export function readBody<Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body);
  if (!parsed.success) throw operatorError('malformed-request');
  return parsed.output;
}
