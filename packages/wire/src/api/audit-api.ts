import * as v from 'valibot';
import { AuditEntry, AuditPage } from '../audit-entry.ts';
import { count } from '../operator/basics.ts';
import { apiRoutes } from './api-route.ts';

/** Who changed what. */
export const auditApi = apiRoutes({
  'GET /api/operator/audit': {
    tag: 'audit',
    summary: 'Who changed what, the newest first, page by page',
    query: v.strictObject({
      /** Position of an entry: those before it. */
      before: v.optional(v.pipe(count, v.minValue(1))),
      limit: v.optional(v.pipe(count, v.minValue(1), v.maxValue(200)), 50),
    }),
    answer: AuditPage,
    problems: [],
  },
  'GET /api/operator/audit/export': {
    tag: 'audit',
    summary: 'The whole audit log, the oldest first',
    answer: v.array(AuditEntry),
    problems: [],
  },
});
