/** The settings of one run: flag or input first, then the environment, then the configuration file. */

import type { ConfigSource, Host } from './host.ts';
import type { Problem } from './model/problem.ts';
import { compareGates, type FileSettings, mergeGates } from './settings/compare-gates.ts';
import { type Config, readConfig } from './settings/config.ts';
import { readBase } from './settings/decide-config.ts';
import type { Options } from './settings/options.ts';
import { readEnvironment } from './settings/read-environment.ts';
import { readOptions } from './settings/read-option-texts.ts';
import { keepStricter } from './settings/stricter-gate.ts';

export interface Settings {
  readonly options: Options;
  readonly config: Config;
  readonly problems: readonly Problem[];
  /** Notes about the check itself, shown in the first lines. */
  readonly notes: readonly Problem[];
  readonly source: ConfigSource;
}

/** 'off' if the environment switches the tool off. */
export async function readSettings(host: Host): Promise<Settings | 'off'> {
  const environment = readEnvironment(host.env);
  if (environment.offBy !== null) {
    const what = 'Telemetry is switched off: this build is neither checked nor stored.';
    const fix = 'Unset the variable to switch it on.';
    host.notify(note(environment.offBy, 'switched-off', what, fix, 'warning'));
    return 'off';
  }
  const given = [host.given, environment.source];
  const { options: first, problems } = readOptions(given);
  const file = await readConfigFile(host, first.config, host.given.texts['config'] !== undefined);
  const gate = await chooseGate(host, first, file);
  const { options } = readOptions([...given, gate.settings.options]);
  const { config } = gate.settings;
  return {
    options,
    config,
    problems: [...environment.problems, ...file.problems, ...problems],
    notes: gate.notes,
    source: { path: first.config, text: file.text, ...gate.base },
  };
}

interface GateSettings {
  readonly settings: FileSettings;
  readonly notes: readonly Problem[];
  readonly base: Pick<ConfigSource, 'baseText' | 'isBaseUnreadable'>;
}

/** The head's file decides alone. */
const alone = { baseText: null };

/** The configuration of its base decides for a pull request, so that it cannot weaken its own check. */
async function chooseGate(host: Host, options: Options, head: FileSettings): Promise<GateSettings> {
  const { config: path, gateConfig } = options;
  const base = (await host.readBaseText?.(options)) ?? null;
  if (base === null) return { settings: head, notes: [], base: alone };
  if (base.text === null) return judgeWithoutBase(options, head, base.reason);
  const { read, faults } = readBase(base.text, path);
  const broken = faults.map((fault) => describeBroken(path, fault));
  const changes = compareGates(read, head);
  if (changes.length === 0) return { settings: head, notes: broken, base: alone };
  const weaker = changes.filter(({ isWeaker }) => isWeaker);
  const list = (weaker.length > 0 ? weaker : changes).map(({ text }) => text).join('; ');
  const verb = weaker.length > 0 ? 'weakens' : 'changes';
  const decides =
    gateConfig === 'head'
      ? 'It applies here (gate-config: head).'
      : 'The configuration of the base branch applies here; this one takes effect once it is merged, its acknowledgements count now.';
  const what = `This pull request ${verb} the check: ${list}. ${decides}`;
  const code = weaker.length > 0 ? 'gate-weakened' : 'gate-changed';
  const level = weaker.length > 0 ? 'warning' : 'info';
  const notes = [note(path, code, what, '', level), ...broken];
  if (gateConfig === 'head') return { settings: head, notes, base: alone };
  return { settings: mergeGates(read, head), notes, base: { baseText: base.text } };
}

/** A pull request can cause this, with fewer permissions in its workflow: it must not pass its check that way. */
function judgeWithoutBase(
  { config: path, gateConfig }: Options,
  head: FileSettings,
  reason: string,
): GateSettings {
  const usual = readConfig('', path);
  const settings = gateConfig === 'head' ? head : keepStricter(head);
  const list = (before: FileSettings, after: FileSettings): string =>
    compareGates(before, after)
      .filter(({ isWeaker }) => isWeaker)
      .map(({ text }) => text)
      .join('; ');
  const [ignored, counted] = [list(settings, head), list(usual, settings)];
  const what = [
    `The configuration of the base branch could not be read (${reason}), so what this pull request changes about the check is not known.`,
    ...(ignored === '' ? [] : [`Settings weaker than the defaults are ignored: ${ignored}.`]),
    ...(counted === '' ? [] : [`This counts: ${counted}.`]),
  ].join(' ');
  const fix = 'Re-run the job; if the token lacks the permission, grant `permissions: contents: read`.';
  const notes = [note(path, 'gate-unverified', what, fix, 'warning')];
  const isStricter = gateConfig === 'base';
  return { settings, notes, base: isStricter ? { ...alone, isBaseUnreadable: true } : alone };
}

/**
 * The readable part of the base decides, the rest with its defaults: otherwise a broken base would pass every check.
 */
function describeBroken(path: string, { where, what }: Problem): Problem {
  const text = `A setting in the configuration of the base branch is invalid, so its default applies: ${where}: ${what}`;
  return note(path, 'gate-base-broken', text, 'Correct the file on the base branch.', 'warning');
}

function note(where: string, code: string, what: string, fix: string, level: Problem['level']): Problem {
  return { level, code, where, what, fix };
}

async function readConfigFile(
  host: Host,
  path: string,
  asked: boolean,
): Promise<ReturnType<typeof readConfig> & { readonly text: string }> {
  const fault = (
    what: string,
    fix = 'Correct the option `config`.',
  ): Awaited<ReturnType<typeof readConfigFile>> => ({
    ...readConfig('', path),
    text: '',
    problems: [{ level: 'error', code: 'config-file', where: path, what, fix }],
  });
  let text: string | null;
  try {
    text = await host.readText(path);
  } catch (error) {
    return fault(`It cannot be read: ${(error as Error).message}.`);
  }
  if (text === null && asked) return fault('Configuration file not found.');
  const other = path.replace(/\.yml$/, '.yaml');
  if (text === null && (await host.readText(other).catch(() => null)) !== null)
    return fault(
      `\`${other}\` is not read: the name of the file ends in \`.yml\`.`,
      `Rename it, or set \`config: ${other}\`.`,
    );
  const read = readConfig(text ?? '', path);
  // Also for values that an input or the base overrides: they would fail the first build after the merge.
  const problems = [...read.problems, ...readOptions([read.options]).problems];
  return { ...read, problems, text: text ?? '' };
}
