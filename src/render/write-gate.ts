/** What a pull request changes about its own check, for the first lines of comment and summary. */
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import { writeProblem } from './markdown.ts';

/** Problems about the configuration that decides; see `readSettings`. */
function listGate({ problems }: Report): readonly Problem[] {
  return problems.filter(({ code }) => code.startsWith('gate-'));
}

/** Markdown; '' when base and pull request have the same check. */
export function writeGate(report: Report): string {
  return listGate(report)
    .map((problem) => `> ⚖️ ${writeProblem(problem)}`)
    .join('\n');
}

/** A weaker check is news to a reviewer, whatever the verdict. */
export function isGateWeaker(report: Report): boolean {
  return listGate(report).some(({ level }) => level !== 'info');
}
