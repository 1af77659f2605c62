/** The cost of agents: money, tokens and the share of cached work, by model. */

import { formatCount, plural } from '../model/counts.ts';
import type { BuildsData, HistoryRow, ModelData, SiteIndex } from '../site/site-data.ts';
import { formatMoney, formatPercent, formatUnit } from '../words/numbers.ts';
import { drawSpark, make, makeLink, makeTable } from './site-elements.ts';
import { historyHref } from './site-links.ts';
import { loadData } from './site-loader.ts';

interface ModelRow extends ModelData {
  readonly history: HistoryRow;
}

const newest = 30;

export async function showAgents({ histories }: SiteIndex): Promise<HTMLElement> {
  const having = histories.filter(
    ({ cost, tokens, series }) =>
      cost !== null ||
      tokens !== null ||
      series.some(({ measure }) => measure === 'cost' || measure === 'tokens'),
  );
  const rows = await Promise.all(
    having.map(async (history): Promise<ModelRow[]> => {
      const { models } = await loadData<BuildsData>(`data/${history.id}/builds.js`);
      return models.map((model) => ({ ...model, history }));
    }),
  );
  const all = rows.flat().sort((a, b) => (sum(b.costUsd) ?? 0) - (sum(a.costUsd) ?? 0));
  const page = make('div', {}, make('h1', {}, 'Agents: cost and tokens by model'));
  if (all.length === 0) {
    page.append(make('p', { class: 'soft' }, 'No build names a model.'));
    return page;
  }
  page.append(
    makeTable<ModelRow>(
      'Models',
      [
        { title: 'Model', kind: 'name', cell: ({ model }) => model },
        { title: 'History', cell: ({ history }) => makeLink(historyHref(history.id), history.name) },
        { title: 'Cost', kind: 'n', cell: ({ costUsd }) => formatMoney(sum(costUsd)) },
        { title: 'Tokens', kind: 'n', cell: ({ tokens }) => formatUnit(sum(tokens), 'tokens') },
        { title: 'Runs', kind: 'n', cell: ({ runs }) => formatCount(sum(runs)) },
        {
          title: 'Tokens from cache',
          kind: 'n',
          cell: ({ cacheRead, given }) => formatPercent(shareOf(cacheRead, given)),
        },
        {
          title: 'Cached runs',
          kind: 'n',
          cell: ({ cached, runs }) => formatPercent(shareOf(cached, runs)),
        },
        { title: 'Cost per build', cell: ({ costUsd }) => drawSpark(known(costUsd)) },
        { title: 'Tokens per build', cell: ({ tokens }) => drawSpark(known(tokens)) },
      ],
      all,
    ),
    make(
      'p',
      { class: 'legend' },
      `Sums of the newest ${plural(newest, 'build')} of each history. Tokens from cache: share of the tokens given to the model, without those that it wrote. Cached runs: runs whose result came from a cache.`,
    ),
  );
  return page;
}

/** null if nothing is known. */
function sum(values: readonly (number | null)[]): number | null {
  const amounts = known(values);
  return amounts.length === 0 ? null : amounts.reduce((total, value) => total + value, 0);
}

/** null if nothing is known of the whole. */
function shareOf(part: readonly (number | null)[], whole: readonly (number | null)[]): number | null {
  return sum(whole) ? (sum(part) ?? 0) / (sum(whole) as number) : null;
}

function known(values: readonly (number | null)[]): number[] {
  return values.slice(-newest).filter((value) => value !== null);
}
