import { describe, expect, it } from 'vitest';
import { bundledPackages, missingLicences } from '../../scripts/licences.ts';

const stats = {
  modules: [
    { nameForCondition: '/x/node_modules/@actions/core/lib/core.js' },
    { name: './build/action.js' },
    { name: 'a + 2 modules', modules: [{ nameForCondition: '/x/node_modules/a/node_modules/b/index.js' }] },
  ],
};

describe('licences of a bundle', () => {
  it('finds scoped, nested and concatenated packages', () => {
    expect(bundledPackages(stats)).toEqual(['@actions/core', 'b']);
  });

  it('names each package that the licence file leaves out', () => {
    expect(missingLicences(stats, '@actions/core\nMIT\n\nThe MIT License')).toEqual(['b']);
    expect(missingLicences(stats, '@actions/core\nMIT\n\nb\nISC\n')).toEqual([]);
  });
});
