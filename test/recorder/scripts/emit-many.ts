/** Collects numbered events into a log: `emit-many LOG NAME COUNT [hang]`; `hang` waits to be killed. */
import { EventCollector } from '../../../src/recorder/event-collector.ts';
import { TaskEvent } from '../../../src/recorder/events.ts';

const [path = '', name = '', count = '0', hang] = process.argv.slice(2);
const collector = new EventCollector({ path, bufferSize: 50, enabled: true });
for (let i = 0; i < Number(count); i++) {
  collector.collect(
    new TaskEvent({ eventType: 'TASK_COMPLETED', taskId: `${name}-${i}`, durationMs: i, success: true }),
  );
}
if (hang !== undefined) {
  process.stdout.write('collected\n');
  for (let i = 0; ; i++) {
    collector.collect(
      new TaskEvent({ eventType: 'TASK_COMPLETED', taskId: `${name}-later-${i}`, success: true }),
    );
  }
}
