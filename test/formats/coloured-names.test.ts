/** Colours in the names of tests, also as XML and JSON write them, are not a part of the names. */
import { describe, expect, it } from 'vitest';
import { buildOf, lines } from '../source-of.ts';

const colours = [
  ['the character itself', '\u001b[31m', '\u001b[0m'],
  ['a decimal reference', '&#27;[31m', '&#27;[0m'],
  ['a hexadecimal reference', '&#x1b;[31m', '&#x1B;[0m'],
  ['a reference without its ampersand', '#x1B[31m', '#x1B[0m'],
] as const;

describe.each(colours)('a name with colours as %s', (_, on, off) => {
  const name = `${on}adds${off} #2`;

  it('in JUnit', async () => {
    const build = await buildOf(
      `<testsuite name="s"><testcase classname="c" name="${name}" time="1"/></testsuite>`,
    );
    expect(build.tasks.map((task) => task.name)).toEqual(['s › c › adds #2']);
  });

  it('in an event', async () => {
    const build = await buildOf(lines({ v: 1, type: 'task', build_id: 'b', task_id: 't', name }));
    expect(build.tasks.map((task) => task.name)).toEqual(['adds #2']);
  });

  it('in TAP', async () => {
    const build = await buildOf(`TAP version 14\nok 1 - ${name}\n1..1\n`);
    expect(build.tasks.map((task) => task.name)).toEqual(['adds #2']);
  });
});
