import { parser } from '@prometheus-io/lezer-promql';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { createProbeServer, measuredTasks, processRegistry, relayCounts } from '@parlour/server';
import { readDeployFile } from './read-file.ts';

interface Dashboard {
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

const dashboard = JSON.parse(readDeployFile('grafana/parlour.json')) as Dashboard;
const { groups } = parse(readDeployFile('prometheus/alerts.yaml')) as {
  groups: { rules: { alert: string; expr: string; annotations: Record<string, string> }[] }[];
};
const rules = groups.flatMap((group) => group.rules);
const expressions = [
  ...rules.map(({ expr }) => expr),
  ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
];

/** Names of metrics in an expression. @throws SyntaxError where it is none. */
function metricsIn(expression: string): string[] {
  const names: string[] = [];
  parser.parse(expression).iterate({
    enter({ type, from, to }) {
      if (type.isError) throw new SyntaxError(`${expression} at ${from}`);
      if (type.name === 'Identifier') names.push(expression.slice(from, to));
    },
  });
  return names;
}

test('every expression is one, and asks for metrics that the processes really give', async () => {
  const registry = processRegistry();
  const probes = createProbeServer({
    registry,
    folder: '/',
    // Asked for names only: no database is needed, and none is there.
    database: { execute: () => Promise.reject(new Error('away')) } as never,
  });
  measuredTasks({} as never, registry);
  relayCounts(registry);
  await probes.inject({ url: '/healthz' });
  const given = new Set(registry.getMetricsAsArray().map(({ name }) => name));
  await probes.close();
  expect(given.size).toBeGreaterThan(20);
  for (const expression of expressions) {
    const names = metricsIn(expression);
    expect(names.length, expression).toBeGreaterThan(0);
    for (const name of names) {
      const family = name.replace(/_(bucket|count|sum)$/, '');
      expect(given.has(name) || given.has(family), `${name} in ${expression}`).toBe(true);
    }
  }
  expect(new Registry().getMetricsAsArray()).toEqual([]);
});

test('a broken expression would be found', () => {
  expect(() => metricsIn('sum(rate(parlour_http_request_seconds_count[5m])')).toThrow(SyntaxError);
  expect(metricsIn('max by (phase) (parlour_rounds_open)')).toEqual(['parlour_rounds_open']);
});

test('alerts are there for latency, errors, aborted rounds and the age of the queue, each saying what to do', () => {
  expect(rules.map(({ alert }) => alert)).toEqual(
    expect.arrayContaining(['ParlourSlow', 'ParlourErrors', 'ParlourRoundAborted', 'ParlourQueueBehind']),
  );
  expect(rules.find(({ alert }) => alert === 'ParlourSlow')?.expr).toMatch(/> 0\.2$/);
  expect(rules.find(({ alert }) => alert === 'ParlourErrors')?.expr).toMatch(/> 0\.01$/);
  for (const { alert, annotations } of rules)
    expect(Object.keys(annotations), alert).toEqual(['summary', 'meaning', 'mend']);
});

test('panels of the dashboard do not overlap', () => {
  const taken = new Map<string, string>();
  for (const {
    title,
    gridPos: { x, y, w, h },
  } of dashboard.panels) {
    for (let column = x; column < x + w; column += 1) {
      for (let row = y; row < y + h; row += 1) {
        expect(taken.get(`${column},${row}`), title).toBeUndefined();
        taken.set(`${column},${row}`, title);
      }
    }
    expect(x + w).toBeLessThanOrEqual(24);
  }
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
});
