import { Button, Icon } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import { isFileDropItem } from 'react-aria-components/useDrop';
import styles from './import.module.css';

/** Takes one file, dropped or chosen. Which format it has is found from what is in it. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  return (
    <DropZone
      className={styles.drop ?? ''}
      onDrop={(event) => {
        const dropped = event.items.find(isFileDropItem);
        if (dropped !== undefined) void dropped.getFile().then(onFile);
      }}
    >
      <Icon name="file" />
      <Text slot="label" className={styles.dropWords ?? ''}>
        Drop a file here
      </Text>
      <FileTrigger
        acceptedFileTypes={[
          '.csv',
          '.zip',
          '.json',
          '.txt',
          '.tsv',
          '.html',
          'text/csv',
          'application/zip',
          'application/json',
        ]}
        onSelect={(files) => {
          const file = files?.[0];
          if (file !== undefined) onFile(file);
        }}
      >
        <Button look="primary" icon="upload">
          Choose a file
        </Button>
      </FileTrigger>
      <p className={page.quiet}>CSV, ZIP or JSON, as the service gave it to you</p>
    </DropZone>
  );
}
