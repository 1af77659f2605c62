/** Pushes the segments of a folder into a database: `push-files.ts TARGET FOLDER`. */
import { migrate, openDatabase } from '../../../src/database/engines/open-database.ts';
import { pushSeries } from '../../../src/database/engines/push-history.ts';
import { readSegmentFiles } from '../../../src/stores/folder-store.ts';

const [, , target = '', folder = ''] = process.argv;
const database = await openDatabase(target);
await migrate(database, Date.now());
await pushSeries(database, { repository: 'a/b', series: 'unit' }, await readSegmentFiles(folder), () => null);
await database.close();
