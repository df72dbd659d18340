import { Icon } from '@parlour/interface';
import type { ItemCard, MyView, ReportKind } from '@parlour/worker/brain-api';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useFeedback } from '../../session/use-feedback.ts';
import { useMine } from '../../session/use-mine.ts';
import styles from './report-title.module.css';
import page from './title-page.module.css';

const REPORTS: readonly { readonly kind: ReportKind; readonly words: string }[] = [
  { kind: 'report-broken', words: 'A link is broken' },
  { kind: 'report-wrong', words: 'Something here is wrong' },
  { kind: 'report-elsewhere', words: 'Not available here' },
];

/** What a person may say of a title's entry: kept in the vault, and told only in sums that nobody can take apart. */
export function ReportTitle({ card, mine: known }: { card: ItemCard; mine: MyView }) {
  const mine = useMine(card.id, known);
  const say = useFeedback();
  return (
    <section className={page.section} aria-labelledby="report">
      <h2 id="report">Is something wrong with this entry?</h2>
      <fieldset className={styles.kinds} aria-label={`What is wrong with the entry of ${card.name}`}>
        {REPORTS.map(({ kind, words }) => {
          const isOn = mine.reported.includes(kind);
          return (
            <ToggleButton
              key={kind}
              className={styles.kind ?? ''}
              isSelected={isOn}
              onChange={(isSelected) => say(card, mine, { kind, on: isSelected })}
            >
              <Icon name={isOn ? 'check' : 'plus'} />
              {words}
            </ToggleButton>
          );
        })}
      </fieldset>
      <p className={page.aside}>
        What you say stays in your vault. If you take part in rounds, it is counted together with what many
        others say; once clearly many report a title, it is trusted less for everybody.
      </p>
    </section>
  );
}
