/** Calls object storage over HTTP: retries within a deadline, and classifies faults. */

import { sleep } from '../../io/deadline.ts';
import { fetchUrl } from '../../io/fetch-url.ts';
import { readRetryAfter } from '../../io/retry-after.ts';
import { ObjectFault } from './bucket.ts';

export interface ObjectCall {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface ObjectAnswer {
  /** 200 to 299, or 404. */
  readonly status: number;
  readonly bytes: Uint8Array;
}

/** Signs a call again for each attempt: signatures contain the time. */
export type Sign = (call: ObjectCall) => Promise<Request>;

export interface CallLimits {
  /** Milliseconds for one call with all its attempts. */
  readonly deadlineMs: number;
  /** Maximum number of attempts. */
  readonly tries: number;
  /** The deadline of all calls, on the clock of `performance.now()`. */
  readonly endMs: () => number;
}

/** Longer pauses are shortened: the deadline decides. */
const firstPauseMs = 200;

/** @throws ObjectFault */
export async function callStorage(call: ObjectCall, sign: Sign, limits: CallLimits): Promise<ObjectAnswer> {
  const endMs = Math.min(performance.now() + limits.deadlineMs, limits.endMs());
  for (let attempt = 1; ; attempt++) {
    const leftMs = endMs - performance.now();
    const outcome = await tryOnce(call, sign, leftMs);
    if (!(outcome instanceof ObjectFault)) return outcome;
    const isFinal = outcome.kind !== 'rate-limited' && outcome.kind !== 'unreachable';
    const pauseMs = outcome.pauseMs ?? firstPauseMs * 2 ** (attempt - 1) * (0.5 + Math.random());
    if (isFinal || attempt >= limits.tries || performance.now() + pauseMs >= endMs) throw outcome;
    await sleep(pauseMs);
  }
}

/** A fault with a wait time from the storage. */
class TimedFault extends ObjectFault {
  readonly pauseMs: number | null;

  constructor(kind: ObjectFault['kind'], message: string, pauseMs: number | null) {
    super(kind, message);
    this.pauseMs = pauseMs;
  }
}

async function tryOnce(call: ObjectCall, sign: Sign, leftMs: number): Promise<ObjectAnswer | TimedFault> {
  try {
    const request = await sign(call);
    const signal = AbortSignal.timeout(Math.max(1, Math.ceil(leftMs)));
    // Elsewhere the signature is refused, and a session's token has no business.
    const response = await fetchUrl(request, { signal, redirect: 'manual' });
    // A truncated body fails here, because its length is known.
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (response.ok) return { status: response.status, bytes };
    const code = readCode(bytes) ?? response.headers.get('x-ms-error-code') ?? response.statusText;
    const pauseMs = readRetryAfter((name) => response.headers.get(name), Date.now());
    if (response.status === 404 && !/NoSuchBucket|ContainerNotFound/.test(code))
      return { status: 404, bytes };
    return new TimedFault(kindOf(response.status, code), `${code} (${response.status})`, pauseMs);
  } catch (error) {
    if (error instanceof ObjectFault) return new TimedFault(error.kind, error.message, null);
    // Its message contains the header's value.
    if (/invalid header value/.test((error as Error).message))
      return new TimedFault('denied', 'a credential has a character that HTTP does not allow', null);
    return new TimedFault('unreachable', describeNetwork(error), null);
  }
}

function kindOf(status: number, code: string): ObjectFault['kind'] {
  if (status === 404) return 'no-bucket';
  if (status === 401 || status === 403) return 'denied';
  if (status === 429 || /SlowDown|ServerBusy|TooManyRequests/.test(code)) return 'rate-limited';
  return status >= 500 || status === 408 ? 'unreachable' : 'rejected';
}

/** The code in an error's XML: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, which Azure shares. */
function readCode(bytes: Uint8Array): string | null {
  return /<Code>([\w.-]{1,80})<\/Code>/.exec(new TextDecoder().decode(bytes.subarray(0, 4096)))?.[1] ?? null;
}

function describeNetwork(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return 'it did not answer in time';
  const code = cause?.code ?? '';
  const why =
    networkFaults[code] ?? (/CERT|SIGNATURE/.test(code) ? 'its certificate is not accepted' : undefined);
  return why === undefined ? code || (cause?.message ?? message) : `${why} (${code})`;
}

const networkFaults: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at its address',
  ECONNRESET: 'the connection was closed before the whole answer came',
  ENOTFOUND: 'its host is not known',
  EAI_AGAIN: 'its host could not be looked up',
  UND_ERR_SOCKET: 'the connection was closed before the whole answer came',
};
