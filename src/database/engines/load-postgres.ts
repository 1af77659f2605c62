/**
 * The client of PostgreSQL. npm installs it next to this program, whose bundle does not include it: few runs need it.
 */
import type pg from 'pg';
import type copyStreams from 'pg-copy-streams';

/** Reads `~/.pgpass`, or the file in `PGPASSFILE`. The package has no types of its own. */
type AskPgpass = (
  asked: Pick<pg.Client, 'host' | 'port' | 'user' | 'database'>,
  answer: (password?: string) => void,
) => void;

export interface PostgresClient {
  readonly pg: typeof pg;
  readonly copyFrom: typeof copyStreams.from;
  readonly askPgpass: AskPgpass;
}

/** @throws Error with the install command if it is missing */
export async function loadPostgres(): Promise<PostgresClient> {
  try {
    const [client, copy, pgpass] = await Promise.all([
      import(/* webpackIgnore: true */ 'pg'),
      import(/* webpackIgnore: true */ 'pg-copy-streams'),
      import(/* webpackIgnore: true */ 'pgpass' as string),
    ]);
    return { pg: client.default, copyFrom: copy.from, askPgpass: pgpass.default };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const what = `PostgreSQL's client is not installed with this program`;
    const fix =
      'Install the program again with `npm install --global --install-links`, or run `npm install pg pg-copy-streams pgpass` there';
    throw Object.assign(new Error(`${what}. ${fix}.`), { code: 'MODULE_NOT_FOUND' });
  }
}
