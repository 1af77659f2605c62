/** The messages for an exporter's failure: each states what to do about it where the fault alone does not. */
import { expect, it } from 'vitest';
import { describeOtlpFault } from '../../src/tracing/otlp-fault.ts';

it.each([
  [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'self-signed certificate',
    /\(DEPTH_ZERO_.*`OTEL_EXPORTER_OTLP_CERTIFICATE`/,
  ],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate', /^TLS failed \(UNABLE/],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    "Hostname/IP does not match certificate's altnames: Host: a.example.",
    /its certificate is for another host name\.$/,
  ],
  ['CERT_HAS_EXPIRED', 'certificate has expired', /its certificate has expired\.$/],
  ['EPROTO', 'write EPROTO', /may not support `https:\/\/`/],
  ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1', /^connect ECONNREFUSED 127\.0\.0\.1:1\.$/],
  [401, 'Unauthorized', /^401 Unauthorized\.$/],
  [undefined, 'Export failed with retryable status', /no retry within the timeout was accepted/],
])('%s', (code, message, expected) => {
  expect(describeOtlpFault(Object.assign(new Error(message), { code }))).toMatch(expected);
});
