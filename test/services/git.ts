/** Git in a folder, with an author of its own: the settings of the machine do not matter. */
import { execFileSync } from 'node:child_process';

export type Git = (...args: string[]) => string;

const settings = [
  'user.name=a',
  'user.email=a@localhost',
  'commit.gpgsign=false',
  'advice.detachedHead=false',
];

/** @returns runs Git and gives its output without the line end; throws when Git fails */
export function gitIn(folder: string): Git {
  const options = settings.flatMap((setting) => ['-c', setting]);
  return (...args) => execFileSync('git', [...options, ...args], { cwd: folder, encoding: 'utf8' }).trim();
}
