/** The style sheet of the HTML report: light and dark, narrow screens and paper. */

import { chartStyle } from '../page.generated.ts';
import { flamegraphStyle } from '../profile/flamegraph.ts';

export const pageStyle = (): string => `${chartStyle}${flamegraphStyle}
:root{color-scheme:light dark;--bg:#fff;--panel:#f6f8fa;--text:#1f2328;--soft:#59636e;--line:#d1d9e0;--accent:#0969da;
--good:#1a7f37;--warn:#9a6700;--bad:#cf222e;--goodbg:#dafbe1;--warnbg:#fff8c5;--badbg:#ffebe9;--band:#0969da24;--hit:#a9b6c2;--hot:#bc4c00}
@media screen and (prefers-color-scheme:dark){:root{--bg:#0d1117;--panel:#161b22;--text:#e6edf3;--soft:#9198a1;--line:#30363d;--accent:#4493f8;
--good:#3fb950;--warn:#d29922;--bad:#f85149;--goodbg:#12261e;--warnbg:#272115;--badbg:#2d1517;--band:#4493f83d;--hit:#59636e;--hot:#f0883e}}
*{box-sizing:border-box}[hidden]{display:none!important}
body{margin:0;background:var(--bg);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header h2{margin-top:22px}main,header,footer{max-width:1100px;margin:0 auto;padding:0 20px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--bg);padding:8px}
.verdict{margin:24px 0 0;padding:18px 20px;border-left:6px solid var(--good);background:var(--goodbg);border-radius:6px}
.verdict.warn{border-color:var(--warn);background:var(--warnbg)}.verdict.fail{border-color:var(--bad);background:var(--badbg)}
.verdict.none{border-color:var(--accent);background:var(--panel)}
.verdict p{margin:6px 0 0}.verdict .word{font-weight:600;letter-spacing:.04em;text-transform:uppercase;font-size:12px;margin:0}
h1{font-size:22px;line-height:1.3;margin:2px 0 0;overflow-wrap:anywhere}
h2{font-size:18px;margin:36px 0 10px;padding-bottom:6px;border-bottom:1px solid var(--line)}
nav{display:flex;flex-wrap:wrap;gap:4px 16px;margin:14px 0 0;font-size:14px}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:10px;margin:18px 0 0;padding:0}
.cards div{background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:10px 12px}
.cards dt{color:var(--soft);font-size:12px}.cards dd{margin:0;font-size:18px;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.cards small{display:block;color:var(--soft);font-size:12px}.links{font-size:14px}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:6px}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{padding:7px 10px;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
tbody tr:last-child td{border-bottom:0}
th{background:var(--panel);white-space:nowrap;font-weight:600}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.name,td.what{overflow-wrap:anywhere;min-width:200px;max-width:520px}
code,td.name{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13px}
code{unicode-bidi:isolate;background:var(--panel);border-radius:4px;padding:1px 4px;overflow-wrap:anywhere}
th button{all:unset;cursor:pointer;font-weight:600}th button:focus-visible{outline:2px solid var(--accent)}
th[aria-sort=ascending] button::after{content:" \\2191"}th[aria-sort=descending] button::after{content:" \\2193"}
.tools{display:flex;flex-wrap:wrap;gap:10px;align-items:end;margin:0 0 10px}
.tools label{font-size:13px;color:var(--soft);display:grid;gap:2px}
input,select{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:6px 10px}
input{width:min(300px,80vw)}select{max-width:min(460px,80vw)}
.tools output{font-size:13px;color:var(--soft);padding-bottom:8px}
.bad{color:var(--bad)}.good{color:var(--good)}.warn-text{color:var(--warn)}.soft{color:var(--soft)}
.tag{display:inline-block;border:1px solid currentColor;border-radius:10px;padding:0 8px;font-size:12px;white-space:nowrap;font-family:system-ui,sans-serif}
ol,ul{padding-left:22px;margin:8px 0}li{overflow-wrap:anywhere}
.failures{list-style:none;padding:0}.failures li{border:1px solid var(--line);border-left:4px solid var(--bad);border-radius:6px;padding:8px 12px;margin:0 0 8px}.failures p{margin:2px 0}.failures .tag{white-space:normal;overflow-wrap:anywhere}
pre{background:var(--panel);border-radius:6px;padding:8px 10px;margin:8px 0 2px;font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}
.alerts{list-style:none;padding:0}.alerts li{border:1px solid var(--line);border-left:4px solid var(--warn);border-radius:6px;padding:8px 12px;margin:0 0 8px}
.alerts li.critical,.alerts li.error{border-left-color:var(--bad)}.alerts p{margin:2px 0}
svg{display:block;max-width:100%;height:auto}svg.spark{width:140px;height:34px;min-width:110px}#changes td:last-child{min-width:112px}
.band{fill:var(--band)}.trend{fill:none;stroke:var(--accent);stroke-width:2;stroke-linejoin:round}
.now{fill:var(--text)}
.mark{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:4 3}
.charts{display:grid;grid-template-columns:1fr 1fr;gap:18px 24px}.chart{margin:0;min-width:0}.chart>div{overflow-x:clip}.chart[data-trend=duration]{grid-column:1/-1}
figcaption{font-weight:600;font-size:14px}figcaption .soft{font-weight:400}.chart output,.timeline output{display:block;font-size:13px;color:var(--soft);overflow-wrap:anywhere;min-height:20px}
canvas{display:block}.steps{margin:8px 0}.steps label{display:grid;gap:2px;font-size:13px;color:var(--soft)}.steps input{width:100%;padding:0}.steps button{font:inherit;font-size:13px;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:16px;padding:3px 12px;cursor:pointer}.steps output{display:block;font-size:13px;margin-top:6px;min-height:86px;overflow-wrap:anywhere}.steps output span{display:block}.timeline canvas{width:100%;cursor:crosshair;touch-action:pan-y}
.key{display:inline-block;width:12px;height:12px;border-radius:2px;margin:0 4px 0 10px;vertical-align:-1px}
.key.ran{background:var(--accent);margin-left:0}.key.cached{background:var(--hit)}.key.failed{background:var(--bad)}.key.path{background:var(--hot)}
.views{display:flex;flex-wrap:wrap;gap:6px}.views button{font:inherit;font-size:13px;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:16px;padding:5px 12px;cursor:pointer}
.views button[aria-pressed=true]{border-color:var(--accent);background:var(--band);font-weight:600}.count{color:var(--soft);font-weight:400}
.data-table.live .scroll{max-height:560px;overflow:auto}.data-table.live thead th{position:sticky;top:0;z-index:1;box-shadow:inset 0 -1px var(--line)}
.data-table.live td{height:33px;padding-top:0;padding-bottom:0;white-space:nowrap;vertical-align:middle}.data-table.live td.name{max-width:420px;overflow:hidden;text-overflow:ellipsis;direction:rtl;text-align:left}
.data-table.live table{border-collapse:separate;border-spacing:0}.space,.space td{border:0;padding:0}
.compare td{white-space:normal}.flame svg{width:100%;max-width:none}
.legend{font-size:13px;color:var(--soft);margin:6px 0 0}
details{margin:10px 0}summary{cursor:pointer}
footer{color:var(--soft);font-size:13px;margin-top:40px;padding-bottom:40px}
@media (max-width:640px){.charts{grid-template-columns:1fr}main,header,footer{padding:0 12px}h1{font-size:19px}th,td{padding:6px 8px}td.name,td.what{min-width:96px}#changes .soft{white-space:normal}#changes td.n{min-width:44px}#changes svg.spark{width:100%;min-width:0}
[aria-label^=Changes]>table>*{display:block}[aria-label^=Changes] tr{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));border-bottom:1px solid var(--line)}[aria-label^=Changes] :is(th,td){border:0;text-align:left}[aria-label^=Changes] th{padding-block:2px}[aria-label^=Changes] :is(th,td):first-child{grid-column:1/-1;max-width:none}}
@media print{:root{color-scheme:light}.uplot{max-width:100%;overflow:hidden}nav,.tools,.skip,.hint,.steps,.chart output,.timeline output{display:none}body{font-size:11px}code,td.name,.verdict code{font-size:10px}
.scroll,.data-table.live .scroll{overflow:visible;max-height:none;border:0}.space{display:none}h2{break-after:avoid}tr,li,figure,.timeline,.flame{break-inside:avoid}
table{font-size:9px}th,td,.data-table.live td{height:auto;padding:2px 5px}th,td:not(.n),.data-table.live td:not(.n){white-space:normal;overflow-wrap:anywhere}td.name,td.what,.data-table.live td.name{min-width:90px;max-width:260px;font-size:9px;white-space:normal}}
`;
