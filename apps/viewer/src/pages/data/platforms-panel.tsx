import { Chips, ErrorNote, SelectField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { Settings } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { useQuery } from '../../brain/use-query.ts';
import { COUNTRIES } from '../../format/countries.ts';
import { platformName } from '../../format/names.ts';
import { useSession } from '../../session/session.ts';

interface SettingsProps {
  readonly settings: Settings;
  readonly onChange: (settings: Settings) => void;
}

export function PlatformsPanel({ settings, onChange }: SettingsProps) {
  const brain = useBrain();
  const session = useSession();
  const facets = useQuery('facets', () => brain.facets());
  const { error, run } = useAction();
  const change = (part: Partial<Settings>): void => {
    void run(async () => {
      onChange(await brain.changeSettings(part));
      session.keepHome(undefined);
    });
  };
  return (
    <section className={page.panel} aria-labelledby="platforms">
      <h2 id="platforms">Where you watch</h2>
      <p className={page.quiet} id="platforms-help">
        Press the platforms you have. With none pressed, titles from all of them are shown.
      </p>
      <Chips
        label="Platforms you have"
        values={settings.platforms}
        options={facets.value?.platforms.map(({ value }) => ({ value, name: platformName(value) })) ?? []}
        onChange={(platforms) => change({ platforms })}
      />
      <SelectField
        label="Country"
        value={settings.country ?? ''}
        options={COUNTRIES}
        onChange={(country) => change({ country: country === '' ? undefined : country })}
        help="Platforms offer different titles in different countries."
      />
      <ErrorNote error={error ?? facets.error} />
    </section>
  );
}
