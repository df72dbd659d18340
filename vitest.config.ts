import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{apps,packages,server,worker,bench,scripts}/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    reporters: ['default'],
  },
});
