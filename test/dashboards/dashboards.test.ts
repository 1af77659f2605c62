/** The files that Grafana loads: the panels of the document, unique ids, and rules whose parts belong together. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dashboards, readProvisioning, rules } from './read-dashboards.ts';

const unique = (values: readonly unknown[]): void => expect(new Set(values).size).toBe(values.length);

describe('dashboards', () => {
  it('have the eleven panels of the document, in its order', () => {
    const overview = dashboards.find(({ title }) => title === 'Golden Armada - Agent Orchestration Overview');
    expect(overview?.panels.map(({ title }) => title)).toEqual([
      'Agent Execution Rate',
      'Active Agents',
      'Error Rate',
      'Total Tokens Used',
      'Context Window Utilization',
      'Agent Execution Duration (p95)',
      'Tool Call Success Rate',
      'Top Tools by Usage',
      'Task Queue Size',
      'Error Breakdown by Type',
      'Agent Execution Timeline',
    ]);
  });

  it.each(dashboards)('$title numbers its panels, describes them, and overlaps none', ({ panels }) => {
    unique(panels.map(({ id }) => id));
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) => {
      expect(x + w).toBeLessThanOrEqual(24);
      return Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`);
    });
    unique(cells);
    for (const { description, targets } of panels) {
      expect(description).toMatch(/\.$/);
      unique(targets.map(({ refId }) => refId));
      for (const { refId } of targets) expect(refId).toMatch(/^[A-D]$/);
    }
  });

  it.each(dashboards)('$title uses each of its variables, and no other', ({ templating, ...rest }) => {
    const names = templating.list.map(({ name }) => name);
    const text = JSON.stringify([rest, templating.list.map(({ query }) => query)]);
    const used = [...text.matchAll(/\$\{?(?!__)(\w+)/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(names));
  });

  it('have unique uids', () => unique(dashboards.map(({ uid }) => uid)));
});

describe('provisioning', () => {
  it('creates the data sources that rules use', () => {
    const sources = readProvisioning('datasources').flatMap(
      (text) => (parse(text) as { datasources: { uid: string }[] }).datasources,
    );
    const uids = [...sources.map(({ uid }) => uid), '__expr__'];
    for (const { data } of rules) for (const { datasourceUid } of data) expect(uids).toContain(datasourceUid);
  });

  it('has rules whose condition judges their query', () => {
    unique(rules.map(({ uid }) => uid));
    unique(rules.map(({ title }) => title));
    for (const { condition, data, annotations } of rules) {
      expect(data.map(({ refId }) => refId)).toEqual(['A', condition]);
      expect(data[1]?.model.expression).toBe('A');
      expect(Object.keys(annotations)).toEqual(['summary', 'description']);
    }
  });

  it('contains no $ that Grafana would read as an environment variable', () => {
    for (const text of readProvisioning('alerting')) expect(text).not.toContain('$');
  });
});
