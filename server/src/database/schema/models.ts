import { sql } from 'drizzle-orm';
import type { ModelOrigin } from '@parlour/wire/api';
import { bigint, check, index, jsonb, real, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytea, madeAt } from './columns.ts';
import { parlour } from './parlour.ts';

const kinds = [
  'collaborative',
  'encoder',
  'embeddings',
  'fusion',
  'popularity',
  'clusters',
  'reports',
] as const;
const isKind = (column: unknown) =>
  sql`${column} in (${sql.raw(kinds.map((kind) => `'${kind}'`).join(', '))})`;

/** Model files that are kept in the data folder, by their hash. */
export const modelVersion = parlour.table(
  'model_version',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    kind: text('kind', { enum: kinds }).notNull(),
    sha256: bytea('sha256').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    origin: jsonb('origin').$type<ModelOrigin>().notNull(),
    createdAt: madeAt('created_at'),
  },
  (row) => [
    check('model_version_kind', isKind(row.kind)),
    check('model_version_hash_length', sql`octet_length(${row.sha256}) = 32`),
    unique('model_version_file').on(row.kind, row.sha256),
  ],
);

/** Every change of what the public files serve. The newest whole one (share 1) of a kind is served; a newer one under 1 is its canary. */
export const modelPromotion = parlour.table(
  'model_promotion',
  {
    position: bigint('position', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: kinds }).notNull(),
    modelId: uuid('model_id')
      .notNull()
      .references(() => modelVersion.id),
    /** Of visits; 0 ends a canary. */
    share: real('share').notNull(),
    at: madeAt('at'),
  },
  (row) => [
    check('model_promotion_kind', isKind(row.kind)),
    check('model_promotion_share', sql`${row.share} >= 0 and ${row.share} <= 1`),
    index('model_promotion_newest').on(row.kind, row.position),
  ],
);
