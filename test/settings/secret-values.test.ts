import { expect, it } from 'vitest';
import { secretValues } from '../../src/settings/secret-values.ts';

it('returns the values with secret names, and no switches, paths or plain addresses', () => {
  const env = {
    'INPUT_GITHUB-TOKEN': 'a-token',
    NPM_TOKEN: 'b-token',
    DB_PASSWORD: 'hunter22',
    AWS_SECRET_ACCESS_KEY: 'c-key',
    API_KEY: 'd-key',
    SENTRY_DSN: 'https://key@example.com/1',
    USE_TOKEN: 'true',
    GOOGLE_APPLICATION_CREDENTIALS: '/tmp/key.json',
    TOKENIZER: 'words',
    KEYBOARD: 'de',
    AUTH_URL: 'https://example.com/auth',
    HOME: '/home/me',
    EMPTY_TOKEN: undefined,
  };
  expect(secretValues(env)).toEqual([
    'a-token',
    'b-token',
    'hunter22',
    'c-key',
    'd-key',
    'https://key@example.com/1',
  ]);
});
