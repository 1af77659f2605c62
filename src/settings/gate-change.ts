/** One change of the settings that decide about failing, as text. */
export interface GateChange {
  /** One change as text, e.g. `fail-on: critical → never`. */
  readonly text: string;
  readonly isWeaker: boolean;
}

export function gateChange(name: string, before: string, after: string, isWeaker: boolean): GateChange {
  const show = (value: string): string => (value === '' ? 'not set' : value);
  return { text: `${name}: ${show(before)} → ${show(after)}`, isWeaker };
}
