import { describe, expect, it } from 'vitest';
import { addNeeds } from '../../src/github/job-needs.ts';

const workflow = `
name: CI
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps: [{ run: make }]
  lint:
    name: Lint it
    runs-on: ubuntu-latest
  test:
    name: Test \${{ matrix.os }}
    needs: build
    strategy: { matrix: { os: [linux, mac] } }
  e2e:
    needs: [build, lint]
    uses: ./.github/workflows/e2e.yml
`;

const job = (id: number, name: string) => ({ id, name });

const jobs = [
  job(1, 'build'),
  job(2, 'Lint it'),
  job(3, 'Test linux'),
  job(4, 'Test mac'),
  job(5, 'e2e / browser (firefox)'),
  job(6, 'from elsewhere'),
];

const needsOf = (list: readonly unknown[]) =>
  (list as { name: string; needs?: number[] }[]).map(({ name, needs }) => [name, needs]);

describe('addNeeds', () => {
  it('gives each job of the workflow the ids of the jobs that it waited for', () => {
    expect(needsOf(addNeeds(jobs, workflow))).toEqual([
      ['build', []],
      ['Lint it', []],
      ['Test linux', [1]],
      ['Test mac', [1]],
      ['e2e / browser (firefox)', [1, 2]],
      ['from elsewhere', undefined],
    ]);
  });

  it('waits for every matrix job', () => {
    const text = 'jobs:\n  a: { strategy: { matrix: { n: [1, 2] } } }\n  ab: {}\n  b: { needs: a }\n';
    const legs = [job(1, 'a (1)'), job(2, 'a (2)'), job(3, 'ab'), job(4, 'b')];
    expect(needsOf(addNeeds(legs, text))[3]).toEqual(['b', [1, 2]]);
  });

  it.each([
    ['no checkout', ''],
    ['a file that is no YAML', '{ jobs: ['],
    ['a file without jobs', 'on: push'],
    ['jobs that are none', 'jobs: [1, null]'],
  ])('leaves the jobs unchanged with %s', (_, text) => {
    expect(addNeeds([...jobs, null, 'x'], text)).toEqual([...jobs, null, 'x']);
  });
});
