/** The location of a history in object storage, from the option `history`. */

export interface ObjectPlace {
  readonly kind: 's3' | 'azure';
  /** For Azure; '' for S3. */
  readonly account: string;
  /** Bucket, or container. */
  readonly container: string;
  /** Without slashes at both ends; '' for none. */
  readonly prefix: string;
  /** `endpoint`, `region`. */
  readonly settings: ReadonlyMap<string, string>;
  /** As written by the user, without the settings. */
  readonly label: string;
}

/** How to write one. */
export const addressForms =
  '`s3://bucket/prefix`, `gs://bucket/prefix` or `azure://account/container/prefix`';

const known = ['endpoint', 'region'];

/** Whether a location is a network address rather than a folder. */
export function isAddress(location: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(location);
}

/**
 * `s3://bucket/prefix?region=…&endpoint=…`, `gs://bucket/prefix` (by the S3 API of Google), or
 * `azure://account/container/prefix`.
 * @returns the fault as text
 */
export function readObjectPlace(location: string): ObjectPlace | string {
  if (!URL.canParse(location)) return 'This address cannot be read.';
  const url = new URL(location);
  const scheme = url.protocol.slice(0, -1);
  if (!['s3', 'gs', 'azure'].includes(scheme)) return `There is no history at \`${scheme}://\`.`;
  if (url.username !== '' || url.password !== '') return 'An address may not hold credentials.';
  const odd = [...url.searchParams.keys()].find((name) => !known.includes(name));
  if (odd !== undefined) return `There is no setting \`${odd}\`.`;
  const endpoint = url.searchParams.get('endpoint');
  if (endpoint !== null && !/^https?:\/\/[^@/?#]+(\/[^@]*)?$/i.test(endpoint))
    return 'The `endpoint` must look like `https://host`, without credentials.';
  const parts = url.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodePart);
  const kind = scheme === 'azure' ? 'azure' : 's3';
  const container = kind === 'azure' ? parts.shift() : url.hostname;
  if (!container || url.hostname === '')
    return kind === 'azure' ? 'The address has no container name.' : 'The address has no bucket name.';
  const settings = new Map(url.searchParams);
  if (scheme === 'gs') {
    if (!settings.has('endpoint')) settings.set('endpoint', 'https://storage.googleapis.com');
    if (!settings.has('region')) settings.set('region', 'auto');
  }
  return {
    ...{ kind, container, settings, prefix: parts.join('/') },
    account: kind === 'azure' ? url.hostname : '',
    label: `${scheme}://${url.host}${trimSlashes(url.pathname)}`,
  };
}

/** A `%` that begins no escape stands for itself. */
function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function trimSlashes(text: string): string {
  return text.replace(/\/+$/, '');
}
