/** Replays every recording of a folder with the history next to them: the ids of those with a different report. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decodeRecording } from '../../src/recording/recording-file.ts';
import { replayRecording } from '../../src/recording/replay-recording.ts';

const [folder = '.'] = process.argv.slice(2);
const read = (pattern: string): string[] => globSync(join(folder, pattern));
const files = read('*.parquet').map((path) => ({ name: basename(path), bytes: readFileSync(path) }));
const outcomes = read('*.gz').map((path) => {
  const recording = decodeRecording(readFileSync(path));
  const own = files.filter(({ name }) => recording.judgement.history.segments.includes(name));
  return { id: recording.id, isSame: replayRecording(recording, own).isSame };
});
const different = outcomes.filter(({ isSame }) => !isSame).map(({ id }) => id);
process.stdout.write(
  JSON.stringify({
    node: process.version,
    zone: new Date(0).getTimezoneOffset(),
    replayed: outcomes.length,
    different,
  }),
);
