/**
 * The names of OpenTelemetry's semantic conventions that we write, and our own. Reference:
 * https://opentelemetry.io/docs/specs/semconv/cicd/cicd-spans/
 */

export const schemaUrl = 'https://opentelemetry.io/schemas/1.45.0';

/**
 * Of `cicd.*`, `vcs.*`, `test.*`, `error.*`, `code.*`, release 1.45.0: most are experimental, so they are only here.
 */
export const semantic = {
  actionName: 'cicd.pipeline.action.name',
  pipelineName: 'cicd.pipeline.name',
  pipelineResult: 'cicd.pipeline.result',
  runId: 'cicd.pipeline.run.id',
  runState: 'cicd.pipeline.run.state',
  runUrl: 'cicd.pipeline.run.url.full',
  taskName: 'cicd.pipeline.task.name',
  taskResult: 'cicd.pipeline.task.run.result',
  taskRunId: 'cicd.pipeline.task.run.id',
  taskType: 'cicd.pipeline.task.type',
  taskUrl: 'cicd.pipeline.task.run.url.full',
  testName: 'test.case.name',
  testStatus: 'test.case.result.status',
  branch: 'vcs.ref.head.name',
  commit: 'vcs.ref.head.revision',
  pullRequest: 'vcs.change.id',
  repositoryUrl: 'vcs.repository.url.full',
  provider: 'vcs.provider.name',
  errorType: 'error.type',
  filePath: 'code.file.path',
  lineNumber: 'code.line.number',
  exceptionMessage: 'exception.message',
  exceptionType: 'exception.type',
} as const;

/** The GenAI conventions' own release 0.1.0; `cost` is not part of it. */
export const genAi = {
  operation: 'gen_ai.operation.name',
  agent: 'gen_ai.agent.name',
  tool: 'gen_ai.tool.name',
  model: 'gen_ai.response.model',
  input: 'gen_ai.usage.input_tokens',
  output: 'gen_ai.usage.output_tokens',
  cacheRead: 'gen_ai.usage.cache_read.input_tokens',
  cacheCreation: 'gen_ai.usage.cache_creation.input_tokens',
  cost: 'gen_ai.usage.cost',
} as const;
