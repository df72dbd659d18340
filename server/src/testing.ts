// For tests of other packages that need a PostgreSQL of their own.
export {
  type ControlledOptions,
  type ControlledPostgres,
  controlledPostgres,
} from './postgres/testing/controlled-postgres.ts';
export { type Person, testProvider } from './log-in/test/test-provider.ts';
export { postgresFolder } from './postgres/testing/postgres-folder.ts';
