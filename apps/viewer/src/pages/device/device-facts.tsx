import { bytes } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { DeviceReport } from '@parlour/worker/brain-api';
import styles from './device.module.css';

export function DeviceFacts({ report }: { report: DeviceReport }) {
  const { usedBytes, quotaBytes } = report.storage;
  return (
    <section className={page.panel} aria-labelledby="device-facts">
      <h2 id="device-facts">Storage and processor</h2>
      <dl className={styles.facts}>
        <dt>Used here</dt>
        <dd>{usedBytes === undefined ? 'The browser does not say' : bytes(usedBytes)}</dd>
        <dt>Allowed by the browser</dt>
        <dd>{quotaBytes === undefined ? 'The browser does not say' : bytes(quotaBytes)}</dd>
        <dt>Processor threads</dt>
        <dd>{report.cores}</dd>
        <dt>Isolated from other sites</dt>
        <dd>{report.crossOriginIsolated ? 'Yes' : 'No'}</dd>
      </dl>
    </section>
  );
}
