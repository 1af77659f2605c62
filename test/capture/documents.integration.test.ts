/** Builder's example of recording and replay, in TypeScript. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BuildRecorder, ReplayEngine } from '../../src/index.ts';
import { tempFolder } from '../temp-folder.ts';

describe('Builder’s documents', () => {
  it('record a build and replay it', async () => {
    const folder = tempFolder('documents');
    writeFileSync(join(folder, 'source.d'), 'void main() {}');
    const args = ['dmd', 'source.d', '-ofapp'];

    const recorder = new BuildRecorder({ folder });
    recorder.startRecording(args);
    recorder.recordInput('source.d');
    writeFileSync(join(folder, 'app'), 'binary');
    recorder.recordOutput('app');
    recorder.recordOutput('app.map');
    const id = await recorder.stopRecording();

    const engine = new ReplayEngine({
      recordings: join(folder, '.build-telemetry/recordings'),
      history: join(folder, '.build-telemetry/history'),
    });
    const result = await engine.replay(id);
    expect(result).toMatchObject({ isSame: true, dependencies: [], recording: { id, command: args } });
    expect(result.recording.inputs).toMatchObject([{ path: 'source.d', sizeBytes: 14 }]);
    expect(result.recording.outputs).toMatchObject([
      {
        path: 'app',
        sizeBytes: 6,
        sha256: '9a3a45d01531a20e89ac6ae10b0b0beb0492acd7216a368aa062d1a5fecaf9cd',
      },
      { path: 'app.map', sha256: null },
    ]);
    expect(engine.next()).toMatchObject({ step: 1, running: [{ name: 'dmd' }] });
    expect(engine.stepTo(2)).toMatchObject({ completed: 1, running: [] });
    expect(engine.previous().step).toBe(1);
  });

  it('refuses a second start, and calls without a start', async () => {
    const folder = tempFolder('documents');
    const recorder = new BuildRecorder({ folder });
    expect(() => recorder.recordInput('a')).toThrow('No recording is running');
    await expect(recorder.stopRecording()).rejects.toThrow('No recording is running');
    recorder.startRecording(['make']);
    expect(() => recorder.startRecording(['make'])).toThrow('A recording is already running');
    await recorder.stopRecording({ exitCode: 2 });
    recorder.startRecording(['make']);
    await recorder.stopRecording();
    expect(readdirSync(join(folder, '.build-telemetry/recordings'))).toHaveLength(2);
    expect(() => new ReplayEngine().next()).toThrow('Nothing was replayed');
    await expect(new ReplayEngine({ recordings: folder }).replay('nope')).rejects.toThrow(RangeError);
  });

  it('reads the build from its logs, and only inside its folder', async () => {
    const folder = tempFolder('documents');
    mkdirSync(join(folder, 'logs'));
    const task = {
      v: 1,
      type: 'task',
      name: 'compile',
      kind: 'task',
      start_time: '2026-01-01T00:00:00Z',
      duration_ms: 5,
      result: 'success',
    };
    writeFileSync(join(folder, 'logs/build.ndjson'), `${JSON.stringify(task)}\n`);
    const warned: string[] = [];
    const listen = (warning: Error): number => warned.push(warning.message);
    process.on('warning', listen);
    const recorder = new BuildRecorder({ folder, series: 'nightly' });
    recorder.startRecording(['make']);
    recorder.recordInput('/etc/hostname');
    recorder.recordInput('../outside');
    const id = await recorder.stopRecording({ events: ['logs/*.ndjson'] });
    await new Promise(setImmediate);
    process.off('warning', listen);
    expect(warned).toEqual([
      expect.stringContaining('/etc/hostname: only files inside'),
      expect.stringContaining('../outside'),
    ]);
    const engine = new ReplayEngine({ recordings: join(folder, '.build-telemetry/recordings') });
    const { recording } = await engine.replay(id);
    expect(recording).toMatchObject({ inputs: [], build: { name: 'nightly', tasks: [{ name: 'compile' }] } });
  });
});
