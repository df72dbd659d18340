import { Button, ErrorNote, ProgressBar, SelectField, TextField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { ImportFormat } from '@parlour/wire/api';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { handOver } from '../../api/operate.ts';
import { CheckField } from '../../components/check-field.tsx';
import { FileField } from '../../components/file-field.tsx';
import form from '../../components/form.module.css';
import { Panel } from '../../components/panel.tsx';
import { useWork } from '../../session/use-change.ts';
import { FORMATS } from './job-words.ts';

export function ImportForm() {
  const navigate = useNavigate();
  const [file, setFile] = useState<File>();
  const [format, setFormat] = useState<ImportFormat>('jsonld');
  const [platform, setPlatform] = useState('');
  const [publish, setPublish] = useState(true);
  const [includeAdult, setAdult] = useState(false);
  const [sent, setSent] = useState<number>();
  const { busy, error, run } = useWork(
    (chosen: File) =>
      handOver(
        'POST /api/operator/imports',
        {
          name: chosen.name.slice(0, 200),
          format,
          publish,
          ...(format === 'streaming-csv' && { platform: platform.trim() }),
          ...(format === 'tmdb' && { includeAdult }),
        },
        chosen,
        setSent,
      ),
    { touches: ['GET /api/operator/jobs'] },
  );
  const isReady = file !== undefined && (format !== 'streaming-csv' || platform.trim() !== '');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (file === undefined || !isReady || busy) return;
    setSent(0);
    const job = await run(file);
    setSent(undefined);
    if (job !== undefined) await navigate(`/catalogue/jobs/${job.id}`);
  };
  return (
    <Panel
      title="Import a file"
      lead="What is wrong in it is left out line by line and shown; the rest comes in."
    >
      <form className={form.form} onSubmit={(event) => void submit(event)}>
        <FileField label="File" file={file} onChange={setFile} />
        <div className={form.fields}>
          <SelectField label="Format" value={format} options={FORMATS} onChange={setFormat} />
          {format === 'streaming-csv' ? (
            <TextField
              label="Platform"
              value={platform}
              onChange={setPlatform}
              help="Small letters and hyphens, e.g. hbo-max."
            />
          ) : null}
        </div>
        <CheckField isSelected={publish} onChange={setPublish}>
          Publish the catalogue afterwards
        </CheckField>
        {format === 'tmdb' ? (
          <CheckField isSelected={includeAdult} onChange={setAdult}>
            Also titles that are marked as adult
          </CheckField>
        ) : null}
        <ErrorNote error={error} />
        {sent === undefined ? null : (
          <ProgressBar progress={{ step: 'Sending the file', fraction: sent }} idle="Sending the file" />
        )}
        <div className={page.row}>
          <Button look="primary" icon="upload" type="submit" isDisabled={!isReady || busy}>
            Import
          </Button>
        </div>
      </form>
    </Panel>
  );
}
