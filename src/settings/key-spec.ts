/** A key of the configuration file: how its value is read, its default, and its section of the docs. */
import type { ValueSpec } from './value-spec.ts';

export interface KeySpec<T> {
  readonly value: ValueSpec<T>;
  readonly description: string;
  /** The default when the key is absent. */
  readonly fallback: T;
  /** Section in docs/options.md, followed by a table of the keys under this one; absent for a plain value. */
  readonly docs?: {
    readonly title: string;
    /** Markdown. */
    readonly text: string;
    /** YAML that can be pasted. */
    readonly example: string;
  };
}

/** `fail-on` → `failOn`, as a type. */
export type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;

/** `fail-on` → `failOn`. */
export function camel(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
