import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/render/json.ts';
import { sampleReports, withTasks } from './sample-reports.ts';

const schema = JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true, strictTypes: false }).compile(schema);

describe('renderJson', () => {
  it.each(Object.entries(sampleReports))('%s matches the schema and reads back completely', (_, report) => {
    const text = renderJson(report);
    const read = JSON.parse(text);
    validate(read);
    expect(validate.errors ?? []).toEqual([]);
    expect(read).toEqual(report);
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('does not depend on the order in which a report was built', () => {
    expect(renderJson(reverseKeys(sampleReports.agent))).toBe(renderJson(sampleReports.agent));
  });

  it('keeps the facts of an alert in their order', () => {
    const alert = { ...sampleReports.critical.alerts[0]!, context: { z: '1', a: '2' } };
    expect(renderJson({ ...sampleReports.critical, alerts: [alert] })).toContain(
      '"context":{"z":"1","a":"2"}',
    );
  });

  it('writes one line per task', () => {
    const report = withTasks(500);
    const text = renderJson(report);
    expect(text.split('\n').filter((line) => line.includes('"baselineMs"'))).toHaveLength(500);
    expect(JSON.parse(text).tasks).toEqual(report.tasks);
  });
});

describe('the schema', () => {
  it('refuses unknown keys', () => {
    expect(validate({ ...sampleReports.pass, extra: 1 })).toBe(false);
    expect(validate({ ...sampleReports.pass, verdict: 'maybe' })).toBe(false);
    expect(validate({ ...sampleReports.pass, build: { ...sampleReports.pass.build, extra: 1 } })).toBe(false);
  });

  it('lists every unit except those of measurements', () => {
    const report = Object.values(sampleReports).find(({ changes }) => changes.length > 0)!;
    const [change] = report.changes;
    const withSeries = (more: object) => ({
      ...report,
      changes: [{ ...change, series: { ...change?.series, ...more } }],
    });
    expect(validate(withSeries({}))).toBe(true);
    expect(validate(withSeries({ measure: 'duration', unit: 'parsecs' }))).toBe(false);
    expect(validate(withSeries({ measure: 'value', unit: 'parsecs' }))).toBe(true);
  });

  it('closes every object of its own', () => {
    const open: string[] = [];
    walk(schema, '#', open);
    expect(open).toEqual([
      '#/definitions/alert/properties/context',
      '#/definitions/event/properties/attributes',
    ]);
  });
});

function walk(node: unknown, path: string, open: string[]): void {
  if (typeof node !== 'object' || node === null) return;
  const type = 'type' in node ? node.type : null;
  if (
    (type === 'object' || (Array.isArray(type) && type.includes('object'))) &&
    'additionalProperties' in node &&
    node.additionalProperties !== false
  )
    open.push(path);
  else if (type === 'object' && !('additionalProperties' in node)) open.push(`${path} says nothing`);
  for (const [key, value] of Object.entries(node)) walk(value, `${path}/${key}`, open);
}

function reverseKeys<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(reverseKeys) as T;
  const isFacts = 'evidence' in value;
  if (isFacts) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reverseKeys(each)]),
  ) as T;
}
