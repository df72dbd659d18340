import { sql } from 'drizzle-orm';
import { customType, timestamp } from 'drizzle-orm/pg-core';

/** Bytes as they are; the driver gives a `Buffer`, which is a `Uint8Array`. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
});

/** A moment by the database's clock, the only one that deadlines compare with. */
export const moment = (name: string) => timestamp(name, { withTimezone: true });

/** A moment that is the row's making unless told. */
export const madeAt = (name: string) => moment(name).notNull().default(sql`now()`);
