import { Pager } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useState } from 'react';
import type { AmbiguousTitle } from '@parlour/worker/brain-api';
import { AmbiguousChoice } from './ambiguous-choice.tsx';

const PAGE = 10;

interface AmbiguousTabProps {
  readonly ambiguous: readonly AmbiguousTitle[];
  readonly items: Readonly<Record<string, string | null>>;
  readonly onChange: (key: string, id: string | null) => void;
}

export function AmbiguousTab({ ambiguous, items, onChange }: AmbiguousTabProps) {
  const [offset, setOffset] = useState(0);
  return (
    <div className={page.stack}>
      <p className={page.quiet}>
        Several titles are called that. Those you leave open stay unmatched in your vault, and nothing is
        lost.
      </p>
      {ambiguous.slice(offset, offset + PAGE).map((title) => (
        <AmbiguousChoice
          key={title.key}
          title={title}
          chosen={items[title.key]}
          onChange={(id) => onChange(title.key, id)}
        />
      ))}
      <Pager
        label="Pages of ambiguous titles"
        offset={offset}
        size={PAGE}
        total={ambiguous.length}
        onChange={setOffset}
      />
    </div>
  );
}
