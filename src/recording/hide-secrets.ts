/** The text of a configuration as a recording stores it: without what may be a secret, with the same meaning. */
import { isNode, parse, parseDocument } from 'yaml';
import { maskSecrets } from '../ingest/mask-secrets.ts';

/** No report depends on `exporters`, which may hold headers and passwords. Lines keep their numbers. */
export function hideSecrets(text: string): string {
  const exporters = parseDocument(text).get('exporters', true);
  const [from, to] = (isNode(exporters) && exporters.range) || [0, 0];
  const lines = text.slice(from, to).replaceAll(/[^\n]/g, '');
  const own = from === to ? text : `${text.slice(0, from)}{}${lines}${text.slice(to)}`;
  // What looks like a secret is hidden where it has no meaning: in comments.
  const masked = maskSecrets(own);
  return JSON.stringify(readAny(masked)) === JSON.stringify(readAny(own)) ? masked : own;
}

function readAny(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}
