import { Button, bytes } from '@parlour/interface';
import { useId, useRef } from 'react';
import styles from './file-field.module.css';

interface FileFieldProps {
  readonly label: string;
  readonly file: File | undefined;
  readonly onChange: (file: File | undefined) => void;
  readonly accept?: string;
}

/** One file of the person's machine. */
export function FileField({ label, file, onChange, accept }: FileFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        ref={input}
        id={id}
        className={styles.input}
        type="file"
        accept={accept}
        onChange={(event) => onChange(event.target.files?.[0])}
      />
      {file === undefined ? null : (
        <p className={styles.said}>
          {file.name}, {bytes(file.size)}
          <Button
            look="quiet"
            icon="close"
            onPress={() => {
              if (input.current !== null) input.current.value = '';
              onChange(undefined);
            }}
          >
            Not this one
          </Button>
        </p>
      )}
    </div>
  );
}
