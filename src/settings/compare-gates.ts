/** How a pull request's configuration changes its own check, and whether that makes it weaker. */

import { isAtLeast } from '../model/level-order.ts';
import type { Acknowledgement } from './acknowledgements.ts';
import { comparePrices } from './compare-prices.ts';
import { compareRegressions } from './compare-regressions.ts';
import type { Config } from './config.ts';
import { type GateChange, gateChange } from './gate-change.ts';
import type { Limits } from './limits.ts';
import { optionFields } from './option-fields.ts';
import { type OptionSpec, type OptionTexts, optionSpecs } from './options.ts';
import type { Quarantine } from './quarantine.ts';
import type { Preset, ThresholdRule } from './threshold-rules.ts';

/** The content of a configuration file. */
export interface FileSettings {
  readonly config: Config;
  readonly options: OptionTexts;
}

/** Options that only change the output; every other option of the file decides what fails. */
const shown = new Set([
  ...['failure-messages', 'comment', 'summary', 'annotations', 'trace-ids'],
  ...['artifacts', 'artifact-name', 'artifact-retention-days'],
]);
/** The choice of logs follows the code of the head: changes are only reported. */
const ofLogs = new Set(['events', 'format']);
/** The strictest values first; for an option without an order any other value may hide something. */
const orders: Readonly<Record<string, readonly string[]>> = {
  'fail-on': ['warning', 'error', 'critical', 'never'],
  'gate-on': ['confirmed', 'lasting'],
  'fail-on-tests': ['any', 'new', 'never'],
  'on-missing-baseline': ['fail', 'warn', 'pass'],
  'if-no-events-found': ['error', 'warn', 'ignore'],
};

/**
 * The head's file with all settings that decide about failing from the base; acknowledgements of both count.
 */
export function mergeGates(base: FileSettings, head: FileSettings): FileSettings {
  const isGate = (name: string): boolean => !shown.has(name) && !ofLogs.has(name);
  const own = Object.entries(head.options.texts).filter(([name]) => !isGate(name));
  const decided = Object.entries(base.options.texts).filter(([name]) => isGate(name));
  const options = { ...head.options, texts: Object.fromEntries([...own, ...decided]) };
  const acknowledge = [
    ...base.config.acknowledge,
    ...listNew(base.config.acknowledge, head.config.acknowledge),
  ];
  return { options, config: { ...base.config, acknowledge } };
}

/** All differences; none when both fail the same builds. */
export function compareGates(base: FileSettings, head: FileSettings): readonly GateChange[] {
  return [
    ...compareOptions(base.options, head.options),
    ...comparePresets(base.config, head.config),
    ...compareThresholds(base.config.thresholds, head.config.thresholds),
    ...compareRegressions(base.config.regressions, head.config.regressions),
    ...compareLimits(base.config.limits, head.config.limits),
    ...comparePrices(base.config.prices, head.config.prices),
    ...listNew(base.config.acknowledge, head.config.acknowledge).map(describeAcknowledgement),
    ...listNew(base.config.quarantine, head.config.quarantine).map(describeQuarantine),
  ];
}

function compareOptions(base: OptionTexts, head: OptionTexts): GateChange[] {
  const names = Object.keys(optionFields).filter((name) => !shown.has(name));
  return names.flatMap((name) => {
    const [before, after] = [base, head].map(({ texts }) => texts[name] ?? defaultOf(name)) as [
      string,
      string,
    ];
    if (before === after) return [];
    const isWeaker = orders[name] === undefined || isLater(orders[name], before, after);
    return [gateChange(name, before, after, isWeaker)];
  });
}

/** Whether an option's value is certainly weaker than its default. */
export function isWeakerValue(name: string, text: string): boolean {
  return orders[name] !== undefined && isLater(orders[name], defaultOf(name), text);
}

function defaultOf(name: string): string {
  return (optionSpecs as readonly OptionSpec[]).find((spec) => spec.name === name)?.default ?? '';
}

function isLater(order: readonly string[], before: string, after: string): boolean {
  return order.indexOf(after) > order.indexOf(before);
}

function comparePresets({ preset: before }: Config, { preset: after }: Config): GateChange[] {
  return before === after ? [] : [gateChange('preset', before, after, isWeakerPreset(before, after))];
}

/** `buildrunner` has the limits for agents, too, and waives none of them. */
export function isWeakerPreset(before: Preset, after: Preset): boolean {
  return isLater(['buildrunner', 'agent', 'auto', 'all', 'none'], before, after);
}

function compareThresholds(base: readonly ThresholdRule[], head: readonly ThresholdRule[]): GateChange[] {
  const ids = [...new Set([...base, ...head].map(({ id }) => id))];
  return ids.flatMap((id) => {
    const before = base.find((rule) => rule.id === id);
    const after = head.find((rule) => rule.id === id);
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    const name = `threshold ${id}`;
    return [
      gateChange(name, writeThreshold(before), writeThreshold(after), isWeakerThreshold(before, after)),
    ];
  });
}

export function isWeakerThreshold(
  before: ThresholdRule | undefined,
  after: ThresholdRule | undefined,
): boolean {
  if (before === undefined) return false;
  if (after === undefined || after.metric !== before.metric || after.comparison !== before.comparison)
    return true;
  if (!isAtLeast(after.level, before.level)) return true;
  const [from, to] = [readAmount(before), readAmount(after)];
  if (from.kind !== to.kind) return true;
  return before.comparison === 'above' ? to.amount > from.amount : to.amount < from.amount;
}

function readAmount({ limit }: ThresholdRule): { kind: string; amount: number } {
  return 'fixed' in limit
    ? { kind: 'fixed', amount: limit.fixed }
    : { kind: 'baseline', amount: limit.overBaseline };
}

function writeThreshold(rule: ThresholdRule | undefined): string {
  if (rule === undefined) return 'off';
  const { kind, amount } = readAmount(rule);
  return `${rule.comparison} ${amount}${kind === 'fixed' ? '' : ' over the baseline'}, ${rule.level}`;
}

/** A log that is read in part makes an incomplete build, which is not judged. */
function compareLimits(base: Partial<Limits>, head: Partial<Limits>): GateChange[] {
  const names = [...new Set([...Object.keys(base), ...Object.keys(head)])] as (keyof Limits)[];
  return names.flatMap((name) => {
    const [before, after] = [base[name], head[name]];
    if (before === after) return [];
    const isWeaker = after !== undefined && (before === undefined || after < before);
    return [gateChange(`limit ${name}`, String(before ?? 'default'), String(after ?? 'default'), isWeaker)];
  });
}

function listNew<T extends { readonly where: string }>(base: readonly T[], head: readonly T[]): T[] {
  const key = ({ where: _, ...entry }: T): string => JSON.stringify(entry);
  const known = new Set(base.map(key));
  return head.filter((entry) => !known.has(key(entry)));
}

function describeQuarantine({ test, owner, expires }: Quarantine): GateChange {
  return { text: `quarantines ${test} until ${expires} (owner ${owner})`, isWeaker: true };
}

function describeAcknowledgement({ series, owner, expires }: Acknowledgement): GateChange {
  return { text: `acknowledges ${series} until ${expires} (owner ${owner})`, isWeaker: true };
}
