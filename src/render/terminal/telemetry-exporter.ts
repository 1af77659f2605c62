/** Sessions in the formats of Builder's documents, under the name that they give it. Pure. */
import { TelemetryAnalyzer } from '../../builder/analyze-sessions.ts';
import type { BuildSession } from '../../builder/build-session.ts';
import { exportSessionsCsv, exportSessionsJson, showBuildSummary } from './print-sessions.ts';

export class TelemetryExporter {
  readonly #sessions: readonly BuildSession[];

  /** @param sessions oldest first, as `TelemetryStorage.getSessions` gives them */
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

  /** What `summary` prints of builds. */
  toSummary(): string {
    return showBuildSummary(new TelemetryAnalyzer(this.#sessions).analyze()).text;
  }
}
