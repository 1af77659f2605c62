import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nameRepositoryFolder, readRepositoryFolder } from '../../../src/stores/objects/repository-folder.ts';

it.each([
  ['acme/app', 'acme__app'],
  ['group/sub/app', 'group__sub__app'],
  ['acme/my__app', 'acme__my_~_app'],
  ['my_/_app', 'my_~___app'],
  ['local', 'local'],
])('%s is one part of a path: %s', (repository, folder) => {
  expect(nameRepositoryFolder(repository)).toBe(folder);
  expect(readRepositoryFolder(folder)).toBe(repository);
});

it('keeps names separate, and restores each exactly', () => {
  const name = fc.stringMatching(/^[a_.-]{1,5}(\/[a_.-]{1,5}){1,3}$/);
  fc.assert(
    fc.property(name, (repository) => {
      const folder = nameRepositoryFolder(repository);
      expect(folder).not.toContain('/');
      expect(readRepositoryFolder(folder)).toBe(repository);
    }),
  );
});

it('has no character with a meaning in paths or engines', () => {
  expect(nameRepositoryFolder('a b/ü*?=%~\\c')).toBe('a-b__-------c');
});
