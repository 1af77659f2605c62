/** Collects the problems of one file: the first five of each code, then their number. */
import { plural } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';
import { cleanName } from './clean-text.ts';

/** Equal codes are counted after the fifth. */
export type ReportProblem = (level: Problem['level'], code: string, what: string, fix?: string) => void;

const shownProblems = 5;

export function collectProblems(file: string): {
  readonly problems: readonly Problem[];
  readonly report: ReportProblem;
  readonly summarize: () => void;
} {
  const problems: Problem[] = [];
  const counts = new Map<string, { level: Problem['level']; count: number }>();
  return {
    problems,
    report: (level, code, what, fix = '') => {
      const { count } = counts.get(code) ?? { count: 0 };
      counts.set(code, { level, count: count + 1 });
      if (count < shownProblems) problems.push({ level, code, where: file, what: cleanName(what, 500), fix });
    },
    summarize: () => {
      for (const [code, { level, count }] of counts) {
        if (count <= shownProblems) continue;
        const what = `Not shown: ${plural(count - shownProblems, 'more problem')} of this kind (${code}).`;
        problems.push({ level, code, where: file, what, fix: '' });
      }
    },
  };
}
