/**
 * A flamegraph over sessions, with the interface of Builder's documents: one frame per target, with its builds added
 * up.
 */
import { renderFlamegraph } from '../render/profile/flamegraph.ts';
import { renderFolded } from '../render/profile/folded.ts';
import type { WorkReport } from '../render/profile/work-tree.ts';
import type { BuildSession, TargetMetrics } from './build-session.ts';
import { targetResults } from './session-build.ts';

export class FlameGraphBuilder {
  readonly #name: string;
  readonly #targets: TargetMetrics[] = [];

  /** @param name of the bottom frame */
  constructor(name = 'build') {
    this.#name = name;
  }

  addSession(session: Pick<BuildSession, 'targets'>): this {
    this.#targets.push(...session.targets);
    return this;
  }

  /**
   * An SVG document with zoom and search; '' if no target has a duration.
   * @param width in pixels; the drawing fits itself to it
   * @param height in pixels; by default the height of its frames
   * @throws TypeError for an invalid size
   */
  toSVG(width?: number, height?: number): string {
    for (const size of [width, height])
      if (size !== undefined && !(Number.isFinite(size) && size > 0))
        throw new TypeError(`\`${size}\` is not a size in pixels.`);
    return renderFlamegraph(this.#report(), { ...(width ? { width } : {}), ...(height ? { height } : {}) });
  }

  /** Folded stacks, as flamegraph.pl reads them. */
  toFolded(): string {
    return renderFolded(this.#report());
  }

  #report(): WorkReport {
    const tasks = this.#targets.map(({ name, kind, startTimeMs, durationMs, status }) => ({
      name,
      kind,
      startTimeMs,
      durationMs,
      result: targetResults[status],
      cache: status === 'cached' ? ('hit' as const) : ('unknown' as const),
      baselineMs: null,
      parent: null,
    }));
    return { name: this.#name, tasks, retried: [], spans: [] };
  }
}
