/** How a pull request changes the prices of models: a lower price hides a cost from its threshold. */
import { type GateChange, gateChange } from './gate-change.ts';
import type { ModelPrice, Prices } from './prices.ts';

/** The first matching name applies, so a new entry or another order may hide an entry. */
export function comparePrices(base: Prices | null, head: Prices | null): GateChange[] {
  const none: Prices['models'] = new Map();
  const [before, after] = [base?.models ?? none, head?.models ?? none];
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [from, to] = [before.get(name), after.get(name)];
    if (writePrice(from) === writePrice(to)) return [];
    const isWeaker = from === undefined ? before.size > 0 : to === undefined || isLower(to, from);
    return [gateChange(`price of ${name}`, writePrice(from), writePrice(to), isWeaker)];
  });
  if (changes.length > 0 || [...before.keys()].join('\n') === [...after.keys()].join('\n')) return changes;
  return [{ text: 'prices: the models have another order', isWeaker: true }];
}

function isLower(price: ModelPrice, than: ModelPrice): boolean {
  return (Object.keys(than) as (keyof ModelPrice)[]).some((kind) => price[kind] < than[kind]);
}

function writePrice(price: ModelPrice | undefined): string {
  if (price === undefined) return '';
  const { input, output, cacheRead, cacheCreation } = price;
  return `input ${input}, output ${output}, cache-read ${cacheRead}, cache-creation ${cacheCreation}`;
}
