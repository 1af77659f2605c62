/**
 * Values of environment variables with names that suggest a secret. An action cannot read what `::add-mask::`
 * or a workflow's `secrets` masked, unless it is in its environment or inputs.
 */
import type { Variables } from '../model/variables.ts';

const names =
  /(?:^|[_-])(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|SIGNING_?KEY|ENCRYPTION_?KEY|AUTH|PAT|DSN|CONNECTION_?STRING)S?(?:$|[_-])/i;

/** Switches and addresses are not secrets, whatever their names. */
const harmless =
  /^(?:true|false|yes|no|on|off|auto|default|none|null|[A-Za-z]:\\.*|\/.*|https?:\/\/[^@?]*|\d{1,5})$/i;

export function secretValues(env: Variables): string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && names.test(name) && !harmless.test(value.trim()) ? [value] : [],
  );
}
