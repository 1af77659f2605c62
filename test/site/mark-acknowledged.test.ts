import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/settings/config.ts';
import { findMarks } from '../../src/site/find-marks.ts';
import { markAcknowledged } from '../../src/site/mark-acknowledged.ts';
import type { SiteKey } from '../../src/site/site-data.ts';
import { makeHistory } from '../make.ts';

const key: SiteKey = {
  ...{ scope: 'task', measure: 'duration', task: 'compile', kind: 'task', unit: 'ms', better: 'lower' },
};
const id = 'task:duration:task:compile';
const entriesOf = (more: string) =>
  readConfig(
    `acknowledge:\n  - { series: "comp*", reason: two browsers, owner: "@ann", ${more} }\n`,
    'build-telemetry.yml',
  ).config.acknowledge;
const text = 'Acknowledged by @ann until 2027-01-31: two browsers.';
const durations = Array.from({ length: 40 }, () => 1000);
const shownAt = (places: readonly number[]) =>
  makeHistory(durations, (at) => (places.includes(at) ? { opened: [`acknowledged:${id}`] } : {}));

describe('the mark of an acknowledgement', () => {
  const entries = entriesOf('expires: 2027-01-31');

  it('is at the first build whose report showed it, once for all later ones', () => {
    const { builds, ...rest } = shownAt([12, 13, 14, 15, 22, 23, 38]);
    const reported = findMarks({ builds, ...rest }, 'main', []).get(id) ?? [];
    expect(markAcknowledged(key, null, reported, builds, entries)).toEqual([
      { at: 12, kind: 'acknowledged', text },
      { at: 38, kind: 'acknowledged', text },
    ]);
  });

  it('stays when its entry is deleted or has expired, without its text', () => {
    const { builds, ...rest } = shownAt([12]);
    const reported = findMarks({ builds, ...rest }, 'main', []).get(id) ?? [];
    for (const gone of [[], entriesOf('expires: 2020-01-31')])
      expect(markAcknowledged(key, null, reported, builds, gone)).toEqual([{ at: 12, kind: 'acknowledged' }]);
  });

  it('is at the build of the commit in its entry', () => {
    const { builds } = makeHistory(durations);
    const commit = builds[30]?.commit as string;
    const named = entriesOf(`expires: 2027-01-31, since: "${commit}"`);
    expect(markAcknowledged(key, null, [], builds, named)).toEqual([{ at: 30, kind: 'acknowledged', text }]);
    const other = entriesOf('expires: 2027-01-31, since: "abcdef1"');
    expect(markAcknowledged(key, null, [], builds, other)).toEqual([]);
  });

  it('is absent without a start', () => {
    const { builds } = makeHistory(durations);
    expect(markAcknowledged(key, null, [{ at: 3, kind: 'regression' }], builds, entries)).toEqual([
      { at: 3, kind: 'regression' },
    ]);
    expect(markAcknowledged({ ...key, measure: 'queue' }, null, [], builds, entries)).toEqual([]);
    expect(markAcknowledged(key, null, [], [], entries)).toEqual([]);
  });
});
