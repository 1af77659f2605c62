import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { highlight } from '../../src/render/terminal/highlight.ts';

const text = `Recent Alerts

  [WARNING] an error of a task
┌───────┬──────────┐
│ Task  │ Result   │
├───────┼──────────┤
│ error │ failure  │
│ b     │ success  │
└───────┴──────────┘
`;

describe('highlight', () => {
  it('changes nothing but colours', () => {
    expect(stripVTControlCharacters(highlight(text))).toBe(text);
  });

  it('colours the title, heads, levels and results', () => {
    const painted = highlight(text);
    expect(painted).toContain('\u001b[1mRecent Alerts\u001b[0m');
    expect(painted).toContain('[\u001b[33mWARNING\u001b[0m] an error of a task');
    expect(painted).toContain('\u001b[1m Task  \u001b[0m');
    expect(painted).toContain('\u001b[31mfailure\u001b[0m');
    expect(painted).toContain('\u001b[32msuccess\u001b[0m');
  });

  it('colours all lines of a wrapped title, and none of a table', () => {
    const title = highlight('billing (all tests): 24 builds,\n  from 2026-11-02\nNewest build: 3 s\n', 2);
    expect(title.split('\n').map((line) => line.startsWith('\u001b[1m'))).toEqual([true, true, false, false]);
    expect(highlight('[WARNING] a\n', 2)).not.toContain('\u001b[1m');
  });
});
