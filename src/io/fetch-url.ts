/**
 * Requests to other machines use the proxy of the standard variables, as the toolkit of GitHub Actions does: lower case
 * first, a proxy without a scheme is one for HTTP, and this machine needs none.
 */
import type { Variables } from '../model/variables.ts';

/** This machine, and the addresses at which a cloud answers only its own machines. */
const direct = [
  'localhost',
  '127.0.0.1',
  '::1',
  '[::1]',
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
];

/** The variables in the form that Node.js reads; null without a proxy. An invalid one is reported, and not used. */
export function readProxies(env: Variables): NodeJS.ProcessEnv | null {
  const [forHttp, forHttps] = [readProxy('http_proxy', env), readProxy('https_proxy', env)];
  const others = (env['no_proxy'] || env['NO_PROXY'] || '').split(/[\s,]+/).filter((entry) => entry !== '');
  if ((forHttp === null && forHttps === null) || others.includes('*')) return null;
  // A domain includes its hosts, as elsewhere; for Node.js only with a dot in front.
  const domains = others.filter((entry) => /^[a-z]/i.test(entry)).map((entry) => `.${entry}`);
  return {
    ...(forHttp === null ? {} : { http_proxy: forHttp }),
    ...(forHttps === null ? {} : { https_proxy: forHttps }),
    no_proxy: [...others, ...domains, ...direct].join(','),
  };
}

function readProxy(name: string, env: Variables): string | null {
  const variable = env[name] ? name : name.toUpperCase();
  const text = env[variable]?.trim() ?? '';
  if (text === '') return null;
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  if (url !== null && isDecodable(url.username) && isDecodable(url.password)) return url.href;
  if (!reported.has(variable)) process.emitWarning(`${variable} is not the URL of a proxy: it is not used.`);
  reported.add(variable);
  return null;
}

const reported = new Set<string>();

function isDecodable(text: string): boolean {
  try {
    // Without a use of its value the bundler removes the call.
    return decodeURIComponent(text).length >= 0;
  } catch {
    return false;
  }
}

/** Node.js 24.14 and newer; older ones use a proxy if they were started with `NODE_USE_ENV_PROXY=1`. */
function useProxies(): void {
  const proxies = readProxies(process.env);
  // Not imported: the bundle of the command line would call it in older versions, too.
  if (proxies !== null) process.getBuiltinModule('node:http').setGlobalProxyFromEnv?.(proxies);
}

let isReady = false;

/** `fetch`, through a proxy if one is set. */
export async function fetchUrl(...request: Parameters<typeof fetch>): Promise<Response> {
  if (!isReady) useProxies();
  isReady = true;
  try {
    return await fetch(...request);
  } catch (error) {
    const status = readProxyStatus(error);
    throw status === null ? error : new Error(`the proxy answered ${status}`);
  }
}

/** Node.js hides in the causes of its error what the proxy answered. */
function readProxyStatus(error: unknown): string | null {
  const { message, cause } = (error ?? {}) as Error;
  const status = /^Proxy response \((\d+)\)/.exec(message)?.[1] ?? null;
  return status ?? (cause === undefined ? null : readProxyStatus(cause));
}
