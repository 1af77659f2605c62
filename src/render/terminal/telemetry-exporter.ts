/** Sessions in the formats of Builder's documents, with their class name. Pure. */
import { TelemetryAnalyzer } from '../../builder/analyze-sessions.ts';
import type { BuildSession } from '../../builder/build-session.ts';
import { exportSessionsCsv, exportSessionsJson, showBuildSummary } from './print-sessions.ts';

export class TelemetryExporter {
  readonly #sessions: readonly BuildSession[];

  /** @param sessions oldest first, from `TelemetryStorage.getSessions` */
  constructor(sessions: readonly BuildSession[]) {
    this.#sessions = sessions;
  }

  /** `{"sessions": […]}`. */
  toJSON(): string {
    return exportSessionsJson(this.#sessions);
  }

  toCSV(): string {
    return exportSessionsCsv(this.#sessions);
  }

  /** The output of `summary` for builds. */
  toSummary(): string {
    return showBuildSummary(new TelemetryAnalyzer(this.#sessions).analyze()).text;
  }
}
