/** Describes why an exporter failed, without showing secrets. */

type Fault = Error & { readonly code?: unknown };

/** An answer's body may repeat the request, and a header's invalid name may contain its value: neither is shown. */
export function describeOtlpFault(error: Fault | undefined): string {
  if (isHeaderFault(error)) return 'A header has a name or a value that HTTP does not allow.';
  if (error?.code === 'EPROTO') return 'TLS failed (EPROTO): the endpoint may not support `https://`.';
  if (error?.code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return 'TLS failed (ERR_TLS_CERT_ALTNAME_INVALID): its certificate is for another host name.';
  if (error?.code === 'CERT_HAS_EXPIRED')
    return 'TLS failed (CERT_HAS_EXPIRED): its certificate has expired.';
  if (/CERT|SIGNATURE/.test(String(error?.code)))
    return `TLS failed (${error?.code}): its certificate is not trusted here; \`OTEL_EXPORTER_OTLP_CERTIFICATE\` names a file with one that is.`;
  if (error?.message === 'Export failed with retryable status')
    return 'It answered 429, 502, 503 or 504, and no retry within the timeout was accepted.';
  const code = typeof error?.code === 'number' || typeof error?.code === 'string' ? `${error.code} ` : '';
  const message = error?.message.includes(String(error.code))
    ? error.message
    : `${code}${error?.message ?? 'no answer'}`;
  return `${toOneLine(message).replace(/\.$/, '')}.`;
}

/** At most 200 characters. */
export function toOneLine(message: string): string {
  return message.replaceAll(/\s+/g, ' ').slice(0, 200);
}

/** @returns the error itself, or one without its message if that shows a header */
export function withoutSecrets(error: Fault): Error {
  return isHeaderFault(error) ? new Error(describeOtlpFault(error)) : error;
}

function isHeaderFault(error: Fault | undefined): boolean {
  return error?.code === 'ERR_INVALID_HTTP_TOKEN' || error?.code === 'ERR_INVALID_CHAR';
}
