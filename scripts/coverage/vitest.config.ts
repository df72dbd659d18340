import { join } from 'node:path';
import { mergeConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

export default mergeConfig(base, {
  root: join(import.meta.dirname, '../..'),
  test: { setupFiles: [join(import.meta.dirname, 'take-coverage.ts')] },
});
