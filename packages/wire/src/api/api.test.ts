import type { Bundle } from '../query-bundle.ts';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  type ApiAnswer,
  type ApiCall,
  type ApiRequest,
  isBinary,
  type InviteBatch,
  operatorApi,
  publicApi,
} from './index.ts';

describe('the tables of routes', () => {
  it.each(Object.entries({ ...publicApi, ...operatorApi }))(
    '%s describes each variable part of its path',
    (name, route) => {
      const parts = [...name.matchAll(/:(\w+)/g)].map(([, part]) => part);
      const schema = 'params' in route ? route.params : undefined;
      const described = schema && 'entries' in schema ? Object.keys(schema.entries as object) : [];
      expect(described).toEqual(parts);
    },
  );

  it('tell servers and clients what goes and what comes', () => {
    type Publish = (typeof operatorApi)['POST /api/operator/bundles'];
    expectTypeOf<ApiCall<Publish>['body']>().toEqualTypeOf<Bundle>();
    type Revoke = (typeof operatorApi)['POST /api/operator/invites/:id/revoke'];
    expectTypeOf<ApiRequest<Revoke>['params']>().toEqualTypeOf<{ id: string }>();
    expectTypeOf<ApiAnswer<Revoke>>().toEqualTypeOf<InviteBatch>();
    expect(isBinary(operatorApi['GET /api/operator/rounds/:id/sum'].answer)).toBe(true);
  });
});
