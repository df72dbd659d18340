import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { routeAccess } from '../operators/route-access.ts';
import { statusOf } from '../problems/status-of.ts';
import { apiDocument } from './api-document.ts';
import { apiTables } from './api-tables.ts';

interface Operation {
  readonly summary: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { schema: object }>> }>
  >;
}

const document = JSON.parse(JSON.stringify(apiDocument(apiTables))) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const ofApi = Object.keys(routeAccess).filter((name) => / \/(api|v1)\//.test(name));
const operationOf = (name: string): Operation | undefined => {
  const [method, path] = name.split(' ');
  return document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
};

describe('the document of the API', () => {
  it('is valid OpenAPI 3.1, all references lead somewhere', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
    const text = JSON.stringify(document);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(text).toContain(`"${name}":{`);
    }
  });

  it.each(ofApi)('describes %s: what it does, takes and answers, and how it refuses', (name) => {
    const operation = operationOf(name);
    expect(operation, `${name} is in no table of packages/wire/src/api`).toBeDefined();
    expect(operation?.summary).toMatch(/\S/);
    const responses = Object.entries(operation?.responses ?? {});
    const [, success] = responses.find(([status]) => /^(101|2|303)/.test(status)) ?? [];
    expect(success).toBeDefined();
    const isElsewhere = ['101', '303'].some((status) => operation?.responses[status] !== undefined);
    if (success?.content === undefined && !isElsewhere) expect(operation?.responses).toHaveProperty('204');
    expect(responses.some(([status]) => status.startsWith('4'))).toBe(true);
    for (const [status, { content }] of responses.filter(
      ([each]) => each.startsWith('4') || each.startsWith('5'),
    ))
      expect(content?.['application/problem+json'], `${name} ${status}`).toBeDefined();
    for (const part of [
      ...Object.values(operation?.requestBody?.content ?? {}),
      ...Object.values(success?.content ?? {}),
    ])
      expect(Object.keys((part as { schema: object }).schema).length).toBeGreaterThan(0);
  });

  it('knows no route that there is not', () => {
    expect(Object.keys(apiTables).filter((name) => !ofApi.includes(name))).toEqual([]);
  });

  it('names refusals by codes that have a status', () => {
    for (const [name, { problems }] of Object.entries(apiTables))
      for (const code of problems) expect(statusOf(code), `${name} ${code}`).toBeLessThan(500);
  });
});
