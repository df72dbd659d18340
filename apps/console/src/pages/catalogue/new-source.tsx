import { Button, ErrorNote, SelectField, TextField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { type ImportFormat, SourceOrder } from '@parlour/wire/api';
import { type FormEvent, useState } from 'react';
import * as v from 'valibot';
import form from '../../components/form.module.css';
import { useChange } from '../../session/use-change.ts';
import { FORMATS } from './job-words.ts';

export function NewSource() {
  const [isOpen, setOpen] = useState(false);
  return isOpen ? (
    <SourceForm onDone={() => setOpen(false)} />
  ) : (
    <div>
      <Button icon="plus" onPress={() => setOpen(true)}>
        Add a source
      </Button>
    </div>
  );
}

function SourceForm({ onDone }: { onDone: () => void }) {
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [format, setFormat] = useState<ImportFormat>('jsonld');
  const [platform, setPlatform] = useState('');
  const { busy, error, run } = useChange('POST /api/operator/sources', {
    done: 'The source is there. Import it now, or schedule it.',
    touches: ['GET /api/operator/sources'],
  });
  const order = v.safeParse(SourceOrder, {
    name,
    url,
    format,
    ...(format === 'streaming-csv' && { platform: platform.trim() }),
  });
  const isAddress = v.is(SourceOrder.entries.url, url);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!order.success || busy) return;
    if ((await run({ body: order.output })) !== undefined) onDone();
  };
  return (
    <form className={form.form} aria-label="A new source" onSubmit={(event) => void submit(event)}>
      <div className={form.fields}>
        <TextField label="Name" value={name} onChange={setName} focusFirst />
        <TextField
          label="Address"
          type="url"
          value={url}
          onChange={setUrl}
          problem={url === '' || isAddress ? undefined : 'An address that begins with https:// or http://.'}
        />
        <SelectField label="Format" value={format} options={FORMATS} onChange={setFormat} />
        {format === 'streaming-csv' ? (
          <TextField label="Platform" value={platform} onChange={setPlatform} help="E.g. hbo-max." />
        ) : null}
      </div>
      <ErrorNote error={error} />
      <div className={page.row}>
        <Button look="primary" type="submit" isDisabled={!order.success || busy}>
          Add it
        </Button>
        <Button look="quiet" onPress={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
