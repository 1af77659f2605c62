/** Prism's verdict on requests, asked once for all requests that differ only in numbers, hashes and long texts. */
import { fetchOnNewConnection } from './launch-child.ts';
import type { Call } from './loopback.ts';

interface Verdict {
  readonly status: number;
  /** What is wrong with the request; null when it is valid. */
  readonly violations: string | null;
  /** Prism's example of an answer, which has GitHub's full shape. */
  readonly body: unknown;
}

const verdicts = new Map<string, Promise<Verdict>>();

export function checkRequest(prismUrl: string, call: Call): Promise<Verdict> {
  const key = `${prismUrl} ${shapeOf(call)}`;
  const known = verdicts.get(key);
  if (known !== undefined) return known;
  const asked = askPrism(prismUrl, call);
  verdicts.set(key, asked);
  asked.catch(() => verdicts.delete(key));
  return asked;
}

const longestWord = 40;

function shapeOf({ method, url, headers, body }: Call): string {
  const text = body.toString();
  let shape = text;
  try {
    shape = JSON.stringify(JSON.parse(text), (_, value: unknown) =>
      typeof value === 'string' && value.length > longestWord ? 'a long text' : value,
    );
  } catch {
    // Not JSON, so its text is its own shape.
  }
  return `${method} ${url.pathname}${url.search} ${headers['content-type']} ${shape}`
    .replaceAll(/\b[0-9a-f]{8,}\b/g, (hash) => 'f'.repeat(hash.length))
    .replaceAll(/\d/g, '0');
}

async function askPrism(prismUrl: string, call: Call): Promise<Verdict> {
  // octokit's `application/vnd.github.v3+json` is not in the description and would get 406.
  const headers: Record<string, string> = { accept: 'application/json', authorization: 'token x' };
  const contentType = call.headers['content-type'];
  if (contentType !== undefined) headers['content-type'] = contentType;
  const init: RequestInit = { method: call.method, headers, redirect: 'manual' };
  if (call.body.length > 0) init.body = new Uint8Array(call.body);
  const response = await fetchOnNewConnection(`${prismUrl}${call.url.pathname}${call.url.search}`, init);
  const text = await response.text();
  const refused = response.status >= 400 ? `${response.status} ${text.slice(0, 300)}` : null;
  const body: unknown = text === '' ? null : JSON.parse(text);
  return { status: response.status, violations: requestViolations(response) ?? refused, body };
}

/** Prism also checks its own example answers; only its verdict on the request counts. */
function requestViolations(response: Response): string | null {
  const header = response.headers.get('sl-violations');
  if (header === null) return null;
  const found = (JSON.parse(header) as { location: string[] }[]).filter(
    ({ location }) => location[0] === 'request',
  );
  return found.length === 0 ? null : JSON.stringify(found);
}
