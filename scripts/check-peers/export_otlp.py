"""Exports one build with the OpenTelemetry SDK and prints what it was.

Usage: python export_otlp.py json FILE | http ENDPOINT
"""

import json
import logging
import sys
import time
from importlib.metadata import version

from google.protobuf.json_format import MessageToDict
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.common.trace_encoder import encode_spans
from opentelemetry.exporter.otlp.proto.common.metrics_encoder import encode_metrics
from opentelemetry.exporter.otlp.proto.common._log_encoder import encode_logs
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk._logs import LoggerProvider, LoggingHandler
from opentelemetry.sdk._logs.export import InMemoryLogExporter, SimpleLogRecordProcessor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader, PeriodicExportingMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

mode, target = sys.argv[1:]
spans, logs, reader = InMemorySpanExporter(), InMemoryLogExporter(), InMemoryMetricReader()
readers = [reader]
traces, records = TracerProvider(), LoggerProvider()
traces.add_span_processor(SimpleSpanProcessor(spans))
records.add_log_record_processor(SimpleLogRecordProcessor(logs))
if mode == "http":
    traces.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter(f"{target}/v1/traces")))
    records.add_log_record_processor(SimpleLogRecordProcessor(OTLPLogExporter(f"{target}/v1/logs")))
    readers.append(PeriodicExportingMetricReader(OTLPMetricExporter(f"{target}/v1/metrics"), 1e9))
meters = MeterProvider(metric_readers=readers)

logger = logging.getLogger("build")
logger.addHandler(LoggingHandler(logger_provider=records))
meter = meters.get_meter("build")
tracer = traces.get_tracer("build")
with tracer.start_as_current_span("build"):
    for package in ["api", "web", "docs"]:
        with tracer.start_as_current_span(f"compile {package}") as span:
            time.sleep(0.02)
    try:
        with tracer.start_as_current_span("test web"):
            time.sleep(0.01)
            raise AssertionError("expected 1, got 2")
    except AssertionError:
        logger.warning("1 test failed")
    meter.create_counter("cache.hits").add(7)
    meter.create_gauge("bundle.size", unit="By").set(184320)
    meter.create_histogram("link.duration", unit="s").record(1.5)

finished = spans.get_finished_spans()
tasks = [span for span in finished if span.parent is not None]
build = next(span for span in finished if span.parent is None)
took = lambda span: (span.end_time - span.start_time) / 1e6
measured = reader.get_metrics_data()
if mode == "json":
    with open(target, "w", encoding="utf8") as file:
        for message in [encode_spans(finished), encode_metrics(measured), encode_logs(logs.get_finished_logs())]:
            file.write(json.dumps(MessageToDict(message)) + "\n")
for provider in [traces, records, meters]:
    provider.shutdown()
print(
    json.dumps(
        {
            "version": f"opentelemetry-sdk {version('opentelemetry-sdk')}",
            "tasks": len(tasks),
            "failed": sum(not span.status.is_ok for span in tasks),
            "durationMs": took(build),
            "taskDurationMs": sum(map(took, tasks)),
            "metrics": sum(
                len(scope.metrics) for resource in measured.resource_metrics for scope in resource.scope_metrics
            ),
            "logs": len(logs.get_finished_logs()),
        }
    )
)
