/** One change of what decides about failing, in words. */
export interface GateChange {
  /** One change in words, e.g. `fail-on: critical → never`. */
  readonly text: string;
  readonly isWeaker: boolean;
}

export function gateChange(name: string, before: string, after: string, isWeaker: boolean): GateChange {
  const show = (value: string): string => (value === '' ? 'not set' : value);
  return { text: `${name}: ${show(before)} → ${show(after)}`, isWeaker };
}
