/** The recording that the action writes for its artifact, and that a laptop replays. */
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { ReplayEngine } from '../../src/capture/replay-engine.ts';
import { readContext } from '../../src/github/context.ts';
import { listDeliveries } from '../../src/github/deliveries.ts';
import { nothingDelivered } from '../../src/main.ts';
import { readConfig } from '../../src/settings/config.ts';
import { readOptions } from '../../src/settings/read-option-texts.ts';
import { makeBuild, noHistory } from '../make.ts';
import { tempFolder } from '../temp-folder.ts';

const settle = (artifacts: string) => readOptions([{ where: 'config', texts: { artifacts } }]).options;

describe('the artifact `recording`', () => {
  it('contains the inputs of a replay, and is written on request', async () => {
    const workspace = tempFolder('workspace');
    const folder = join(tempFolder('runner'), 'reports');
    mkdirSync(folder);
    const env = {
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: 'a/b',
      GITHUB_RUN_ID: '7',
      GITHUB_EVENT_NAME: 'push',
    };
    const options = settle('json, recording');
    const context = readContext(env, {}, { ...options, cpuModel: null });
    const names = (texts: string): string[] =>
      listDeliveries(env, settle(texts), context, folder, 0)
        .flat()
        .map(({ name }) => name);
    expect(names('json')).not.toContain('recording');
    expect(names('html,json,csv,profile,history')).not.toContain('recording');

    const delivery = listDeliveries(env, options, context, folder, 0)
      .flat()
      .find(({ name }) => name === 'recording');
    const config = readConfig('', 'config').config;
    const loaded = { status: 'missing', history: noHistory, problems: [] } as const;
    const input = { build: makeBuild(), loaded, config, options, baselineBranch: 'main', problems: [] };
    const source = { path: 'config', text: '', baseText: null };
    const delivered = await delivery?.deliver(analyze(input), nothingDelivered, input.build, null, {
      input,
      source,
    });
    expect(delivered).toEqual({ notices: [] });

    const path = join(folder, context.legId);
    const { isSame, recording } = await new ReplayEngine({ history: workspace }).replay(path);
    expect([isSame, recording.build.id, recording.environment.git]).toEqual([true, 'b-current', null]);
    expect(basename(path)).toBe(context.legId);
  });
});
