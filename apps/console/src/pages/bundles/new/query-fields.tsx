import { Button, TextField } from '@parlour/interface';
import form from '../../../components/form.module.css';
import { Panel } from '../../../components/panel.tsx';
import type { QueryDraft } from './bundle-draft.ts';
import type { Problems } from './read-draft.ts';

interface QueryFieldsProps {
  readonly number: number;
  readonly query: QueryDraft;
  readonly problems: Problems;
  readonly onChange: (query: QueryDraft) => void;
  readonly onRemove?: () => void;
}

const NUMBERS = [
  { field: 'dimension', label: 'Numbers', help: 'Length of the vector.' },
  { field: 'version', label: 'Version', help: 'Of what answers it.' },
  { field: 'scale', label: 'Scale', help: 'Before it is clipped.' },
  { field: 'clipShare', label: 'Share of the clip', help: 'Of the L2 norm.' },
  {
    field: 'sumNorm',
    label: 'Largest sum',
    help: 'Share of what all devices could add up to; measured on honest ones. A larger sum is discarded.',
  },
] as const;

/** A field complains only once something stands in it. */
const saidOf = (text: string, problem: string | undefined) => (text.trim() === '' ? undefined : problem);

export function QueryFields({ number, query, problems, onChange, onRemove }: QueryFieldsProps) {
  return (
    <Panel
      title={`Query ${number}`}
      {...(onRemove !== undefined && {
        actions: (
          <Button look="quiet" icon="trash" onPress={onRemove}>
            Remove
          </Button>
        ),
      })}
    >
      <div className={form.fields}>
        <div className={form.wide}>
          <TextField
            label="Purpose, in plain words"
            value={query.purpose}
            onChange={(purpose) => onChange({ ...query, purpose })}
            problem={saidOf(query.purpose, problems[`${query.key}/purpose`])}
            help="People read this before they agree."
          />
        </div>
        <TextField
          label="What answers it"
          value={query.id}
          onChange={(id) => onChange({ ...query, id })}
          problem={saidOf(query.id, problems[`${query.key}/id`])}
          help="E.g. model/encoder."
        />
        {NUMBERS.map(({ field, label, help }) => (
          <TextField
            key={field}
            label={label}
            value={query[field]}
            onChange={(value) => onChange({ ...query, [field]: value })}
            inputMode="decimal"
            problem={saidOf(query[field], problems[`${query.key}/${field}`])}
            help={help}
          />
        ))}
      </div>
    </Panel>
  );
}
