import { Button, counted, Empty, ErrorNote, usePageTitle } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useBrain } from '../../brain/brain-context.ts';
import { useQuery } from '../../brain/use-query.ts';
import { CardSkeletons } from '../../components/card/card-skeletons.tsx';
import { calledName, useProfiles } from '../../profiles/use-profiles.ts';
import { FilterBar } from './filter-bar.tsx';
import { isFiltered, NO_FILTERS } from './filters.ts';
import { HomeEntries } from './home-entries.tsx';
import { ListNotes } from './list-notes.tsx';
import { SaveList } from './save-list.tsx';
import { TogetherNote } from './together-note.tsx';
import { SourceBanner } from './source-banner.tsx';
import { useHomeList } from './use-home-list.ts';

export function HomePage() {
  usePageTitle('For you');
  const brain = useBrain();
  const home = useHomeList();
  const facets = useQuery('facets', () => brain.facets());
  const { list } = home;
  const { active, isAlone } = useProfiles();
  return (
    <div className={page.page}>
      <div className={page.spread}>
        <h1>{isAlone || active === undefined ? 'For you' : `For ${calledName(active)}`}</h1>
        <output className={page.quiet}>
          {list === undefined ? 'Choosing…' : `${counted(list.considered, 'title')} to choose from`}
        </output>
      </div>
      <FilterBar facets={facets.value} filters={home.filters} onChange={home.filter} />
      {list === undefined ? null : <SourceBanner source={list.source} onShuffle={home.shuffle} />}
      {list === undefined ? null : <ListNotes list={list} />}
      {list?.source === 'personal' && active?.isFirst === true ? <TogetherNote /> : null}
      <ErrorNote error={home.error ?? facets.error} />
      {list === undefined ? <CardSkeletons count={12} /> : null}
      {list !== undefined && list.entries.length > 0 ? (
        <HomeEntries entries={list.entries} busy={home.busy} rewatch={list.filters.rewatch} />
      ) : null}
      {list !== undefined && list.entries.length === 0 && !home.busy ? (
        <Empty title="Nothing fits">
          <p>No title passes all of these filters.</p>
          {isFiltered(home.filters) ? (
            <Button onPress={() => home.filter(NO_FILTERS)}>Clear filters</Button>
          ) : null}
        </Empty>
      ) : null}
      {list !== undefined && list.considered > list.entries.length ? (
        <div className={page.centred}>
          <Button onPress={home.more} isDisabled={home.busy}>
            Show more
          </Button>
        </div>
      ) : null}
      {list !== undefined && list.entries.length > 0 ? <SaveList entries={list.entries} /> : null}
    </div>
  );
}
