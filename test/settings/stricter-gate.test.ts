/** When a pull request's base is unknown, nothing weaker than the defaults applies. */
import { expect, it } from 'vitest';
import { compareGates } from '../../src/settings/compare-gates.ts';
import { readConfig } from '../../src/settings/config.ts';
import { keepStricter } from '../../src/settings/stricter-gate.ts';

const read = (text: string) => readConfig(text, 'build-telemetry.yml');

it.each([
  'fail-on: never',
  'gate-on: lasting\nfail-on-tests: never',
  'if-no-events-found: ignore',
  'preset: none',
  'thresholds: { security_violations: off, critical_error_rate: { above: 90% } }',
  'regressions: [{ series: build, critical: +300% }]',
  'regressions: [{ series: build, critical: off }, { series: "*", floor: 9m }]',
  'limits: { tasks: 1 }',
  'quarantine: [{ test: t, reason: r, owner: "@o", expires: 2027-01-31 }]',
])('%s does not count', (text) => {
  expect(read(text).problems).toEqual([]);
  expect(compareGates(read(''), keepStricter(read(text)))).toEqual([]);
});

it.each([
  'fail-on: warning',
  'gate-on: confirmed\non-missing-baseline: fail',
  'name: unit\nbaseline-branch: develop',
  'preset: agent',
  'thresholds: { critical_error_rate: { above: 1%, level: critical }, duration: { above: 2m } }',
  'regressions: [{ series: build, critical: +30% }]',
  'limits: { tasks: 400000 }',
  'acknowledge: [{ series: build, reason: r, owner: "@o", expires: 2027-01-31 }]',
])('%s counts', (text) => {
  expect(read(text).problems).toEqual([]);
  expect(compareGates(keepStricter(read(text)), read(text))).toEqual([]);
});
