import { Empty } from '@parlour/interface';
import { useQuery } from '@tanstack/react-query';
import { asked } from '../../api/asked.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Panel } from '../../components/panel.tsx';
import { OperatorsOnly } from '../../session/operators-only.tsx';
import { NewSchedule } from './new-schedule.tsx';
import { ScheduleTable } from './schedule-table.tsx';

/** What the queue does by itself: rounds, refreshes of the catalogue, trainings. */
export function Schedules() {
  const query = useQuery({ ...asked('GET /api/operator/schedules', {}), refetchInterval: 30_000 });
  return (
    <Panel
      title="Schedules"
      lead="What the queue does by itself, once each time, however many workers there are. Times are UTC."
    >
      <Loaded query={query} what="the schedules">
        {(schedules) =>
          schedules.length === 0 ? (
            <Empty title="Nothing is scheduled">
              <p>Rounds, refreshes of the catalogue and trainings can be done by the clock.</p>
            </Empty>
          ) : (
            <ScheduleTable schedules={schedules} />
          )
        }
      </Loaded>
      <OperatorsOnly>
        <NewSchedule />
      </OperatorsOnly>
    </Panel>
  );
}
