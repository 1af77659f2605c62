/** The next steps, most severe first; causes that slowed the whole build are checked before the commits. */
import type { Alert } from '../model/alert.ts';
import type { Change } from '../model/change.ts';
import { isOfSurroundings } from './list-causes.ts';
import { failedId } from './write-alerts.ts';

const most = 5;

/**
 * The distinct actions of the alerts, failures first, then most severe first; then how to accept an intended
 * change.
 */
export function listSteps(all: readonly Alert[], changes: readonly Change[]): string[] {
  const alerts = [...all.filter(isOfFailures), ...all.filter((alert) => !isOfFailures(alert))];
  const reported = changes.filter(({ level }) => level !== null);
  const around = alerts.filter(({ source }) => source === 'environment').map(({ action }) => action);
  const causes = reported.flatMap((change) => change.causes).filter(isOfSurroundings);
  // A re-run is cheaper than a search through commits, and may be enough.
  const first = around.length > 0 ? around : causes.length > 0 ? [checkRunner] : [];
  const at = alerts.findIndex(({ source }) => source === 'regression' || source === 'suspect');
  const actions = alerts.map(({ action, source }) =>
    // One re-run answers both questions.
    first.length > 0 && source === 'suspect' && action.includes('Re-run the job') ? '' : action,
  );
  const steps = at === -1 ? actions : [...actions.slice(0, at), ...first, ...actions.slice(at)];
  if (reported.some(({ verdict }) => verdict === 'confirmed')) steps.push(acknowledge);
  return [...new Set(steps.filter((step) => step !== ''))].slice(0, most);
}

/** Failures are fixed before regressions. */
function isOfFailures({ id }: Alert): boolean {
  return id === failedId;
}

const checkRunner = 'Re-run the job. If it stays slow, check the new runner before the commits.';
const acknowledge = 'If the change is intended, add it to `acknowledge` in the configuration file.';
