import { describe, expect, it } from 'vitest';
import { readCodeOwners } from '../../src/settings/code-owners.ts';

/** GitHub's own example, shortened, with the results that its text gives. */
const text = `# a comment
*       @global-owner1 @global-owner2
*.js    @js-owner # another comment
/build/logs/ @doctocat
docs/*  docs@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat
/apps/github
with\\ space/ @spacer
[Section]
!negated @nobody
`;

describe('readCodeOwners', () => {
  const owners = readCodeOwners(text);

  it.each([
    ['README.md', ['@global-owner1', '@global-owner2']],
    ['src/a.js', ['@js-owner']],
    ['build/logs/x.txt', ['@octocat']],
    ['other/build/logs.txt', ['@global-owner1', '@global-owner2']],
    ['docs/getting-started.md', ['@doctocat']],
    ['docs/build/troubleshooting.md', ['@doctocat']],
    ['apps/web/a.ts', ['@octocat']],
    ['lib/apps/a.ts', ['@octocat']],
    ['apps/github/a.ts', []],
    ['scripts/run.sh', ['@doctocat', '@octocat']],
    ['deep/down/logs/x', ['@octocat']],
    ['with space/a', ['@spacer']],
    ['negated', ['@global-owner1', '@global-owner2']],
  ])('%s', (path, expected) => expect(owners(path)).toEqual(expected));

  it('owns only the files directly in a folder with `folder/*`', () => {
    const only = readCodeOwners('docs/* @d');
    expect(only('docs/a.md')).toEqual(['@d']);
    expect(only('docs/sub/a.md')).toEqual([]);
  });

  it('gives nobody for an empty file', () => expect(readCodeOwners('')('a')).toEqual([]));
});
