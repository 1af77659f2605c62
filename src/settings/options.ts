/**
 * Every option once. action.yml, `--help`, docs/options.md and the configuration file's JSON Schema are
 * generated from this list (scripts/generate.ts), and `read-option-texts.ts` uses it: nothing is declared
 * twice.
 */
import { type Camel, camel } from './key-spec.ts';

/** Default number of days to keep a build. */
export const defaultAgeDays = 365;

/** How an option's text is read. */
export type OptionKind =
  | { readonly type: 'text' }
  /** A folder, a word, or an address in object storage. */
  | { readonly type: 'place' }
  | { readonly type: 'lines' }
  | { readonly type: 'choice'; readonly values: readonly string[] }
  | { readonly type: 'choices'; readonly values: readonly string[] }
  | { readonly type: 'integer'; readonly min: number; readonly max: number }
  | { readonly type: 'boolean' };

/** One option: an input of the action, a flag of `build-telemetry check`, a key of the configuration file. */
export interface OptionSpec {
  readonly name: string;
  readonly kind: OptionKind;
  /** As in action.yml; '' when it is computed. */
  readonly default: string;
  readonly description: string;
  /**
   * Where it can be set. `context` inputs carry data of the workflow and are not for users; `compare` is the
   * command of that name, which has flags with the names without the prefix.
   */
  readonly where: readonly ('action' | 'cli' | 'compare' | 'config' | 'context')[];
}

const everywhere = ['action', 'cli', 'config'] as const;

/** Where the configuration file is, unless an option names another place. */
export const configPath = '.github/build-telemetry.yml';

