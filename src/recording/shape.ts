/** Checks the shape of an untrusted value: a fault is reported with its place. */

/** @throws ShapeFault */
export type ValueShape = (value: unknown, place: string) => void;

/** A value has the wrong type for its place. */
export class ShapeFault extends Error {
  readonly place: string;

  constructor(place: string, wanted: string) {
    super(`\`${place}\` is not ${wanted}`);
    this.place = place;
  }
}

/** Maximum length of a text in a recording. */
const longestText = 1_000_000;

export const textShape: ValueShape = (value, place) => {
  if (typeof value !== 'string' || value.length > longestText) throw new ShapeFault(place, 'a text');
};

export const number: ValueShape = (value, place) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new ShapeFault(place, 'a number');
};

export const flagShape: ValueShape = (value, place) => {
  if (typeof value !== 'boolean') throw new ShapeFault(place, 'true or false');
};

export const scalar: ValueShape = (value, place) => {
  if (!['string', 'number', 'boolean'].includes(typeof value)) throw new ShapeFault(place, 'a plain value');
};

export function pattern(expression: RegExp, wanted: string): ValueShape {
  return (value, place) => {
    if (typeof value !== 'string' || !expression.test(value)) throw new ShapeFault(place, wanted);
  };
}

export function oneOf(...values: readonly (string | null)[]): ValueShape {
  return (value, place) => {
    if (!values.includes(value as string | null)) throw new ShapeFault(place, `one of ${values.join(', ')}`);
  };
}

export function orNull(shape: ValueShape): ValueShape {
  return (value, place) => {
    if (value !== null) shape(value, place);
  };
}

export function listOf(shape: ValueShape): ValueShape {
  return (value, place) => {
    if (!Array.isArray(value)) throw new ShapeFault(place, 'a list');
    for (const [index, item] of value.entries()) shape(item, `${place}[${index}]`);
  };
}

export function tupleOf(...shapes: readonly ValueShape[]): ValueShape {
  return (value, place) => {
    if (!Array.isArray(value) || value.length !== shapes.length)
      throw new ShapeFault(place, `a list of ${shapes.length}`);
    for (const [index, shape] of shapes.entries()) shape(value[index], `${place}[${index}]`);
  };
}

export function recordOf(shape: ValueShape): ValueShape {
  return (value, place) => {
    for (const [key, item] of Object.entries(readObject(value, place)))
      shape(item, `${place}.${key.slice(0, 80)}`);
  };
}

/** Every key of `T`; those of `optional` may be absent, and additional keys are ignored. */
export function fields<T>(
  shapes: { readonly [K in keyof Required<T>]: ValueShape },
  optional: readonly (keyof T)[] = [],
): ValueShape {
  const all = Object.entries(shapes) as [string, ValueShape][];
  return (value, place) => {
    const object = readObject(value, place);
    for (const [key, shape] of all) {
      if (!Object.hasOwn(object, key)) {
        if (optional.includes(key as keyof T)) continue;
        throw new ShapeFault(place === '' ? key : `${place}.${key}`, 'there');
      }
      shape(object[key], place === '' ? key : `${place}.${key}`);
    }
  };
}

function readObject(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ShapeFault(place === '' ? 'the recording' : place, 'an object');
  return value as Readonly<Record<string, unknown>>;
}
