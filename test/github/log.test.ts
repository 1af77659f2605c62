import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutralizeCommands } from '../../src/github/log.ts';

describe('neutralizeCommands', () => {
  it.each([
    ['##[add-mask]secret', '# #[add-mask]secret'],
    ['before ##[error]after', 'before # #[error]after'],
    ['::error::x', ': :error::x'],
    ['a\n \t::stop-commands::x', 'a\n \t: :stop-commands::x'],
    ['a\r::warning::x', 'a\r: :warning::x'],
    ['std::vector', 'std::vector'],
  ])('%j', (text, safe) => {
    expect(neutralizeCommands(text)).toBe(safe);
  });

  it('leaves no command in any text', () => {
    const hostile = fc.array(
      fc.constantFrom('#', '##[', '::', ':', '\n', '\r', ' ', '\u0085', 'error', ']', 'x'),
    );
    fc.assert(
      fc.property(hostile, (parts) => {
        const safe = neutralizeCommands(parts.join(''));
        expect(safe).not.toContain('##[');
        for (const line of safe.split(/[\r\n]/)) expect(line).not.toMatch(/^[\s\u0085]*::/);
      }),
    );
  });
});
