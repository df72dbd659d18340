import { Icon } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { DisclosureGroup } from 'react-aria-components/DisclosureGroup';
import { Heading } from 'react-aria-components/Heading';
import { Button } from 'react-aria-components/Button';
import styles from './import.module.css';
import { SOURCES } from './sources.ts';

export function HowToGetIt() {
  return (
    <section className={page.stack} aria-labelledby="how-to-get-it">
      <h2 id="how-to-get-it">How to get your file</h2>
      <DisclosureGroup className={styles.sources ?? ''}>
        {SOURCES.map(({ name, steps }) => (
          <Disclosure key={name} className={styles.source ?? ''}>
            <Heading level={3}>
              <Button slot="trigger" className={styles.sourceButton ?? ''}>
                {name}
                <Icon name="down" />
              </Button>
            </Heading>
            <DisclosurePanel>
              <ol className={styles.steps}>
                {steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </DisclosurePanel>
          </Disclosure>
        ))}
      </DisclosureGroup>
    </section>
  );
}
