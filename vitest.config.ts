import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take minutes come first, so that at the end no core waits for one of them alone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) =>
      /\/secure-aggregation\/schedules-|\/chaos\/chaos\./.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ['{apps,deploy,packages,server,worker,bench,scripts}/**/*.test.{ts,tsx}'],
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes later on a busy machine; the test's own limit ends it.
    expect: { poll: { timeout: 50_000 } },
    globalSetup: ['server/src/database/testing/postgres-for-tests.ts'],
    reporters: ['default'],
    sequence: { sequencer: LongestFirst },
  },
});