/** All options, in the order in which help and docs show them. */
export const optionSpecs = [
  {
    name: 'events',
    kind: { type: 'lines' },
    default: '',
    description:
      'Event logs of this build: paths or globs, one per line. Empty: the timings of the jobs and steps of this workflow run.',
    where: everywhere,
  },
  {
    name: 'format',
    kind: { type: 'text' },
    default: 'auto',
    description: 'Format of the logs; `auto` detects the format of each file from its content.',
    where: everywhere,
  },
  {
    name: 'name',
    kind: { type: 'text' },
    default: '',
    description:
      'Name of the series: only builds of the same series are compared. Empty: workflow, job, step id and the matrix values.',
    where: everywhere,
  },
  {
    name: 'config',
    kind: { type: 'text' },
    default: configPath,
    description: 'Path of the configuration file. At the default path it is optional.',
    where: ['action', 'cli'],
  },
  {
    name: 'fail-on',
    kind: { type: 'choice', values: ['critical', 'error', 'warning', 'never'] },
    default: 'critical',
    description:
      'Minimum severity that fails the step. Unconfirmed regressions and runner changes never fail it. For failed tests set `fail-on-tests`, for a missing baseline `on-missing-baseline`: both fail the step also with `fail-on: never`.',
    where: everywhere,
  },
  {
    name: 'gate-on',
    kind: { type: 'choice', values: ['confirmed', 'lasting'] },
    default: 'lasting',
    description:
      'On the baseline branch, when a regression can fail the check: as soon as it is `confirmed`, or once it is `lasting` (still there 3 builds later). Pull requests never wait.',
    where: everywhere,
  },
  {
    name: 'fail-on-tests',
    kind: { type: 'choice', values: ['new', 'any', 'never'] },
    default: 'never',
    description:
      'Failed tests that fail this step: `new` (neither failing on the baseline branch nor flaky), `any`, or `never`, as the test step has failed already. With `new` and `any`, an incomplete log fails the step as well, because failed tests may be missing from it.',
    where: everywhere,
  },
  {
    name: 'failure-messages',
    kind: { type: 'choice', values: ['on', 'off'] },
    default: 'on',
    description:
      'Show the first lines of the messages of failed tests, with secrets masked. `off`: only names, files and lines.',
    where: everywhere,
  },
  {
    name: 'gate-config',
    kind: { type: 'choice', values: ['base', 'head'] },
    default: 'base',
    description:
      "Configuration file that decides whether a pull request fails. `base`: the file of its base branch, so a pull request cannot weaken its own check; its acknowledgements still apply. If the file of the base cannot be read, no setting weaker than the defaults applies. `head`: the pull request's own file.",
    where: ['action'],
  },
  {
    name: 'on-missing-baseline',
    kind: { type: 'choice', values: ['pass', 'warn', 'fail'] },
    default: 'pass',
    description:
      'What to do when there is no history to compare with. The report always states at the top that there is none.',
    where: everywhere,
  },
  {
    name: 'if-no-events-found',
    kind: { type: 'choice', values: ['error', 'warn', 'ignore'] },
    default: 'error',
    description: 'What to do if no event log is found, or if the logs contain no task.',
    where: everywhere,
  },
  {
    name: 'compare-head',
    kind: { type: 'text' },
    default: '',
    description:
      'Command to compare with the command of the base; both run alternately. The history is neither read nor written.',
    where: ['action', 'compare', 'config'],
  },
  {
    name: 'compare-base',
    kind: { type: 'text' },
    default: '',
    description: 'Command of the base. Empty: the command of the head, in another commit.',
    where: ['action', 'compare', 'config'],
  },
  {
    name: 'compare-base-ref',
    kind: { type: 'text' },
    default: '',
    description:
      'Commit, branch or tag that is checked out in a separate folder, where the command of the base runs.',
    where: ['action', 'compare', 'config'],
  },
  {
    name: 'compare-runs',
    kind: { type: 'integer', min: 1, max: 1000 },
    default: '30',
    description: 'Maximum number of pairs of runs; the comparison ends earlier once the result is clear.',
    where: ['compare', 'config'],
  },
  {
    name: 'compare-setup',
    kind: { type: 'text' },
    default: '',
    description: 'Command that runs once for each side before it is measured, such as `npm ci`.',
    where: ['compare', 'config'],
  },
  {
    name: 'compare-prepare',
    kind: { type: 'text' },
    default: '',
    description: 'Command that runs before each measured run, such as one that empties a cache.',
    where: ['compare', 'config'],
  },
  {
    name: 'compare-warmup',
    kind: { type: 'integer', min: 0, max: 100 },
    default: '1',
    description: 'Warm-up runs of each side, which are not measured.',
    where: ['compare', 'config'],
  },
  {
    name: 'baseline-branch',
    kind: { type: 'text' },
    default: '',
    description:
      'Branch whose builds are the baseline. Empty: the base branch of a pull request, otherwise the default branch.',
    where: everywhere,
  },
  {
    name: 'history',
    kind: { type: 'place' },
    default: 'cache',
    description:
      '`cache` for the Actions cache (on the command line: the folder `.build-telemetry/history`), a folder for self-hosted runners and laptops, or object storage for all repositories of a team: `s3://bucket/prefix`, `gs://bucket/prefix`, `azure://account/container/prefix`.',
    where: everywhere,
  },
  {
    name: 'seed',
    kind: { type: 'boolean' },
    default: 'false',
    description:
      'Fill an empty history from the timings of past runs of the workflow, so that the first run has a baseline. Requires `actions: read` and an empty `events`.',
    where: ['config'],
  },
  {
    name: 'save-history',
    kind: { type: 'choice', values: ['auto', 'always', 'never'] },
    default: 'auto',
    description:
      'Whether to add this build to the history. `auto`: on branches and pull requests, but not for tags and merge queues, as other runs cannot see caches saved there.',
    where: everywhere,
  },
  {
    name: 'history-max-builds',
    kind: { type: 'integer', min: 12, max: 100_000 },
    default: '1000',
    description: 'Maximum number of builds to keep; the oldest are deleted first.',
    where: everywhere,
  },
  {
    name: 'history-max-age-days',
    kind: { type: 'integer', min: 1, max: 3650 },
    default: String(defaultAgeDays),
    description:
      'Days to keep a build, counted back from the newest build. At 365 or more the newest 100 builds of a branch stay.',
    where: everywhere,
  },
  {
    name: 'history-max-size-mb',
    kind: { type: 'integer', min: 1, max: 100_000 },
    default: '100',
    description:
      'Maximum size of the history of a series, in megabytes; the oldest builds are deleted first.',
    where: everywhere,
  },
  {
    name: 'comment',
    kind: { type: 'choice', values: ['auto', 'always', 'never'] },
    default: 'auto',
    description: 'Pull request comment. `auto`: only for alerts, and to mark earlier alerts as resolved.',
    where: ['action', 'config'],
  },
  {
    name: 'summary',
    kind: { type: 'boolean' },
    default: 'true',
    description: 'Write the job summary.',
    where: ['action', 'config'],
  },
  {
    name: 'annotations',
    kind: { type: 'boolean' },
    default: 'true',
    description: 'Annotate the run with failed thresholds and regressions.',
    where: ['action', 'config'],
  },
  {
    name: 'artifacts',
    kind: { type: 'choices', values: ['html', 'json', 'csv', 'profile', 'history', 'recording'] },
    default: 'html,json,csv,profile,history',
    description:
      'Reports to upload, separated by commas, or `none`. `profile`: flamegraph, folded stacks, speedscope, Chrome trace and OpenTelemetry trace. `history`: this build alone, on the default branch, for runs whose cache was evicted. `recording`: the inputs of the report, for `build-telemetry replay` and `diff`.',
    where: ['action', 'config'],
  },
  {
    name: 'artifact-name',
    kind: { type: 'text' },
    default: 'build-telemetry',
    description: 'Prefix for artifact names.',
    where: ['action', 'config'],
  },
  {
    name: 'artifact-retention-days',
    kind: { type: 'integer', min: 0, max: 400 },
    default: '0',
    description: 'Days to keep the artifacts; 0: the default of the repository.',
    where: ['action', 'config'],
  },
  {
    name: 'trace-ids',
    kind: { type: 'choice', values: ['job', 'run'] },
    default: 'job',
    description:
      'How the ids of job spans are derived, to match the GitHub receiver of the OpenTelemetry Collector: by `job` id (version 0.151 and newer) or by `run` and job name (older versions).',
    where: ['config'],
  },
  {
    name: 'github-token',
    kind: { type: 'text' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an Actions expression
    default: '${{ github.token }}',
    description:
      'Token for the comment (`pull-requests: write`) and for listing caches and jobs (`actions: read`).',
    where: ['action'],
  },
  {
    name: 'job-status',
    kind: { type: 'text' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an Actions expression
    default: '${{ job.status }}',
    description: 'Set automatically; do not set it yourself.',
    where: ['context'],
  },
  {
    name: 'check-run-id',
    kind: { type: 'text' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an Actions expression
    default: '${{ job.check_run_id }}',
    description: 'Set automatically; do not set it yourself.',
    where: ['context'],
  },
  {
    name: 'matrix',
    kind: { type: 'text' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an Actions expression
    default: '${{ toJSON(matrix) }}',
    description: 'Set automatically; do not set it yourself.',
    where: ['context'],
  },
] as const satisfies readonly OptionSpec[];

type Spec = (typeof optionSpecs)[number];
type ReadAs<K extends OptionKind> = K extends { readonly type: 'choice' }
  ? K['values'][number]
  : K extends { readonly type: 'choices' }
    ? readonly K['values'][number][]
    : K extends { readonly type: 'lines' }
      ? readonly string[]
      : K extends { readonly type: 'integer' }
        ? number
        : K extends { readonly type: 'boolean' }
          ? boolean
          : string;

/** Options after reading, named `failOn` and so on: the same for the action and the command line. */
export type Options = { readonly [S in Spec as Camel<S['name']>]: ReadAs<S['kind']> };

/** Which regressions of the baseline branch may fail the check. */
export type GateOn = Options['gateOn'];

/** The source of an option's text. */
export type OptionSource = 'action' | 'cli' | 'config' | 'environment';

/** The names that a source may set, for messages and completion. */
export function optionNames(where: OptionSource): string[] {
  const specs = optionSpecs as readonly OptionSpec[];
  if (where === 'environment') return specs.map((s) => s.name);
  if (where === 'action') {
    return specs.filter((s) => s.where.includes('action') || s.where.includes('context')).map((s) => s.name);
  }
  return specs
    .filter((s) => s.where.includes(where) || (where === 'cli' && s.where.includes('compare')))
    .map((s) => s.name);
}

/**
 * Checks options that a program wrote, not a user: a gate with a misspelt word would never fail.
 * @throws TypeError for a value that an option cannot have.
 */
export function checkChoices(options: Partial<Options>): void {
  for (const { name, kind } of optionSpecs) {
    if (kind.type !== 'choice' || !(camel(name) in options)) continue;
    const value = options[camel(name) as keyof Options];
    if (!(kind.values as readonly unknown[]).includes(value))
      throw new TypeError(
        `\`${camel(name)}\` is \`${String(value)}\`: use one of ${kind.values.join(', ')}.`,
      );
  }
}

/** Texts by option name, from one source; `where` names the source in messages. */
export interface OptionTexts {
  readonly where: OptionSource;
  readonly texts: Readonly<Record<string, string>>;
  /** Where each text is written, if the source is a file. */
  readonly places?: Readonly<Record<string, string>>;
}

/** `history-max-builds` → `BUILD_TELEMETRY_HISTORY_MAX_BUILDS`. */
export function variableOf(name: string): string {
  return `BUILD_TELEMETRY_${name.replaceAll('-', '_').toUpperCase()}`;
}
