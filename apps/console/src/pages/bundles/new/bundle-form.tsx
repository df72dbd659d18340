import { Button, ErrorNote, Note, SelectField, TextField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { TokenEpoch } from '@parlour/wire';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import form from '../../../components/form.module.css';
import { Panel } from '../../../components/panel.tsx';
import { useNow } from '../../../components/use-now.ts';
import { useChange } from '../../../session/use-change.ts';
import { type BundleDraft, newBundle, newQuery } from './bundle-draft.ts';
import { CostPreview } from './cost-preview.tsx';
import { NUMBERS } from './number-fields.ts';
import { QueryFields } from './query-fields.tsx';
import { leastCohort, readDraft } from './read-draft.ts';

const AUDIENCES = [
  { value: 'people', name: 'People' },
  { value: 'simulation', name: 'A simulation, which real devices refuse' },
] as const;

export function BundleForm({ epochs }: { epochs: readonly TokenEpoch[] }) {
  const [draft, setDraft] = useState(() => newBundle(epochs[0]));
  const now = useNow();
  const navigate = useNavigate();
  const { busy, error, run } = useChange('POST /api/operator/bundles', {
    done: 'Published. Devices see it from now on.',
    touches: ['GET /api/operator/bundles'],
  });
  const { bundle, problems } = readDraft(draft, now);
  const put = (fields: Partial<BundleDraft>): void => setDraft({ ...draft, ...fields });
  const least = leastCohort(draft);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (bundle === undefined || busy) return;
    const published = await run({ body: bundle });
    if (published !== undefined) await navigate(`/bundles/${published.hash}`);
  };
  return (
    <form className={form.form} aria-label="A new bundle" onSubmit={(event) => void submit(event)}>
      <Panel title="Who is asked, and until when">
        <div className={form.fields}>
          <SelectField
            label="Audience"
            value={draft.audience}
            options={AUDIENCES}
            onChange={(audience) => put({ audience })}
          />
          <SelectField
            label="Epoch"
            value={draft.epoch}
            options={epochs.map(({ id }) => ({ value: id, name: id }))}
            onChange={(epoch) => put({ epoch })}
            help="A person has one token an epoch."
          />
          <TextField
            label="Expires"
            type="datetime-local"
            value={draft.expiry}
            onChange={(expiry) => put({ expiry })}
            problem={problems.expiry}
            help="In your time zone."
          />
        </div>
      </Panel>
      {draft.queries.map((query, index) => (
        <QueryFields
          key={query.key}
          number={index + 1}
          query={query}
          problems={problems}
          onChange={(next) =>
            put({ queries: draft.queries.map((one) => (one.key === next.key ? next : one)) })
          }
          {...(draft.queries.length > 1 && {
            onRemove: () => put({ queries: draft.queries.filter(({ key }) => key !== query.key) }),
          })}
        />
      ))}
      <div>
        <Button icon="plus" onPress={() => put({ queries: [...draft.queries, newQuery()] })}>
          Ask one more thing
        </Button>
      </div>
      <Panel title="How people are protected">
        <div className={form.fields}>
          {NUMBERS.map(({ field, label, help, inputMode }) => (
            <TextField
              key={field}
              label={label}
              value={draft[field]}
              onChange={(value) => put({ [field]: value })}
              inputMode={inputMode}
              problem={problems[field]}
              help={field === 'cohortSize' && least !== undefined ? `At least ${least} of them.` : help}
            />
          ))}
        </div>
        {problems.whole === undefined ? null : (
          <Note tone="bad" icon="warning">
            {problems.whole}
          </Note>
        )}
      </Panel>
      <CostPreview bundle={bundle} />
      <ErrorNote error={error} />
      <div className={page.row}>
        <Button look="primary" icon="check" type="submit" isDisabled={bundle === undefined || busy}>
          Publish
        </Button>
        <span className={page.quiet}>It is signed, and never changes afterwards.</span>
      </div>
    </form>
  );
}
