import type { BrainApi } from '../brain-api/index.ts';
import type { Home } from './home.ts';
import { progressToPage } from './progress-to-page.ts';

type ImportMethods = Pick<
  BrainApi,
  | 'previewImport'
  | 'commitImport'
  | 'prepareImport'
  | 'stopPreview'
  | 'cancelImport'
  | 'imports'
  | 'undoImport'
  | 'unmatchedCsv'
>;

interface ImportParts {
  /** Throws `vault/locked`. */
  readonly atHome: () => Home;
  /** Undefined while the vault is locked. */
  readonly home: () => Home | undefined;
  /** Makes ready what matching of names needs. */
  readonly prepare: () => Promise<unknown>;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  /** The history has changed. */
  readonly publish: () => void;
}

/** What the page may ask of importing a history. */
export const importMethods = ({ atHome, home, prepare, clock, publish }: ImportParts): ImportMethods => ({
  async previewImport(file, answers, onProgress) {
    const { imports, profile } = atHome();
    return imports.preview(file, answers, profile, progressToPage(onProgress, clock));
  },
  async commitImport(previewId, choices, onProgress) {
    const { imports, learner, shareChanges } = atHome();
    try {
      const summary = await imports.commit(previewId, choices, progressToPage(onProgress, clock));
      if (summary.added > 0) learner.learnAnew();
      return summary;
    } finally {
      shareChanges();
      publish();
    }
  },
  async prepareImport() {
    await prepare();
  },
  async stopPreview() {
    home()?.imports.stopReading();
  },
  async cancelImport(previewId) {
    atHome().imports.cancel(previewId);
  },
  async imports() {
    const { imports, profile } = atHome();
    return imports.list(profile);
  },
  async undoImport(importId) {
    const { imports, learner, shareChanges } = atHome();
    await imports.undo(importId);
    learner.learnAnew();
    shareChanges();
    publish();
  },
  async unmatchedCsv(importId) {
    const { imports, profile } = atHome();
    return imports.unmatchedCsv(importId, profile);
  },
});
