import { installWhatIsMissing } from './install.mjs';
import { runUnderNode24 } from './run-under-node-24.mjs';

installWhatIsMissing();
process.exitCode = await runUnderNode24(new URL('../apps/cli/src/main.ts', import.meta.url), [
  'start',
  ...process.argv.slice(2),
]);
