import { Button, ErrorNote, ProgressBar, usePageTitle } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useEffect, useRef } from 'react';
import { EarlierImports } from './earlier-imports.tsx';
import { FileDrop } from './file-drop.tsx';
import { HowToGetIt } from './how-to-get-it.tsx';
import { ImportDone } from './import-done.tsx';
import { ForWhom } from './for-whom.tsx';
import { ImportQuestion } from './import-question.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { useImport } from './use-import.ts';

export function ImportPage() {
  usePageTitle('Import a history');
  const { stage, error, progress, read, answer, commit, cancel } = useImport();
  // What was pressed is gone with its stage: the focus goes to what took its place.
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef(stage.name);
  useEffect(() => {
    if (shown.current !== stage.name) place.current?.focus({ preventScroll: true });
    shown.current = stage.name;
  }, [stage.name]);

  return (
    <div ref={place} className={page.page} tabIndex={-1}>
      <h1>Import a history</h1>
      {stage.name === 'choose' ? (
        <>
          <p className={page.lead}>
            Bring the file that a service gave you. It is read on this device and goes nowhere, and nothing is
            kept before you say so.
          </p>
          <ForWhom />
          <FileDrop onFile={read} />
        </>
      ) : null}
      <ErrorNote error={error} />
      {stage.name === 'reading' || stage.name === 'committing' ? (
        <section
          className={page.panel}
          aria-label={stage.name === 'reading' ? 'Reading the file' : 'Importing'}
        >
          <ProgressBar progress={progress} idle={stage.name === 'reading' ? 'Reading' : 'Importing'} />
          {stage.name === 'reading' ? (
            <div>
              <Button icon="stop" onPress={cancel}>
                Cancel
              </Button>
            </div>
          ) : null}
        </section>
      ) : null}
      {stage.name === 'question' ? (
        <ImportQuestion
          format={stage.preview.format}
          question={stage.question}
          aside={<ForWhom />}
          onAnswer={answer}
          onCancel={cancel}
        />
      ) : null}
      {stage.name === 'preview' ? (
        <>
          <ForWhom />
          <PreviewPanel preview={stage.preview} onCommit={commit} onCancel={cancel} />
        </>
      ) : null}
      {stage.name === 'done' ? <ImportDone summary={stage.summary} onAnother={cancel} /> : null}
      {stage.name === 'choose' ? (
        <>
          <HowToGetIt />
          <EarlierImports />
        </>
      ) : null}
    </div>
  );
}
