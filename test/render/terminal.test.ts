import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderTerminal } from '../../src/render/terminal/check-report.ts';
import { measureText } from '../../src/render/terminal/fit-text.ts';
import { hostileTexts, sampleReports } from './sample-reports.ts';

describe('renderTerminal', () => {
  it.each(Object.entries(sampleReports))('%s fits the width and is escaped', (_, report) => {
    for (const width of [40, 60, 80, 132]) {
      const lines = renderTerminal(report, { width, color: false }).split('\n');
      for (const line of lines) expect(measureText(line)).toBeLessThanOrEqual(width);
      for (const line of lines) expect(line).not.toMatch(/##\[|^\s*::|\p{Cc}/u);
    }
  });

  it('uses colours only on request', () => {
    const plain = renderTerminal(sampleReports.regression, { width: 100, color: false });
    const colored = renderTerminal(sampleReports.regression, { width: 100, color: true });
    expect(stripVTControlCharacters(colored)).toBe(plain);
    expect(colored).not.toBe(plain);
    // A headline on two lines has one colour.
    const [first, second] = renderTerminal(sampleReports.regression, { width: 40, color: true }).split('\n');
    expect(second?.slice(0, 5)).toBe(first?.slice(0, 5));
  });

  it('breaks lines so that no word becomes a command', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a'.repeat(30), '::error::x', '##[x]', ' ', ...hostileTexts)),
        fc.integer({ min: 40, max: 90 }),
        (words, width) => {
          const text = renderTerminal(
            { ...sampleReports.pass, headline: words.join(' '), nextSteps: [words.join('')] },
            { width, color: false },
          );
          expect(text).not.toMatch(/##\[|^\s*::/m);
        },
      ),
    );
  });

  it('begins with the verdict', () => {
    expect(renderTerminal(sampleReports.critical, { width: 80, color: false })).toMatch(
      /^FAIL {2}Check failed: 8 tasks failed, all new; error\s+rate 32%/,
    );
  });
});
