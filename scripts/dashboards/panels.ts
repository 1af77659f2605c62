/** The kinds of panels of the dashboards, each with one look. */
import * as bargauge from '@grafana/grafana-foundation-sdk/bargauge';
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import * as common from '@grafana/grafana-foundation-sdk/common';
import {
  DashboardLinkBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import * as piechart from '@grafana/grafana-foundation-sdk/piechart';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as table from '@grafana/grafana-foundation-sdk/table';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

export interface PanelText {
  readonly title: string;
  /** What the panel shows, and what it omits. */
  readonly description: string;
  /** Grafana's id of a unit. */
  readonly unit?: string;
}

/** The link of a value: a title and a URL with the fields of its row. */
export type Link = readonly [title: string, url: string];

export function lines({ title, description, unit = 'short' }: PanelText, ...targets: Builder<Dataquery>[]) {
  return new timeseries.PanelBuilder()
    .title(title)
    .description(description)
    .unit(unit)
    .min(0)
    .targets(targets)
    .lineWidth(2)
    .fillOpacity(8)
    .showPoints(common.VisibilityMode.Auto)
    .spanNulls(true)
    .legend(new common.VizLegendOptionsBuilder().placement(common.LegendPlacement.Bottom).showLegend(true))
    .tooltip(new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi))
    .height(8)
    .span(12);
}

export function bars(text: PanelText, ...targets: Builder<Dataquery>[]) {
  return lines(text, ...targets)
    .drawStyle(common.GraphDrawStyle.Bars)
    .fillOpacity(80)
    .lineWidth(1)
    .stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal));
}

/** One point per build: no line joins builds of other series. */
export function points(text: PanelText, links: readonly Link[], ...targets: Builder<Dataquery>[]) {
  return lines(text, ...targets)
    .drawStyle(common.GraphDrawStyle.Points)
    .pointSize(6)
    .dataLinks(links.map(linkTo));
}

export function figure({ title, description, unit = 'short' }: PanelText, ...targets: Builder<Dataquery>[]) {
  return new stat.PanelBuilder()
    .title(title)
    .description(description)
    .unit(unit)
    .targets(targets)
    .reduceOptions(lastValue())
    .colorMode(common.BigValueColorMode.None)
    .noValue('–')
    .height(4)
    .span(6);
}

export function ranking({ title, description, unit = 'short' }: PanelText, ...targets: Builder<Dataquery>[]) {
  return new bargauge.PanelBuilder()
    .title(title)
    .description(description)
    .unit(unit)
    .min(0)
    .targets(targets)
    .reduceOptions(lastValue())
    .orientation(common.VizOrientation.Horizontal)
    .displayMode(common.BarGaugeDisplayMode.Basic)
    .height(8)
    .span(12);
}

export function shares({ title, description, unit = 'short' }: PanelText, ...targets: Builder<Dataquery>[]) {
  return new piechart.PanelBuilder()
    .title(title)
    .description(description)
    .unit(unit)
    .targets(targets)
    .reduceOptions(lastValue())
    .height(8)
    .span(12);
}

/** @param columns units and links of columns by name */
export function list(
  { title, description }: PanelText,
  columns: Readonly<Record<string, { readonly unit?: string; readonly links?: readonly Link[] }>>,
  target: Builder<Dataquery>,
) {
  const panel = new table.PanelBuilder()
    .title(title)
    .description(description)
    .withTarget(target)
    .height(9)
    .span(24);
  for (const [name, { unit, links }] of Object.entries(columns))
    panel.overrideByName(name, [
      ...(unit === undefined ? [] : [{ id: 'unit', value: unit }]),
      ...(links === undefined ? [] : [{ id: 'links', value: links.map((link) => linkTo(link).build()) }]),
    ]);
  return panel;
}

/** Red from a value upwards, or up to it. */
export function redFrom(value: number): ThresholdsConfigBuilder {
  return steps([null, 'green'], [value, 'red']);
}

export function redBelow(value: number): ThresholdsConfigBuilder {
  return steps([null, 'red'], [value, 'green']);
}

function steps(...colors: (readonly [number | null, string])[]): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps(colors.map(([value, color]) => ({ value, color })));
}

function lastValue(): common.ReduceDataOptionsBuilder {
  return new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false);
}

function linkTo([title, url]: Link): DashboardLinkBuilder {
  return new DashboardLinkBuilder(title).url(url).targetBlank(true);
}
