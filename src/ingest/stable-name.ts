/**
 * Masks the parts of a name that change from run to run: times, ids, addresses, ports, seeds, folders of the machine.
 */
import { maskStamps } from './mask-stamps.ts';
import { stripMachineRoots, stripRoots } from './strip-roots.ts';

const commit = /@[0-9a-f]{5}/i;
const hash = /[0-9a-f]{8}(?:-[0-9a-f]{4}-|[0-9a-f]{4})/i;
const address = /0x[0-9a-f]{5}/i;

/** A pattern and its replacement: `sign` is fast to search, and contained in every text that the pattern matches. */
const masks: readonly (readonly [sign: RegExp, pattern: RegExp, by: string])[] = [
  // A pinned commit.
  [commit, /@[0-9a-f]{40}\b/gi, ''],
  [hash, /(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/gi, '*'],
  [hash, /(?<![0-9a-z])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})(?![0-9a-z])/gi, '*'],
  // Keys of MongoDB, and ULIDs of this century's first decades.
  [hash, /(?<![0-9A-Za-z])(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{24}(?![0-9A-Za-z])/gi, '*'],
  [/01[0-9A-Z]{24}/, /(?<![0-9A-Za-z])01[0-9A-HJKMNP-TV-Z]{24}(?![0-9A-Za-z])/g, '*'],
  // Java's `Order@6e576b5a`, `[Lcom.acme.Order;@1b28cdfa` and `App$$Lambda$14/0x0000000800c03000@5e2de80c`.
  [
    commit,
    /(?<=(?<![A-Za-z0-9])[A-Z][\w$]*(?:\[\])*;?|(?<![A-Za-z0-9])[a-z]\w*\.[\w.$]+;?|\[[A-Z]|\/0x[0-9a-f]+)@[0-9a-f]{5,8}\b(?![.@-])/g,
    '@*',
  ],
  [commit, /(?<=[\w$)\];])@(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,8}\b(?![.\w@-])/g, '@*'],
  [/Lambda/, /(?<=\$\$Lambda)[$/][\w/.]+/g, '*'],
  // Addresses: in Python and others `at 0x7f3a2c1d5e50`, else as long as a pointer.
  [address, /(?<=(?<![a-z])at[ _])0x[0-9a-f]{5,16}(?![0-9a-z])/gi, '*'],
  [address, /(?<![0-9A-Za-z])0x0*[1-9a-f][0-9a-f]{8,11}(?![0-9A-Za-z])/g, '*'],
  [address, /(?<![0-9a-z])0x0{4}[0-9a-f]{12}(?![0-9a-z])/gi, '*'],
  // Python's mocks: `<Mock id='140234567890128'>`.
  [/ id='\d/, /(?<= id=')\d{12,20}(?='>)/g, '*'],
  // Ports that a system assigns; ports that people choose are lower.
  [
    /:\d{5}/,
    /(?<=(?:localhost|(?<!\d)\d{1,3}(?:\.\d{1,3}){3}|::1?\]|:\/\/[\w.-]+):)(?:3276[89]|327[7-9]\d|32[89]\d\d|3[3-9]\d{3}|[45]\d{4}|6[0-5]\d{3})(?!\d)/gi,
    '*',
  ],
  [
    /port[ _=:#]{1,2}\d/i,
    /(?<=(?<![a-z])port[ _=:#]{1,2})(?:3276[89]|327[7-9]\d|32[89]\d\d|3[3-9]\d{3}|[45]\d{4}|6[0-5]\d{3})(?!\d)/gi,
    '*',
  ],
  // Random seeds; a seed below 1,000 was chosen by a person.
  [
    /seed/i,
    /(?<=seed(?:ed)?(?:[ _](?:is|with))?[ _=:#'"]{1,3})-?(?:0x[0-9a-f]{3,16}|\d{4,20}|(?=[a-f]*\d)[0-9a-f]{8,16})(?![0-9a-z])/gi,
    '*',
  ],
  // Workers, threads and processes.
  [/ool-\d/, /(?<=(?<![A-Za-z0-9])(?:ForkJoinPool|pool)-)\d+(?=-)/g, '*'],
  [
    /(?:gw|ork|hread|pid)(?:er)?[ [_#=:-]{0,2}\d/i,
    /(?<=(?<![A-Za-z0-9])(?:gw|(?:[Pp]ool)?[Ww]orker[ _#=:-]{0,2}|[Tt]hread(?:\[#|[ _#=:-])|[Ff]ork[ _#=:-]|(?:pid|PID)[ _=:]{0,2}))\d+(?![0-9A-Za-z])/g,
    '*',
  ],
  // Browsers update themselves.
  [
    /(?:Chrom|Firefox|Edge|Electron)[\w ]*[ _./-]\d+[._]\d/i,
    /(?<=(?<![a-z])(?:(?:Headless)?Chrom(?:e|ium)(?:[ _-]Headless(?:[ _-]Shell)?)?|Firefox|(?:MS)?Edge|Electron)[ _./-])\d+(?:[._]\d+)+/gi,
    '*',
  ],
  // Names of containers, pods and cloud machines.
  [
    hash,
    /(?<=(?<![a-z])(?:container|docker|hostname|host|pod)s?[ /=:_-]{1,2})[0-9a-f]{12}(?![0-9a-z])/gi,
    '*',
  ],
  [hash, /(?<![0-9A-Za-z])(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{12}(?![0-9A-Za-z])/g, '*'],
  // A pod of a deployment, `web-66b6c48dd5-4jvbq`: Kubernetes uses letters for both parts that make no words.
  [
    /-[4-9bcdf]{8}/,
    /(?<=[a-z0-9]-)(?=[bcdf]*\d)[4-9bcdf]{8,10}-[bcdf-hj-np-tvwxz24-9]{5}(?![0-9A-Za-z])/g,
    '*',
  ],
  [
    /fv-az|ip-\d|-concurrent-/,
    /\b(?:fv-az\d+-\d+|ip-\d+-\d+-\d+-\d+(?:\.[\w.-]+\.(?:internal|compute)\b)?|runner-\w+-project-\d+-concurrent-\d+)\b/g,
    '*',
  ],
];

/** One search for all of them: most names have none. */
const anySign = new RegExp([...new Set(masks.map(([sign]) => sign.source))].join('|'), 'i');

interface NameOptions {
  /** Time of the run, epoch milliseconds; null if its log does not contain it. */
  readonly clockMs?: number | null;
  /** Called for each masked part, except roots of paths. */
  readonly note?: (masked: string) => void;
  /** The name is a title: a home folder in it is the subject of the work, not its location. */
  readonly isTitle?: boolean;
}

/**
 * The stable name of work in all runs.
 * @param name from the tool; only its first 4,096 characters are used
 */
export function stableName(name: string, options: NameOptions = {}): string {
  const { clockMs = null, note = () => {}, isTitle = false } = options;
  const cut = name.slice(0, 4096);
  if (!/[\d@\\/]/.test(cut)) return cut.trim();
  let stable = isTitle ? stripMachineRoots(cut) : stripRoots(cut);
  for (const [sign, pattern, by] of anySign.test(stable) ? masks : []) {
    if (!sign.test(stable)) continue;
    stable = stable.replaceAll(pattern, (found) => {
      // A pinned commit is not reported.
      if (by !== '') note(found);
      return by;
    });
  }
  return maskStamps(stable, clockMs, note).trim();
}
