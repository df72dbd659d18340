import type { ReactNode } from 'react';
import styles from './data-table.module.css';

export interface Column<Row> {
  readonly name: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand to the right, one under the other. */
  readonly isNumber?: boolean;
  /** How a chart beside the table draws these figures. */
  readonly colour?: 'accent' | 'good' | 'muted';
  /** Words that explain the others. */
  readonly isQuiet?: boolean;
  /** Left out of dense tables on narrow screens; what it says is to be found elsewhere too. */
  readonly isExtra?: boolean;
}

interface DataTableProps<Row> {
  readonly caption: string;
  /** The first names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Beside a chart, or where there is much of it. */
  readonly isDense?: boolean;
}

/**
 * On narrow screens each row is a card with its cells under one another, but for dense tables. What is still wider than its
 * place scrolls by itself, also by keyboard. Roles are said, because browsers forget them where tables are laid out as cards.
 */
export function DataTable<Row>({ caption, columns, rows, rowKey, isDense = false }: DataTableProps<Row>) {
  const looks = (column: Column<Row>) => ({
    'data-number': column.isNumber === true || undefined,
    'data-extra': column.isExtra === true || undefined,
    'data-quiet': column.isQuiet === true || undefined,
  });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.scroll} aria-label={caption} tabIndex={0}>
      {/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */}
      <table role="table" className={styles.table} data-dense={isDense || undefined}>
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.name} role="columnheader" scope="col" {...looks(column)}>
                {column.colour === undefined ? null : (
                  <span className={styles.swatch} data-colour={column.colour} />
                )}
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.name} role="rowheader" scope="row" {...looks(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.name} role="cell" {...looks(column)}>
                    <span className={styles.name} aria-hidden="true">
                      {column.name}
                    </span>
                    <div>{column.cell(row)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
