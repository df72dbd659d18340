import { pgSchema } from 'drizzle-orm/pg-core';

/** Everything of ours lies in one schema, beside whatever else an operator's database holds. */
export const parlour = pgSchema('parlour');
