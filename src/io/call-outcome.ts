/** Result of a call to a service: its value, or why it failed. */

/**
 * `denied`: 401 and 403. `unreachable`: no answer in time, 429 and 5xx. `rejected`: any other status.
 */
export interface CallFailure {
  readonly kind: 'denied' | 'missing' | 'unreachable' | 'rejected';
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  readonly message: string;
}

export type CallOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: CallFailure };

/** How a refused call is allowed. @param permission the YAML that grants it to the token of a workflow */
export function adviseOnRefusal({ status, message }: CallFailure, permission: string): string {
  if (status === 401)
    return 'GitHub does not accept the token: check `github-token`, which may have expired.';
  if (/SAML|single sign-on/i.test(message))
    return 'Authorize the token in `github-token` for the single sign-on of the organization.';
  if (/locked/i.test(message)) return 'Nobody may comment while the conversation is locked.';
  if (/archived/i.test(message)) return 'The repository is archived: nothing in it can be changed.';
  return `Grant it in the workflow: \`permissions: ${permission}\`.`;
}

/**
 * What helps if a certificate is from an authority that Node.js does not know, such as that of a company; null for other
 * failures. @param message of Node.js, or its code
 */
export function adviseOnCertificate(message: string): string | null {
  const isUnknown =
    /SELF_SIGNED_CERT|UNABLE_TO_(VERIFY|GET_ISSUER)|self-signed cert|unable to (verify|get)\b.*cert/;
  return isUnknown.test(message)
    ? 'Set the variable `NODE_EXTRA_CA_CERTS` to a file with the certificate of its authority.'
    : null;
}
