import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText, fitLines, keepEnd, measureText, wrapText } from '../../src/render/terminal/fit-text.ts';

const words = fc.array(fc.constantFrom('a', 'of', 'build', '编译', '🚀', 'é', '::error::', 'x'.repeat(60)), {
  maxLength: 20,
});

describe('measureText', () => {
  it.each([
    ['plain', 5],
    ['编译', 4],
    ['🚀', 2],
    ['e\u0301', 1],
  ])('%s takes %i columns', (text, columns) => expect(measureText(text)).toBe(columns));
});

describe('whatever the text', () => {
  it('fits the columns', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 60 }), (parts, width) => {
        const text = parts.join(' ');
        for (const made of [cutText(text, width), keepEnd(text, width), ...wrapText(text, width, 4)])
          expect(measureText(made)).toBeLessThanOrEqual(width + 1);
        for (const line of fitLines(`  label   ${text}\n${text}`, width).split('\n'))
          expect(measureText(line)).toBeLessThanOrEqual(width + 1);
      }),
    );
  });

  it('loses no word by wrapping', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 60 }), (parts, width) => {
        const text = parts.join('').replaceAll('::', '');
        expect(fitLines(text, width).replaceAll(/\s/g, '')).toBe(text);
      }),
    );
  });
});

describe('fitLines', () => {
  it('indents continuation lines', () => {
    expect(fitLines('  --name TEXT  Name of the task, as the report shall show it.', 40)).toBe(
      '  --name TEXT  Name of the task, as the\n               report shall show it.',
    );
  });

  it('leaves everything unchanged without a terminal', () => {
    const text = 'word '.repeat(100);
    expect(fitLines(text, Number.POSITIVE_INFINITY)).toBe(text);
  });
});
