import { percent } from '@parlour/interface';
import type { Query } from '@parlour/wire';
import type { BundleCost } from '@parlour/wire/api';
import { BarChart } from '../../components/bar-chart.tsx';
import chart from '../../components/chart.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { Panel } from '../../components/panel.tsx';
import { Stat, Stats } from '../../components/stat.tsx';
import { axisNames, shortQuery } from '../../format/query-names.ts';
import { epsilonWords } from './epsilon-words.ts';

/** What answering costs a person: together, which is what is spent, and what each query alone tells. */
export function CostPanel({ cost, queries }: { cost: BundleCost; queries: readonly Query[] }) {
  const { together, participations, delta, lifetimeShare } = cost;
  const rows = [
    ...cost.queries.map(({ id, one, all }) => ({ name: id, one, all })),
    { name: 'All together', ...together },
  ];
  const purposeOf = (name: string) => queries.find(({ id }) => id === name)?.purpose ?? name;
  return (
    <Panel
      title="What it costs a person"
      lead={`Epsilon at delta ${delta}, by the accountant that devices themselves reckon with. Smaller is better. What single queries tell does not add up to what they tell together, because one report answers all.`}
    >
      <Stats>
        <Stat name="One round" value={`ε ${epsilonWords(together.one)}`}>
          odds change at most {oddsWords(together.one)}
        </Stat>
        <Stat
          name={participations === 1 ? 'All it may answer: one' : `All ${participations} rounds`}
          value={`ε ${epsilonWords(together.all)}`}
        >
          if a device answers as often as it may
        </Stat>
        <Stat name="Of a lifetime's budget" value={percent(lifetimeShare)}>
          taken by one round
        </Stat>
      </Stats>
      <div className={chart.beside}>
        <BarChart
          label="Bars: epsilon of each query alone and of all together, for one round; the same figures are in the table"
          names={axisNames(rows.map(({ name }) => name))}
          bars={[{ name: 'Epsilon', values: rows.map(({ one }) => one), colour: 'accent' }]}
          format={epsilonWords}
        />
        <DataTable
          isDense
          caption="Epsilon of each query alone and of all together"
          columns={[
            { name: 'Query', cell: ({ name }) => <span title={purposeOf(name)}>{shortQuery(name)}</span> },
            { name: 'One round', isNumber: true, colour: 'accent', cell: ({ one }) => epsilonWords(one) },
            { name: 'All rounds', isNumber: true, cell: ({ all }) => epsilonWords(all) },
          ]}
          rows={rows}
          rowKey={({ name }) => name}
        />
      </div>
    </Panel>
  );
}

/** e^epsilon, as a person reads it. */
const oddsWords = (epsilon: number): string => {
  const times = Math.exp(epsilon);
  return times > 1000 ? 'more than a thousandfold' : `${times.toFixed(times < 10 ? 1 : 0)} times`;
};
