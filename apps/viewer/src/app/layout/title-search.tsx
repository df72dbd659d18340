import { Icon, insideMain } from '@parlour/interface';
import { useEffect, useState } from 'react';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { useNavigate } from 'react-router';
import type { ItemCard } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { factsOf } from '../../format/facts.ts';
import { titlePath } from '../../format/title-path.ts';
import styles from './title-search.module.css';

const MOST = 8;

/** Finds titles by name; choosing one opens its page. Nothing typed here leaves the device or is kept. */
export function TitleSearch() {
  const brain = useBrain();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ text: string; cards: ItemCard[] }>({ text: '', cards: [] });

  useEffect(() => {
    const wanted = text.trim();
    let current = true;
    const ask = wanted === '' ? Promise.resolve([]) : brain.findTitles(wanted, MOST);
    ask.then(
      (cards) => current && setFound({ text: wanted, cards }),
      () => current && setFound({ text: wanted, cards: [] }),
    );
    return () => {
      current = false;
    };
  }, [text, brain]);

  const answered = text.trim() !== '' && found.text === text.trim();
  return (
    <ComboBox
      className={styles.search ?? ''}
      aria-label="Search titles"
      inputValue={text}
      onInputChange={setText}
      items={found.cards}
      defaultFilter={() => true}
      allowsEmptyCollection
      menuTrigger="input"
      value={null}
      onChange={(id) => {
        if (id === null) return;
        setText('');
        void navigate(titlePath(String(id)));
      }}
    >
      <Icon name="search" />
      <Input className={styles.input ?? ''} placeholder="Search titles" enterKeyHint="search" />
      <Popover className={styles.popover ?? ''} isNonModal offset={6} {...insideMain()}>
        <ListBox<ItemCard>
          className={styles.list ?? ''}
          renderEmptyState={() => <p>{answered ? 'No title of that name.' : 'Type a name…'}</p>}
        >
          {(card) => (
            <ListBoxItem id={card.id} textValue={card.name} className={styles.option ?? ''}>
              <strong>{card.name}</strong>
              <span>{factsOf(card).join(' · ')}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
