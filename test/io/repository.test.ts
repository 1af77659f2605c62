import { describe, expect, it } from 'vitest';
import { findRepository, parseRemoteUrl } from '../../src/io/repository.ts';

describe('the name of a repository', () => {
  it.each([
    ['https://github.com/team/app.git', 'github.com', 'team/app'],
    ['https://token@github.com/team/app', 'github.com', 'team/app'],
    ['git@github.com:team/app.git', 'github.com', 'team/app'],
    ['ssh://git@host:2222/group/sub/app.git/', 'host', 'group/sub/app'],
  ])('of %j is at %s, %s', (url, host, path) => {
    expect(parseRemoteUrl(url)).toEqual({ host, path });
  });

  it.each([[''], ['/srv/git/app.git'], ['https://github.com/app'], ['C:\\code\\app']])(
    'is unknown for %j',
    (url) => {
      expect(parseRemoteUrl(url)).toBeNull();
    },
  );

  it('is that of GitHub Actions', async () => {
    expect(await findRepository({ GITHUB_REPOSITORY: 'team/app' }, '/')).toBe('team/app');
  });
});
