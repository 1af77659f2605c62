/** A certificate of a company's own authority: each message names what makes Node.js accept it. */
import { expect, it } from 'vitest';
import { describeCallFailure } from '../../src/github/api.ts';
import { adviseOnCertificate } from '../../src/io/call-outcome.ts';
import { describeLoad, describeSave, type LoadFacts } from '../../src/stores/cache/cache-problems.ts';
import { ObjectFault } from '../../src/stores/objects/bucket.ts';
import { describeObjectFault } from '../../src/stores/objects/object-store.ts';

const fix = adviseOnCertificate('DEPTH_ZERO_SELF_SIGNED_CERT');

it.each([
  'self-signed certificate; if the root CA is installed locally, try running Node.js with --use-system-ca',
  'self-signed certificate in certificate chain',
  'unable to get local issuer certificate',
  'unable to verify the first certificate',
  'its certificate is not accepted (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
])('after %s', (message) => {
  expect(fix).toContain('NODE_EXTRA_CA_CERTS');
  const call = { code: 'comment', where: 'x', lost: 'Lost.', permission: 'y' };
  expect(describeCallFailure({ kind: 'unreachable', status: null, message }, call).fix).toBe(fix);
  const failure = { key: null, kind: 'unreachable', reason: `fetch failed: ${message}` } as const;
  const run = {
    readableRefs: [],
    ref: 'refs/heads/main',
    defaultBranch: 'main',
  } as unknown as LoadFacts['run'];
  expect(describeSave(failure, run, true).fix).toBe(fix);
  const listing = { failure: null } as LoadFacts['listing'];
  const facts = { run, listing, failures: [failure], found: false, elsewhere: [], notFetched: 0, evicted: 0 };
  expect(describeLoad(facts).map((problem) => problem.fix)).toEqual([fix]);
  const fault = new ObjectFault('unreachable', message);
  expect(describeObjectFault(fault, 's3://b', 'read').problem.fix).toBe(fix);
});

it.each(['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ECONNRESET'])('but not after %s', (message) => {
  expect(adviseOnCertificate(message)).toBe(null);
});
