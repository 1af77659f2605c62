/** What a pull request's configuration changes about its own check: whatever decides what fails is the base's. */
import { describe, expect, it } from 'vitest';
import { compareGates, mergeGates } from '../../src/settings/compare-gates.ts';
import { readConfig } from '../../src/settings/config.ts';
import { optionFields } from '../../src/settings/option-fields.ts';

const shown = [
  ...['failure-messages', 'comment', 'summary', 'annotations', 'trace-ids'],
  ...['artifacts', 'artifact-name', 'artifact-retention-days'],
];
const read = (text: string) => readConfig(text, 'build-telemetry.yml');
const withOption = (name: string, value: string) => ({
  ...read(''),
  options: { where: 'config' as const, texts: { [name]: value } },
});

describe('an option that a pull request changes', () => {
  it.each(Object.keys(optionFields))('%s', (name) => {
    const [base, head] = [withOption(name, 'before'), withOption(name, 'after')];
    const merged = mergeGates(base, head).options.texts[name];
    if (shown.includes(name)) {
      expect([compareGates(base, head), merged]).toEqual([[], 'after']);
      return;
    }
    expect(compareGates(base, head).map(({ text }) => text)).toEqual([`${name}: before → after`]);
    // The head's logs are where the head's build writes them.
    expect(merged).toBe(['events', 'format'].includes(name) ? 'after' : 'before');
  });

  it('is weaker when it fails less, or when nobody can tell', () => {
    const isWeaker = (name: string, before: string, after: string): boolean | undefined =>
      compareGates(withOption(name, before), withOption(name, after))[0]?.isWeaker;
    expect(isWeaker('gate-on', 'confirmed', 'lasting')).toBe(true);
    expect(isWeaker('gate-on', 'lasting', 'confirmed')).toBe(false);
    expect(isWeaker('fail-on-tests', 'new', 'any')).toBe(false);
    expect(isWeaker('compare-head', '', 'true')).toBe(true);
    expect(isWeaker('events', 'a.xml', 'b.xml')).toBe(true);
  });
});

it('a base that names no comparison is not judged by one', () => {
  const head = read("compare-base: 'true'\ncompare-head: 'true'\nfail-on: never\n");
  expect(mergeGates(read('fail-on: warning\n'), head).options.texts).toEqual({ 'fail-on': 'warning' });
});
