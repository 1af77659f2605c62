/** The reader's choices on the overview: kept while other pages are shown, and in the URL. '' is all. */

const defaults = {
  search: '',
  view: 'attention',
  repository: '',
  history: '',
  branch: '',
  runner: '',
  owner: '',
  kind: '',
  layout: 'list',
};

const filters = ['repository', 'history', 'branch', 'runner', 'owner', 'kind'] as const;
export type Filter = (typeof filters)[number];
type Chosen = typeof defaults;

export const chosen: Chosen = { ...defaults };

/** URL of the overview with only these choices. */
export function overviewHref(choices: Partial<Chosen>): string {
  const differing = Object.entries(choices).filter(
    ([name, value]) => value !== defaults[name as keyof Chosen],
  );
  return differing.length === 0 ? '#/' : `#/?${new URLSearchParams(differing)}`;
}

/** Applies the choices in a URL; a URL without any leaves the choices unchanged. */
export function readChoices(hash: string): void {
  const query = /^#\/?\?(.+)$/.exec(hash)?.[1];
  if (query === undefined) return;
  const words = new URLSearchParams(query);
  for (const name of Object.keys(defaults) as (keyof Chosen)[])
    chosen[name] = words.get(name) ?? defaults[name];
}

/** Resets choices that are not in the site: a URL may be old. */
export function forgetUnknown(choices: ReadonlyMap<Filter, readonly string[]>): void {
  for (const name of filters) if (choices.get(name)?.includes(chosen[name]) !== true) chosen[name] = '';
}

const settleMs = 200;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Keeps the choices in the URL, for sharing, reloading and coming back. */
export function rememberChoices(): void {
  clearTimeout(waiting);
  if (/^#?\/?(\?.*)?$/.test(location.hash)) history.replaceState(null, '', overviewHref(chosen));
}

/** The same a little later: browsers limit how often a URL changes, so not after each typed key. */
export function rememberTyped(): void {
  clearTimeout(waiting);
  waiting = setTimeout(rememberChoices, settleMs);
}
