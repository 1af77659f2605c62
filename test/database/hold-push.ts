/** Makes a push wait without end at one build's first task, so that a test can end it in the middle of its work. */

import type { Database } from '../../src/database/engines/database.ts';

const holds = {
  postgres: [
    `create function hold() returns trigger language plpgsql as
       'begin perform pg_sleep(86400); return new; end'`,
    `create trigger held before insert on tasks for each row when (new.build = $build) execute function hold()`,
  ],
  sqlite: [
    `create view endless as with recursive n(x) as (select 1 union all select x + 1 from n) select x from n`,
    `create trigger held before insert on tasks when new.build = $build begin select count(*) from endless; end`,
  ],
} satisfies Record<Database['engine'], readonly string[]>;

/** The tables must exist. */
export async function holdPush(database: Database, build: string): Promise<void> {
  for (const sql of holds[database.engine]) await database.run(sql.replace('$build', `'${build}'`));
}

export async function endHold(database: Database): Promise<void> {
  if (database.engine === 'postgres') {
    // The server does not notice that the client of a sleeping session is gone.
    await database.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await database.run('drop function hold cascade');
    return;
  }
  await database.run('drop trigger held');
  await database.run('drop view endless');
}
