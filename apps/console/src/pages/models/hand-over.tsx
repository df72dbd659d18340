import { Button, ErrorNote, ProgressBar, SelectField, TextField, useToast } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { ModelKind } from '@parlour/wire/api';
import { type FormEvent, useState } from 'react';
import { handOver } from '../../api/operate.ts';
import { FileField } from '../../components/file-field.tsx';
import form from '../../components/form.module.css';
import { Panel } from '../../components/panel.tsx';
import { useWork } from '../../session/use-change.ts';
import { MODEL_KINDS } from './model-words.ts';

/** A model that was made elsewhere, by `npx parlour train`. */
export function HandOver() {
  const toast = useToast();
  const [file, setFile] = useState<File>();
  const [kind, setKind] = useState<ModelKind>('collaborative');
  const [source, setSource] = useState('');
  const [sent, setSent] = useState<number>();
  const { busy, error, run } = useWork(
    (model: File) => {
      const sources = source.trim() === '' ? [] : [source.trim()];
      const origin = JSON.stringify({ sources, rounds: [], command: null, quality: {} });
      return handOver('POST /api/operator/models', { kind, origin }, model, setSent);
    },
    { touches: ['GET /api/operator/models'] },
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (file === undefined || busy) return;
    setSent(0);
    const version = await run(file);
    setSent(undefined);
    if (version === undefined) return;
    toast({ message: 'The server has it. It is not served until it is promoted.' });
    setFile(undefined);
  };
  return (
    <Panel title="Hand a model over" lead="A file that npx parlour train wrote, here or on another machine.">
      <form className={form.form} onSubmit={(event) => void submit(event)}>
        <FileField label="Model file" file={file} onChange={setFile} />
        <div className={form.fields}>
          <SelectField
            label="Kind"
            value={kind}
            options={MODEL_KINDS.map((one) => ({ value: one.kind, name: one.name }))}
            onChange={setKind}
          />
          <TextField label="Made of" value={source} onChange={setSource} help="E.g. MovieLens 32M." />
        </div>
        <ErrorNote error={error} />
        {sent === undefined ? null : (
          <ProgressBar progress={{ step: 'Sending the file', fraction: sent }} idle="Sending the file" />
        )}
        <div className={page.row}>
          <Button type="submit" icon="upload" isDisabled={file === undefined || busy}>
            Hand it over
          </Button>
        </div>
      </form>
    </Panel>
  );
}
