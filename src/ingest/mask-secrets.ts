/**
 * Masks secrets in texts that are shown. An action cannot read the masks of the runner (`::add-mask::`), so
 * everything in the form of a token is masked, and the values from the caller. Forms:
 * https://docs.github.com/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
 */

/** The replacement of a secret, as in logs of GitHub Actions. */
const mask = '***';

const tokens: readonly RegExp[] = [
  // GitHub, GitLab, npm, PyPI, RubyGems, Docker, crates.io, Hugging Face.
  /gh[pousr]_[A-Za-z0-9]{30,255}/,
  /github_pat_[A-Za-z0-9_]{30,255}/,
  /gl(?:pat|ptt|rt|dt|cbt|ft|soat|imt|agent)-[\w-]{20,}/,
  /npm_[A-Za-z0-9]{30,}/,
  /pypi-[\w-]{50,}/,
  /rubygems_[a-f0-9]{40,}/,
  /dckr_pat_[\w-]{20,}/,
  /cio[A-Za-z0-9]{32}\b/,
  /hf_[A-Za-z0-9]{30,}/,
  // AWS, Google, Azure, DigitalOcean, Cloudflare, Vault, Terraform, Databricks.
  /(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/,
  /AIza[\w-]{35}/,
  /ya29\.[\w-]{20,}/,
  /(?<=(?:AccountKey|SharedAccessKey|sig)=)[A-Za-z0-9+/%=]{30,}/,
  /do[opr]_v1_[a-f0-9]{64}/,
  /hv[sbr]\.[\w-]{20,}/,
  /[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40,}/,
  /dapi[a-f0-9]{32}/,
  // Slack, Stripe, SendGrid, Twilio, Telegram, Shopify, Sentry, Grafana, New Relic, Linear, Postman.
  /xox[abeoprs]-[\w-]{10,}/,
  /xapp-[\w-]{20,}/,
  /https:\/\/hooks\.slack\.com\/(?:services|workflows)\/[\w/]+/,
  /(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}/,
  /whsec_[A-Za-z0-9]{20,}/,
  /SG\.[\w-]{16,}\.[\w-]{16,}/,
  /\bSK[a-f0-9]{32}\b/,
  /\b\d{8,10}:AA[\w-]{33}\b/,
  /shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}/,
  /sntr[yu]s_[\w=+/-]{20,}/,
  /gl(?:sa|c)_[\w=+/-]{20,}/,
  /NRAK-[A-Z0-9]{27}/,
  /lin_api_[A-Za-z0-9]{32,}/,
  /PMAK-[a-f0-9]{24}-[a-f0-9]{34}/,
  // Model providers: OpenAI, Anthropic, Groq, xAI.
  /\bsk-[A-Za-z0-9_-]{20,}/,
  /\b(?:gsk|xai)[_-][A-Za-z0-9]{30,}/,
  // JSON Web Tokens; PEM keys, whole or cut.
  /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/,
];
const tokenPattern = new RegExp(tokens.map(({ source }) => `(?:${source})`).join('|'), 'g');

/** Credentials in addresses and headers, and values named as a secret; in any case. */
const named: readonly RegExp[] = [
  /(?<=:\/\/[^\s:/@]{0,100}:)[^\s/@]{1,200}(?=@)/,
  /(?<=\b(?:Bearer|Basic|token)\s)(?=\S{0,100}\d)[a-z0-9+/=._~-]{16,}/,
  /(?<=(?:password|passwd|pwd|passphrase|secret|credential)s?["']?\s{0,3}[=:]\s{0,3}["']?)[^\s"',;&)}\]]{6,}/,
  /(?<=(?:token|api[_-]?key|access[_-]?key|private[_-]?key)s?["']?\s{0,3}[=:]\s{0,3}["']?)(?=[^\s"']{0,100}\d)[^\s"',;&)}\]]{6,}/,
];
const namedPattern = new RegExp(named.map(({ source }) => `(?:${source})`).join('|'), 'gi');

/** Shorter values are common words, such as `true`. */
const leastLength = 6;

/** The forms of a secret's value in a text: each of its lines unchanged, as part of an address, and in Base64. */
export function listMasks(values: readonly string[]): string[] {
  const lines = values.flatMap((value) => [value, ...value.split(/\r?\n/)]).map((value) => value.trim());
  const forms = lines
    .filter((value) => value.length >= leastLength)
    .flatMap((value) => [
      value,
      encodeURIComponent(value.toWellFormed()),
      Buffer.from(value).toString('base64').replace(/=+$/, ''),
    ]);
  // A value that contains another one comes first.
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

/** A mask that is no word: `DB_PASSWORD: postgres` must not change the names of the tests of PostgreSQL. */
const distinctive = /^(?=.*\d)(?=.*[A-Za-z]).{12,}$/;

/** The masks that names of tasks are searched for; names are kept, and compare one build with another. */
export function listNameMasks(masks: readonly string[]): string[] {
  return masks.filter((value) => distinctive.test(value));
}

/** The name with `***` in place of each mask and of everything in the form of a token: all contain a digit. */
export function maskName(name: string, masks: readonly string[]): string {
  return /\d/.test(name) ? replaceSecrets(name, masks) : name;
}

function replaceSecrets(text: string, masks: readonly string[]): string {
  let masked = text;
  for (const value of masks) masked = masked.replaceAll(value, mask);
  return masked.replaceAll(tokenPattern, mask);
}

/** The text with `***` in place of each mask and of everything in the form of a token. */
export function maskSecrets(text: string, masks: readonly string[] = []): string {
  return replaceSecrets(text, masks).replaceAll(namedPattern, mask);
}
