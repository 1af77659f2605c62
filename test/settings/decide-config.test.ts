/** What decides when a pull request writes its configuration in unusual ways that YAML allows. */
import { expect, it } from 'vitest';
import { compareGates } from '../../src/settings/compare-gates.ts';
import { readConfig } from '../../src/settings/config.ts';
import { decideConfig } from '../../src/settings/decide-config.ts';

const path = '.github/build-telemetry.yml';
const base = 'fail-on: error\nthresholds:\n  success_rate: { below: 95%, level: error }\n';
const bomb = [
  'a: &a [1,1,1,1,1,1]',
  'b: &b [*a,*a,*a,*a,*a,*a]',
  'c: &c [*b,*b,*b,*b,*b,*b]',
  'd: [*c,*c,*c,*c]',
];

/** How the head is written, and what is reported about it: how it is weaker, or what is wrong with it and where. */
const heads: readonly [kind: string, text: string, expected: string][] = [
  ['an anchor', 'x-y: &a never\nfail-on: *a', 'fail-on: error → never'],
  ['a merge key of YAML 1.2', 'thresholds:\n  <<: { success_rate: off }', ':2:3: `thresholds.<<`'],
  [
    'a merge key of YAML 1.1',
    '%YAML 1.1\n---\nthresholds:\n  <<: { success_rate: off }',
    'success_rate: below 0.95',
  ],
  ['a key twice', 'fail-on: error\nfail-on: never', ':2:1 Map keys must be unique.'],
  ['two documents', 'fail-on: error\n---\nfail-on: never', ':2:1 A second document begins here.'],
  ['a text by its tag', 'fail-on: !!str never', 'fail-on: error → never'],
  ['an unknown tag', 'fail-on: !gate never', ':1:10 Unresolved tag: !gate.'],
  ['a set', 'thresholds: !!set { success_rate }', ':1:13 Unresolved tag: tag:yaml.org,2002:set.'],
  ['a set of YAML 1.1', '%YAML 1.1\n---\nthresholds: !!set { success_rate }', 'is not a mapping'],
  ['bytes', 'fail-on: !!binary bmV2ZXI=', ':1:10 Unresolved tag: tag:yaml.org,2002:binary.'],
  ['a byte order mark', '\ufefffail-on: never', 'fail-on: error → never'],
  ['a byte order mark alone', '\ufeff', 'fail-on: error → critical'],
  ['lines of Windows', 'fail-on: never\r\nthresholds:\r\n  success_rate: off\r\n', 'fail-on: error → never'],
  ['comments alone', '# nothing', 'fail-on: error → critical'],
  ['a list as a key', '? [fail-on]\n: never', 'Unknown key `[ fail-on ]`.'],
  ['a prototype', '__proto__: { fail-on: never }', 'Unknown key `__proto__`.'],
  [
    'aliases that grow',
    bomb.join('\n'),
    'attack. Write it without aliases, and put values that begin with `*` in quotes.',
  ],
  ['a list for the file', '- fail-on: never', 'is not a mapping'],
  ['what is no YAML', 'fail-on: [never', ':1:16 '],
];

it.each(heads)('the base decides over %s', (_kind, text, expected) => {
  const decided = decideConfig(text, { baseText: base }, path);
  const of = (config: typeof decided): unknown => [config.options.texts['fail-on'], config.config.thresholds];
  expect(of(decided)).toEqual(of(decideConfig(base, { baseText: null }, path)));
  const head = readConfig(text, path);
  const weaker = compareGates(readConfig(base, path), head).filter(({ isWeaker }) => isWeaker);
  const problems = head.problems.map(({ where, what, fix }) => `${where} ${what} ${fix}`);
  expect([...problems, ...weaker.map((change) => change.text)].join('\n')).toContain(expected);
});
