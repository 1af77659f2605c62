/** The style sheet of the trend site: that of the HTML report, and additions of the site. */
import { pageStyle } from '../render/html/style.ts';

export const siteStyle = (): string => `${pageStyle()}
main,header,footer{max-width:1280px}h1{margin:14px 0 4px}h1:focus{outline:0}
nav{margin:16px 0 0;padding-bottom:8px;border-bottom:1px solid var(--line)}nav a[aria-current=page]{font-weight:600;color:var(--text)}
.path{font-size:14px;margin:14px 0 0;overflow-wrap:anywhere}
.views{margin:0 0 12px}.tools{margin:16px 0 10px}
.series-table .scroll{max-height:min(70vh,720px);overflow:auto}
.series-table table{border-collapse:separate;border-spacing:0}
.series-table thead th{position:sticky;top:0;z-index:1;box-shadow:inset 0 -1px var(--line)}
.series-table td{height:40px;padding-top:0;padding-bottom:0;white-space:nowrap;vertical-align:middle}
.series-table td.name{max-width:470px;overflow:hidden;text-overflow:ellipsis;line-height:1.25}
td.name small{display:block;font-family:system-ui,sans-serif;color:var(--soft);overflow:hidden;text-overflow:ellipsis}
.chart-grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,380px),1fr));gap:14px 24px}.chart-grid section{min-width:0}.chart-grid h2{font-size:14px;margin:0;border:0;padding:0;overflow-wrap:anywhere}.chart-grid p{font-size:13px;margin:3px 0}.chart-grid figure{min-height:210px}
.tools select,.tools input{height:34px;box-sizing:border-box}
svg.spark{width:110px;height:26px;min-width:110px}
td .links{margin:0;white-space:nowrap}
.more{font:inherit;margin:10px 0;color:inherit;background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:6px 14px;cursor:pointer}
.events{list-style:none;padding:0}.key.line{width:16px;height:0;border-top:2px dashed;border-radius:0;margin:0 8px 4px 0}
.key.line.accent{color:var(--accent)}.key.line.warn{color:var(--warn)}
.tag{margin-right:4px}
small .narrow{display:none}
@media (max-width:640px){td a.build{display:inline-block;min-width:9em}.series-table td.name{width:33vw;min-width:33vw;max-width:33vw;white-space:normal;font-size:11px;line-height:1.15}.series-table td.name small{white-space:nowrap}.series-table svg.spark{width:64px;min-width:64px}.series-table td.name a{display:-webkit-box;-webkit-line-clamp:3;-webkit-box-orient:vertical;overflow:hidden}.series-table td{height:60px}.series-table .scroll{max-height:70vh}.series-table .status{display:none}small .narrow{display:inline}.series-table td,.series-table th{padding-left:6px;padding-right:6px}}
@media print{.tag{font-size:9px;padding:0 5px}.cards{margin-bottom:14px}.series-table .scroll{max-height:none}.series-table td,.series-table td.name{height:auto;max-width:300px;white-space:normal}.views,.more{display:none}.kept{display:flex}}
`;
