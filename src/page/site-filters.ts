/** What the reader chose on the overview: kept while other pages are looked at, and in the address. '' is all. */

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

/** Address of the overview with these choices and no other. */
export function overviewHref(choices: Partial<Chosen>): string {
  const differing = Object.entries(choices).filter(
    ([name, value]) => value !== defaults[name as keyof Chosen],
  );
  return differing.length === 0 ? '#/' : `#/?${new URLSearchParams(differing)}`;
}

/** Takes over what an address says; one that says nothing leaves the choices as they are. */
export function readChoices(hash: string): void {
  const query = /^#\/?\?(.+)$/.exec(hash)?.[1];
  if (query === undefined) return;
  const words = new URLSearchParams(query);
  for (const name of Object.keys(defaults) as (keyof Chosen)[])
    chosen[name] = words.get(name) ?? defaults[name];
}

/** Takes back choices of which nothing is in the site: an address may be old. */
export function forgetUnknown(choices: ReadonlyMap<Filter, readonly string[]>): void {
  for (const name of filters) if (choices.get(name)?.includes(chosen[name]) !== true) chosen[name] = '';
}

const settleMs = 200;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Keeps the choices in the address, so that it can be shared and loaded again; not at each key that is typed. */
export function rememberChoices(): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (/^#?\/?(\?.*)?$/.test(location.hash)) history.replaceState(null, '', overviewHref(chosen));
  }, settleMs);
}
