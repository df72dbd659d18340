import { count, counted, dayName } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { ImportPreview } from '@parlour/worker/brain-api';
import styles from './import.module.css';
import { leftOut } from './left-out.ts';

export function PreviewFacts({ preview }: { preview: ImportPreview }) {
  const { rows, known, ignored, matched, unmatched, from, to } = preview;
  const left = leftOut(ignored);
  const facts = [
    { name: 'Rows', value: count(rows) },
    { name: 'Titles matched', value: count(matched.length) },
    { name: 'Without a match', value: count(unmatched.length) },
    { name: 'Already in the vault', value: counted(known, 'row') },
    ...(from === undefined || to === undefined
      ? []
      : [{ name: 'Time', value: `${dayName(from)} to ${dayName(to)}` }]),
  ];
  return (
    <>
      <dl className={styles.figures}>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {left === undefined ? null : <p className={page.quiet}>{left}.</p>}
    </>
  );
}
