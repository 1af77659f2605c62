/** How the jobs of one run stand, in one line: `12 jobs: 2 failed, 1 possible regression, 9 without a baseline`. */
import { formatCount, plural } from '../model/counts.ts';
import { type Standing, standingIcons, standings } from './standing.ts';

const words: Readonly<Record<Standing, (count: number) => string>> = {
  failed: (count) => `${formatCount(count)} failed`,
  worse: (count) => `${formatCount(count)} got worse`,
  suspected: (count) => plural(count, 'possible regression'),
  incomplete: (count) => `${formatCount(count)} incomplete`,
  unjudged: (count) => `${formatCount(count)} without a baseline`,
  partial: (count) => `${formatCount(count)} partly compared`,
  open: (count) => `${formatCount(count)} with open regressions`,
  fine: (count) => `${formatCount(count)} OK`,
};

export function countStandings(all: readonly Standing[]): string {
  const found = standings.filter((standing) => all.includes(standing));
  const icon = standingIcons[found[0] ?? 'unjudged'];
  const jobs = plural(all.length, 'job');
  const parts = found.map((standing) => words[standing](all.filter((each) => each === standing).length));
  if (found.length === 1 && found[0] === 'fine') return `${icon} ${jobs}, no regressions`;
  return `${icon} ${jobs}: ${parts.join(', ')}`;
}
