import { count, momentName } from '@parlour/interface';
import type { AuditEntry } from '@parlour/wire';
import { DataTable } from '../../components/data-table.tsx';
import styles from './audit-table.module.css';
import { actorName, detailWords } from './audit-words.ts';

export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <DataTable
      caption="Audit log"
      columns={[
        { name: 'No.', isNumber: true, cell: ({ position }) => count(position) },
        { name: 'When', cell: ({ at }) => <span className={styles.when}>{momentName(at)}</span> },
        { name: 'Who', cell: ({ actor }) => actorName(actor) },
        { name: 'What', cell: ({ action }) => <code>{action}</code> },
        {
          name: 'On',
          isExtra: true,
          cell: ({ subject }) => (subject === null ? '' : <code title={subject}>{subject.slice(0, 8)}</code>),
        },
        {
          name: 'Detail',
          isExtra: true,
          cell: (entry) => <span className={styles.detail}>{detailWords(entry)}</span>,
        },
        {
          name: 'Hash',
          isExtra: true,
          cell: ({ hash }) => <code title={hash}>{hash.slice(0, 8)}</code>,
        },
      ]}
      rows={entries}
      rowKey={({ hash }) => hash}
    />
  );
}
