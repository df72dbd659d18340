import { Button } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { type ReactNode, useState } from 'react';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import type { ImportAnswers } from '@parlour/worker/brain-api';
import { OwnProfileFor } from './own-profile-for.tsx';
import { questionChoices } from './question-choices.ts';
import styles from './import.module.css';
import type { Question } from './use-import.ts';

interface ImportQuestionProps {
  readonly format: string;
  readonly question: Question;
  /** Whose history the file goes into. */
  readonly aside: ReactNode;
  readonly onAnswer: (answers: ImportAnswers) => void;
  readonly onCancel: () => void;
}

/** What the file alone cannot tell. */
export function ImportQuestion({ format, question, aside, onAnswer, onCancel }: ImportQuestionProps) {
  const { title, help, choices } = questionChoices(question);
  const [chosen, setChosen] = useState<string | null>(null);
  const answer = choices.find((choice) => choice.value === chosen)?.answer;
  return (
    <section className={page.panel} aria-label="A question about the file">
      <p className={page.quiet}>{format}</p>
      <RadioGroup className={page.stack ?? ''} value={chosen} onChange={setChosen}>
        <Label className={styles.question ?? ''}>{title}</Label>
        <p>{help}</p>
        {choices.map(({ value, name, aside }) => (
          <Radio key={value} value={value} className={styles.choice ?? ''}>
            <span className={styles.dot} />
            <span>
              <strong>{name}</strong>
              <span>{aside}</span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {aside}
      {question.kind === 'profile' && chosen !== null ? <OwnProfileFor name={chosen} /> : null}
      <div className={page.row}>
        <Button
          look="primary"
          isDisabled={answer === undefined}
          onPress={() => {
            if (answer !== undefined) onAnswer(answer);
          }}
        >
          Go on
        </Button>
        <Button look="quiet" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </section>
  );
}
