import { ParlourError } from '@parlour/wire';

/** Ends a command: a `ParlourError` as its three sentences, anything else with its stack, always on standard error. */
export function reportAndExit(error: unknown): never {
  if (error instanceof ParlourError) {
    process.stderr.write(`\n${error.message}\n${error.meaning}\n${error.mend}\n`);
  } else {
    process.stderr.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  process.exit(1);
}
