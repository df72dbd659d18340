import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { aroundTasks } from '../queue/around-tasks.ts';
import type { Tasks } from '../queue/tasks.ts';

/** The same tasks, each run a span of its task's name and nothing else: payloads name rounds. */
export function tracedTasks(tasks: Tasks): Tasks {
  return aroundTasks(tasks, async (name, run) => {
    const span = trace.getTracer('parlour').startSpan(`job ${name}`, { kind: SpanKind.CONSUMER, root: true });
    try {
      await run();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
