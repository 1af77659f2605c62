/** The configuration file as YAML: every value with its key and position, for messages. */
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { Problem } from '../model/problem.ts';

/** One value of the file. */
export interface Written {
  /** As YAML reads it; undefined when the key is absent. */
  readonly value: unknown;
  /** The last part of its key, such as `above`. */
  readonly name: string;
  /** File, line, column and key, for messages: `build-telemetry.yml:3:5: \`thresholds.duration\``. */
  readonly where: string;
  /** The value of a key, or of a place in a list. */
  readonly at: (child: string | number) => Written;
  /** Reports that the value is invalid, and how to write it. */
  readonly refuse: (what: string, fix: string) => undefined;
  /** Problems of the file so far. */
  readonly problems: readonly Problem[];
}

/**
 * Reads the file's text. A file with only comments is an empty mapping.
 * @param file its path, for messages
 * @returns `root` is null when the text is blank, or not YAML (see `problems`)
 */
export function readYaml(
  text: string,
  file: string,
): { readonly root: Written | null; readonly problems: readonly Problem[] } {
  if (text.trim() === '') return { root: null, problems: [] };
  const odd = text.search(/[\0\uFFFD]/);
  if (odd >= 0) return { root: null, problems: [describeOtherEncoding(text.slice(0, odd), file)] };
  const lines = new LineCounter();
  const document = parseDocument(text, { ...parsing, lineCounter: lines });
  const placeOf = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const faults = [...document.errors, ...document.warnings];
  const problems = faults.map((fault) => describeSyntaxError(placeOf(fault.pos[0]), fault));
  if (problems.length > 0) return { root: null, problems };

  const write = (value: unknown, node: unknown, offset: number, name: string, key: string): Written => {
    const where = key === '' ? file : `${placeOf(offset)}: \`${key}\``;
    return {
      value,
      name,
      where,
      problems,
      at: (child) => {
        const found = findChild(document, node, child);
        const path = typeof child === 'number' ? `${key}[${child}]` : key === '' ? child : `${key}.${child}`;
        return write(valueAt(value, child), found?.node, found?.offset ?? offset, String(child), path);
      },
      refuse: (what, fix) => {
        problems.push({ level: 'error', code: 'invalid-config', where, what, fix });
        return undefined;
      },
    };
  };
  const value = toValue(document);
  const root = write(value instanceof Error ? {} : (value ?? {}), document.contents, 0, '', '');
  if (value instanceof Error)
    root.refuse(
      value.message.replace(/\.?$/, '.'),
      'Write it without aliases, and put values that begin with `*` in quotes.',
    );
  return { root, problems };
}

/** A tag that no setting uses is refused, not ignored; the YAML library prints nothing itself. */
const parsing = { prettyErrors: false, resolveKnownTags: false, logLevel: 'error' } as const;

/** How to correct the frequent mistakes. */
const syntaxFixes: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'Put the value in quotes: `"*"`.',
  BAD_SCALAR_START: 'Put the value in quotes.',
  TAB_AS_INDENT: 'Indent with spaces.',
  DUPLICATE_KEY: 'Remove one of them.',
  MULTILINE_IMPLICIT_KEY: 'Write a space after each colon: `key: value`.',
};

function describeSyntaxError(where: string, { code, message }: YAMLError): Problem {
  const what = code === 'MULTIPLE_DOCS' ? 'A second document begins here.' : message.replace(/\.?$/, '.');
  const fix = syntaxFixes[code] ?? 'Correct the YAML at this place.';
  return { level: 'error', code: 'invalid-yaml', where, what, fix };
}

/** The decoder replaces what is not UTF-8: binary data, UTF-16, an accent in Latin-1. */
function describeOtherEncoding(before: string, file: string): Problem {
  return {
    level: 'error',
    code: 'invalid-yaml',
    where: `${file}:${before.split('\n').length}`,
    what: 'This is not UTF-8 text.',
    fix: 'Save the file in UTF-8.',
  };
}

/** The library limits aliases, so that a small file cannot grow without end; it throws in that case. */
function toValue(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return error;
  }
}

function valueAt(value: unknown, child: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, child)
    ? (value as Readonly<Record<string, unknown>>)[child]
    : undefined;
}

/** The position of a key is the start of its name, that of a list entry the start of its value. */
function findChild(
  document: Document.Parsed,
  node: unknown,
  child: string | number,
): { readonly node: unknown; readonly offset: number | undefined } | undefined {
  const parent = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(parent) && typeof child === 'number') {
    const item = parent.items[child];
    return { node: item, offset: isNode(item) ? item.range?.[0] : undefined };
  }
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => String(isScalar(key) ? key.value : key) === child);
  return pair && { node: pair.value, offset: isNode(pair.key) ? pair.key.range?.[0] : undefined };
}
