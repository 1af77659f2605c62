/** The inputs of a judgement, as stored in a recording. */
import type { AnalysisInput } from '../analyze.ts';
import type { RecordedJudgement } from '../model/recording.ts';
import type { Report } from '../model/report.ts';
import { renderJson } from '../render/json.ts';
import { hideSecrets } from './hide-secrets.ts';
import { hashText } from './recording-file.ts';
import { summarizeReport } from './summarize-report.ts';

/** The configuration as it was written. */
interface ConfigSource {
  readonly path: string;
  readonly text: string;
  readonly baseText: string | null;
  readonly isBaseUnreadable?: boolean;
}

export function recordJudgement(
  input: AnalysisInput,
  source: ConfigSource,
  report: Report,
): RecordedJudgement {
  const { options, loaded, baselineBranch, problems } = input;
  const text = hideSecrets(source.text);
  const baseText = source.baseText === null ? null : hideSecrets(source.baseText);
  return {
    configuration: { ...source, text, baseText, sha256: hashText(text) },
    options: {
      'fail-on': options.failOn,
      'fail-on-tests': options.failOnTests,
      'gate-on': options.gateOn,
      'on-missing-baseline': options.onMissingBaseline,
    },
    baselineBranch,
    history: {
      status: loaded.status,
      problems: loaded.problems,
      segments: loaded.segments ?? [],
      builds: loaded.history.builds.map(({ id }) => id),
    },
    problems,
    owners: listOwners(input, report),
    report: summarizeReport(report, renderJson(report)),
  };
}

/** Of the tasks for which a report needs owners: failed and flaky ones. */
function listOwners(
  { ownersOf }: AnalysisInput,
  { failures, tasks, flaky }: Report,
): RecordedJudgement['owners'] {
  if (ownersOf === undefined) return [];
  const asked = [
    ...failures.map(({ task }) => [tasks[task]?.name ?? '', tasks[task]?.failure?.file ?? null] as const),
    ...flaky.map(({ name }) => [name, null] as const),
  ];
  return asked.flatMap(([name, file]) => {
    const owners = ownersOf(name, file);
    return owners.length > 0 ? [[name, file, owners] as const] : [];
  });
}
