/** How a pull request changes its own check, for the first lines of comment and summary. */
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import { writeProblem } from './markdown.ts';

/** Problems of the deciding configuration; see `readSettings`. */
function listGate({ problems }: Report): readonly Problem[] {
  return problems.filter(({ code }) => code.startsWith('gate-'));
}

/** Markdown; '' if base and pull request have the same check. */
export function writeGate(report: Report): string {
  return listGate(report)
    .map((problem) => `> ⚖️ ${writeProblem(problem)}`)
    .join('\n');
}

/** A weaker check is news for a reviewer, whatever the verdict. */
export function isGateWeaker(report: Report): boolean {
  return listGate(report).some(({ level }) => level !== 'info');
}
