import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';

/**
 * A schema of valibot as JSON Schema (draft 7), for the web framework to read text as numbers and booleans by. What JSON Schema cannot say
 * is left out: valibot checks again.
 */
export function textSchema(schema: v.GenericSchema): object {
  const { $schema: _, ...rest } = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' });
  return rest;
}
