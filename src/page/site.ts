/** The script of the trend site: one page that shows the page in the URL. It loads data only from its own folder. */
import type { SiteIndex } from '../site/site-data.ts';
import { showAgents } from './agents-page.ts';
import { showBuild } from './build-page.ts';
import { showHistories, showHistory } from './history-page.ts';
import { showSeries } from './series-page.ts';
import { make } from './site-elements.ts';
import { readChoices } from './site-filters.ts';
import { type Route, readRoute } from './site-links.ts';
import { loadData, openLoader } from './site-loader.ts';
import { showOverview } from './site-overview.ts';
import { showTests } from './tests-page.ts';

openLoader();
const main = document.getElementById('content') as HTMLElement;
const title = document.title;
/** The current page; results that an earlier page still loads are dropped. */
let turn = 0;

async function show(isFirst: boolean): Promise<void> {
  const own = ++turn;
  const route = readRoute(location.hash);
  let page: HTMLElement;
  try {
    page = await draw(route, await loadData<SiteIndex>('data/index.js'));
  } catch (error) {
    page = make('p', { class: 'bad', role: 'alert' }, String((error as Error).message));
  }
  if (own !== turn) return;
  main.replaceChildren(page);
  markCurrent(route);
  const head = main.querySelector('h1');
  document.title = head === null || route.page === 'overview' ? title : `${head.textContent} · ${title}`;
  if (isFirst) return;
  scrollTo(0, 0);
  head?.setAttribute('tabindex', '-1');
  head?.focus({ preventScroll: true });
}

async function draw(route: Route, index: SiteIndex): Promise<HTMLElement> {
  if (route.page === 'overview') {
    readChoices(location.hash);
    return showOverview(index);
  }
  if (route.page === 'tests') return showTests(index);
  if (route.page === 'agents') return await showAgents(index);
  if (route.page === 'histories') return showHistories(index);
  const history = index.histories.find(({ id }) => id === route.history);
  if (history === undefined) throw new Error('This history is not in the site. Choose one under Histories.');
  if (route.page === 'history') return await showHistory(history);
  if (route.page === 'series') return await showSeries(history, route.id);
  return await showBuild(history, route.file, route.before);
}

function markCurrent({ page }: Route): void {
  const current = page === 'overview' ? '#/' : `#/${page}`;
  for (const link of document.querySelectorAll('nav a'))
    if (link.getAttribute('href') === current) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
}

addEventListener('hashchange', () => void show(false));
addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = main.querySelector<HTMLInputElement>('input[type=search]');
  if (search === null) return;
  event.preventDefault();
  search.focus();
});
void show(true);
