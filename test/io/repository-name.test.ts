import { describe, expect, it } from 'vitest';
import { findRepository, readRepository } from '../../src/io/repository-name.ts';

describe('the name of a repository', () => {
  it.each([
    ['https://github.com/team/app.git', 'team/app'],
    ['https://token@github.com/team/app', 'team/app'],
    ['git@github.com:team/app.git', 'team/app'],
    ['ssh://git@host:2222/group/sub/app.git/', 'group/sub/app'],
    ['', null],
    ['/srv/git/app.git', null],
    ['https://github.com/app', null],
    ['C:\\code\\app', null],
  ])('of %j is %j', (url, name) => {
    expect(readRepository(url)).toBe(name);
  });

  it('is what GitHub Actions says', async () => {
    expect(await findRepository({ GITHUB_REPOSITORY: 'team/app' }, '/')).toBe('team/app');
  });
});
