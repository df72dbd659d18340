import { plainError } from '@parlour/interface';
import type { PlainError } from '@parlour/wire';
import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type {
  ImportAnswers,
  ImportChoices,
  ImportPreview,
  ImportSummary,
  Progress,
} from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { useProgress } from '../../brain/use-progress.ts';
import { keepStorage } from '../../session/keep-storage.ts';
import { useSession } from '../../session/session.ts';

export type Question = NonNullable<ImportPreview['question']>;

export type Stage =
  | { readonly name: 'choose' | 'reading' | 'committing' }
  | { readonly name: 'question'; readonly preview: ImportPreview; readonly question: Question }
  | { readonly name: 'preview'; readonly preview: ImportPreview }
  | { readonly name: 'done'; readonly summary: ImportSummary };

export interface ImportWork {
  readonly stage: Stage;
  readonly error: PlainError | undefined;
  readonly progress: Progress | undefined;
  readonly read: (file: File) => void;
  readonly answer: (answers: ImportAnswers) => void;
  readonly commit: (choices: ImportChoices) => void;
  /** Back to the choice of a file; what was read so far is dropped. */
  readonly cancel: () => void;
}

/** One import, from the file to the summary. */
export function useImport(): ImportWork {
  const brain = useBrain();
  const session = useSession();
  const { progress, listen, reset } = useProgress();
  const [stage, setStage] = useState<Stage>({ name: 'choose' });
  const [error, setError] = useState<PlainError>();
  const file = useRef<File>(undefined);
  const answers = useRef<ImportAnswers>({});
  const turn = useRef(0);
  const openPreview = useRef<string>(undefined);

  const drop = useCallback(() => {
    const id = openPreview.current;
    openPreview.current = undefined;
    const dropped = id === undefined ? brain.stopPreview() : brain.cancelImport(id);
    dropped.catch(() => undefined);
  }, [brain]);

  useEffect(() => {
    // What fails here fails again, and is told, when there is a file.
    brain.prepareImport().catch(() => undefined);
    // Leaving the page is cancelling.
    return () => {
      turn.current += 1;
      drop();
    };
  }, [brain, drop]);

  /** Starts something long; `then` is left out if the person has cancelled meanwhile. */
  const during = async <T>(
    name: 'reading' | 'committing',
    work: () => Promise<T>,
    then: (result: T) => Stage,
  ): Promise<void> => {
    turn.current += 1;
    const mine = turn.current;
    setError(undefined);
    reset();
    setStage({ name });
    try {
      const result = await work();
      // A preview is much to draw: in slices, so that no frame waits for all of it.
      if (turn.current === mine) startTransition(() => setStage(then(result)));
    } catch (problem) {
      if (turn.current !== mine) return;
      setError(plainError(problem));
      setStage({ name: 'choose' });
    }
  };

  const preview = (chosen: File): void => {
    const mine = turn.current + 1;
    const work = async (): Promise<ImportPreview> => {
      const result = await brain.previewImport(chosen, answers.current, listen());
      if (turn.current === mine) openPreview.current = result.id;
      else brain.cancelImport(result.id).catch(() => undefined);
      return result;
    };
    void during('reading', work, (result) =>
      result.question === undefined
        ? { name: 'preview', preview: result }
        : { name: 'question', preview: result, question: result.question },
    );
  };

  return {
    stage,
    error,
    progress,
    read: (chosen) => {
      file.current = chosen;
      answers.current = {};
      preview(chosen);
    },
    answer: (more) => {
      drop();
      answers.current = { ...answers.current, ...more };
      if (file.current !== undefined) preview(file.current);
    },
    commit: (choices) => {
      const id = openPreview.current;
      if (id === undefined) return;
      const work = async (): Promise<ImportSummary> => {
        const summary = await brain.commitImport(id, choices, listen());
        openPreview.current = undefined;
        session.keepHome(undefined);
        if (summary.added > 0) void keepStorage();
        return summary;
      };
      void during('committing', work, (summary) => ({ name: 'done', summary }));
    },
    cancel: () => {
      turn.current += 1;
      drop();
      setError(undefined);
      setStage({ name: 'choose' });
    },
  };
}
