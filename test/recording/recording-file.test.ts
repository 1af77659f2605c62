/** Bytes that are not a recording: cut, damaged, hostile, or newer. */
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BuildRecording } from '../../src/model/recording.ts';
import { decodeRecording, encodeRecording, RecordingFault } from '../../src/recording/recording-file.ts';
import { makeBuild, makeEvent } from '../make.ts';
import { runs } from '../property-runs.ts';
import { recordBuild } from './record-builds.ts';

const file = { path: 'src/a.ts', sha256: 'a'.repeat(64), sizeBytes: 1, task: null };
const recording = recordBuild(makeBuild({ events: [makeEvent()] }), [], { inputs: [file], outputs: [file] });
const bytes = encodeRecording(recording);
const write = (value: unknown): Uint8Array => gzipSync(JSON.stringify(value));
const refusal = (hostile: Uint8Array, limit?: number): string => {
  try {
    decodeRecording(hostile, limit);
  } catch (error) {
    if (error instanceof RecordingFault) return `${error.message} ${error.fix}`;
    throw error;
  }
  return '';
};
const changed = (change: (value: BuildRecording) => unknown): string =>
  refusal(write(change(structuredClone(recording))));

describe('decodeRecording', () => {
  it('reads what was written', () => {
    expect(decodeRecording(bytes)).toEqual(recording);
  });

  it('ignores additions of a later version of format 1', () => {
    expect(decodeRecording(write({ ...recording, recordingVersion: '1.7', more: [1] }))).toMatchObject({
      id: recording.id,
    });
  });

  it.each([
    [
      'a newer format',
      () => changed((value) => ({ ...value, recordingVersion: '2.0', build: 7 })),
      'version 2.0; this program reads version 1. Update',
    ],
    ['half a file', () => refusal(bytes.subarray(0, bytes.length / 2)), 'cut or no gzip file'],
    ['no gzip', () => refusal(Buffer.from('{}')), 'cut or no gzip file'],
    ['nothing', () => refusal(new Uint8Array()), 'cut or no gzip file'],
    ['no JSON', () => refusal(gzipSync('{')), 'not JSON'],
    ['open brackets', () => refusal(gzipSync('['.repeat(1e7))), 'nested more than 100 levels deep'],
    ['another JSON', () => refusal(write([1])), '`the recording` is not an object'],
    ['a bomb', () => refusal(gzipSync(Buffer.alloc(9 * 1024 ** 2)), 8 * 1024 ** 2), 'larger than 8 MiB'],
    ['a missing key', () => changed(({ inputs: _, ...rest }) => rest), '`inputs` is not there'],
    [
      'a path that leads out',
      () => changed((value) => ({ ...value, outputs: [{ ...file, path: '../../etc/passwd' }] })),
      '`outputs[0].path` is not a path inside',
    ],
    [
      'an absolute path',
      () => changed((value) => ({ ...value, inputs: [{ ...file, path: '/etc/passwd' }] })),
      '`inputs[0].path` is not a path inside',
    ],
    [
      'a drive',
      () => changed((value) => ({ ...value, inputs: [{ ...file, path: String.raw`C:\x` }] })),
      '`inputs[0].path`',
    ],
    [
      'a backslash that leads out',
      () => changed((value) => ({ ...value, inputs: [{ ...file, path: String.raw`a\..\..\x` }] })),
      '`inputs[0].path`',
    ],
    ['an id that is a path', () => changed((value) => ({ ...value, id: '../x' })), '`id` is not an id'],
    [
      'a digest that is none',
      () => changed((value) => ({ ...value, inputs: [{ ...file, sha256: 'x' }] })),
      '`inputs[0].sha256`',
    ],
    [
      'a duration that is text',
      () => changed((value) => ({ ...value, build: { ...value.build, durationMs: '1' } })),
      '`build.durationMs` is not a number',
    ],
    [
      'a result that is none',
      () => changed((value) => ({ ...value, build: { ...value.build, result: 'fine' } })),
      '`build.result` is not one of',
    ],
    [
      'tasks that are none',
      () => changed((value) => ({ ...value, build: { ...value.build, tasks: [{}] } })),
      '`build.tasks[0].id` is not there',
    ],
    [
      'another configuration',
      () =>
        changed((value) => ({
          ...value,
          judgement: {
            ...value.judgement,
            configuration: { ...value.judgement.configuration, text: 'fail-on: never' },
          },
        })),
      'its configuration is not the one that was recorded',
    ],
  ])('refuses %s', (_, refuse, what) => {
    expect(refuse()).toContain(what);
  });

  it('throws only a RecordingFault for any damage', () => {
    const text = gunzipSync(bytes).toString();
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(8), fc.string({ maxLength: 6 }), (at, gone, more) => {
        refusal(gzipSync(text.slice(0, at) + more + text.slice(at + gone)));
      }),
      { numRuns: runs(50) },
    );
  });

  it('keeps no prototype from a file', () => {
    const text = gunzipSync(bytes).toString().replace('{', '{"__proto__":{"polluted":true},');
    decodeRecording(gzipSync(text));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
