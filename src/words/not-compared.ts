/** Why a build was not compared, by the state of its baseline. */
import type { BaselineStatus } from '../model/baseline.ts';

/** Without a full stop. */
export const notCompared: Readonly<Record<Exclude<BaselineStatus, 'ready' | 'learning'>, string>> = {
  missing: 'No baseline yet: this is the first build recorded',
  unreachable: 'Not compared: the history could not be reached',
  'rate-limited': 'Not compared: requests for the history are rate limited',
  denied: 'Not compared: this run has no permission to read the history',
  corrupt: 'Not compared: the stored history is damaged',
  'wrong-scope': 'Not compared: the history was saved where this run cannot read it',
};
