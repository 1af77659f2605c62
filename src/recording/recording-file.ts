/** A recording as bytes: JSON, compressed with gzip. Bytes that are not a recording give an error. */
import { hash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { isDeeper } from '../ingest/parse-record.ts';
import type { BuildRecording } from '../model/recording.ts';
import { recordingShape } from './recording-shape.ts';
import { ShapeFault } from './shape.ts';

/** Why bytes are not a valid recording, and what to do. */
export class RecordingFault extends Error {
  readonly fix: string;

  constructor(what: string, fix: string) {
    super(what);
    this.fix = fix;
  }
}

/** Maximum unpacked size of a recording: a small file must not fill the memory. */
const mostBytes = 512 * 1024 ** 2;

export function encodeRecording(recording: BuildRecording): Uint8Array {
  return gzipSync(JSON.stringify(recording));
}

/** @throws RecordingFault */
export function decodeRecording(bytes: Uint8Array, limit: number = mostBytes): BuildRecording {
  const value = parse(unpack(bytes, limit));
  const version = readVersion(value);
  if (version !== null && !/^1\.\d{1,4}$/.test(version))
    throw new RecordingFault(
      `The recording has version ${version.slice(0, 20)}; this program reads version 1.`,
      'Update build-telemetry.',
    );
  try {
    recordingShape(value, '');
  } catch (error) {
    if (!(error instanceof ShapeFault)) throw error;
    throw new RecordingFault(`The recording is damaged: ${error.message}.`, again);
  }
  const recording = value as BuildRecording;
  const { text, sha256 } = recording.judgement.configuration;
  if (hashText(text) !== sha256)
    throw new RecordingFault(
      'The recording is damaged: its configuration is not the one that was recorded.',
      again,
    );
  return recording;
}

const again = 'Fetch it again, or record the build again.';

export function hashText(text: string | Uint8Array): string {
  return hash('sha256', text);
}

function unpack(bytes: Uint8Array, maxOutputLength: number): string {
  try {
    return gunzipSync(bytes, { maxOutputLength }).toString('utf8');
  } catch (error) {
    const isLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw isLarge
      ? new RecordingFault(
          `The recording is larger than ${maxOutputLength / 1024 ** 2} MiB when it is unpacked.`,
          again,
        )
      : new RecordingFault('The recording is cut or no gzip file.', again);
  }
}

/** No recording is nested as deep. JSON.parse takes a minute for hundreds of millions of open brackets. */
const maxDepth = 100;

function parse(text: string): unknown {
  if (isDeeper(text, maxDepth))
    throw new RecordingFault(
      `The recording is damaged: it is nested more than ${maxDepth} levels deep.`,
      again,
    );
  try {
    return JSON.parse(text);
  } catch {
    throw new RecordingFault('The recording is damaged: it is not JSON.', again);
  }
}

function readVersion(value: unknown): string | null {
  const version =
    typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)['recordingVersion']
      : null;
  return typeof version === 'string' ? version : null;
}
