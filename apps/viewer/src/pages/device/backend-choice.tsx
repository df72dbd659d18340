import { ErrorNote, SelectField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { BackendName, DeviceReport } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { BACKENDS } from './backend-names.ts';

interface BackendChoiceProps {
  readonly report: DeviceReport;
  readonly onReport: (report: DeviceReport) => void;
}

export function BackendChoice({ report, onReport }: BackendChoiceProps) {
  const brain = useBrain();
  const { error, run } = useAction();
  const options: { value: BackendName | 'auto'; name: string }[] = [
    { value: 'auto', name: 'Whichever is fastest here' },
    ...report.backends
      .filter(({ available }) => available)
      .map(({ name }) => ({ value: name, name: BACKENDS[name] })),
  ];
  return (
    <section className={page.panel} aria-labelledby="backend-choice">
      <h2 id="backend-choice">Choose yourself</h2>
      <SelectField
        label="Compute with"
        value={report.override}
        options={options}
        onChange={(name) => void run(async () => onReport(await brain.chooseBackend(name)))}
        help="All of them give the same list; they differ in speed only."
      />
      <ErrorNote error={error} />
    </section>
  );
}
