/** Maps the events of a trace to work, millions of times without building names again. */
import type { Fields } from '../../ingest/read-fields.ts';
import { mostShapes } from '../../ingest/recall-records.ts';
import { categoryOf, nameDetail, nameEvent, pathOf } from './trace-names.ts';
import type { TraceSpans } from './trace-spans.ts';

/**
 * @returns the index of the work among the spans.
 * @param project folder of the compiled project, if any
 * @param shape the same for events of the same name, category and arguments
 */
export type FindWork = (
  name: string,
  category: string,
  args: Fields,
  project: string | null,
  shape?: number,
) => number;

type Texts = Map<string, number>;

/** The meaning of the names of a category, or of the details or paths of a name. */
interface Known {
  readonly names: Map<string, Texts>;
  readonly details: Map<string, Texts>;
  readonly paths: Map<string, Map<string, Texts>>;
  /** Most events equal the previous one. */
  last: {
    readonly name: string;
    readonly category: string;
    readonly hasDetail: boolean;
    readonly texts: Texts;
  } | null;
}

/** @param limit of cached texts: many may refer to the same work */
export function createFindWork(spans: TraceSpans, limit: number): FindWork {
  let known = createKnown();
  let count = 0;
  /** By shape: the index plus one; 0 for none. */
  const ofShapes = new Int32Array(mostShapes);
  return (name, category, args, project, shape) => {
    const isSummedUp = spans.isSummedUp();
    if (shape !== undefined && !isSummedUp && ofShapes[shape] !== 0) return (ofShapes[shape] as number) - 1;
    const detail = typeof args['detail'] === 'string' ? args['detail'] : null;
    const path = detail === null ? pathOf(category, args) : '';
    if (isSummedUp) return spans.itemOf(categoryOf(name, category, detail), '');
    const texts = textsOf(known, name, category, detail !== null, path !== '');
    const text = detail ?? (path || name);
    const place = texts.get(text);
    if (place !== undefined) {
      if (shape !== undefined) ofShapes[shape] = place + 1;
      return place;
    }
    const label = detail === null ? nameEvent(name, path, project) : nameDetail(detail) || name;
    const item = spans.itemOf(categoryOf(name, category, detail), label);
    texts.set(text, item);
    count += 1;
    if (spans.isSummedUp() || count > limit) {
      known = createKnown();
      ofShapes.fill(0);
      count = 0;
    }
    return item;
  };
}

function createKnown(): Known {
  return { names: new Map(), details: new Map(), paths: new Map(), last: null };
}

function textsOf(known: Known, name: string, category: string, hasDetail: boolean, hasPath: boolean): Texts {
  // Most work is identified by one text; a map for each name would be large.
  if (!hasDetail && !hasPath) return mapIn(known.names, category);
  const { last } = known;
  if (last !== null && last.name === name && last.category === category && last.hasDetail === hasDetail)
    return last.texts;
  const texts = hasDetail ? mapIn(known.details, name) : mapIn(mapIn(known.paths, category), name);
  known.last = { name, category, hasDetail, texts };
  return texts;
}

/** The inner map, created on first use. */
export function mapIn<Key, Inner, Value>(maps: Map<Key, Map<Inner, Value>>, key: Key): Map<Inner, Value> {
  let map = maps.get(key);
  if (map === undefined) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
}
