/** The style sheet of the HTML report: light and dark, narrow screens and paper. */

export const pageStyle = `
:root{color-scheme:light dark;--bg:#fff;--panel:#f6f8fa;--text:#1f2328;--soft:#59636e;--line:#d1d9e0;--accent:#0969da;
--good:#1a7f37;--warn:#9a6700;--bad:#cf222e;--goodbg:#dafbe1;--warnbg:#fff8c5;--badbg:#ffebe9;--band:#0969da1f;--hit:#b6c2cf}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--panel:#161b22;--text:#e6edf3;--soft:#9198a1;--line:#30363d;--accent:#4493f8;
--good:#3fb950;--warn:#d29922;--bad:#f85149;--goodbg:#12261e;--warnbg:#272115;--badbg:#2d1517;--band:#4493f833;--hit:#484f58}}
*{box-sizing:border-box}[hidden]{display:none!important}
body{margin:0;background:var(--bg);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main,header,footer{max-width:1100px;margin:0 auto;padding:0 20px}
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
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:6px}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{padding:7px 10px;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
tbody tr:last-child td{border-bottom:0}
th{background:var(--panel);white-space:nowrap;font-weight:600}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.name{overflow-wrap:anywhere;min-width:200px;max-width:520px}
code,td.name{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13px}
code{background:var(--panel);border-radius:4px;padding:1px 4px;overflow-wrap:anywhere}
th button{all:unset;cursor:pointer;font-weight:600}th button:focus-visible{outline:2px solid var(--accent)}
th[aria-sort=ascending] button::after{content:" \\2191"}th[aria-sort=descending] button::after{content:" \\2193"}
.tools{display:flex;flex-wrap:wrap;gap:10px;align-items:end;margin:0 0 10px}
.tools label{font-size:13px;color:var(--soft);display:grid;gap:2px}
input,select,.more{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:6px 10px}
input{width:min(340px,80vw)}.more{cursor:pointer;margin:10px 0}
.tools output{font-size:13px;color:var(--soft);padding-bottom:8px}
.bad{color:var(--bad)}.good{color:var(--good)}.warn-text{color:var(--warn)}.soft{color:var(--soft)}
.tag{display:inline-block;border:1px solid currentColor;border-radius:10px;padding:0 8px;font-size:12px;white-space:nowrap;font-family:system-ui,sans-serif}
ol,ul{padding-left:22px;margin:8px 0}li{overflow-wrap:anywhere}
.alerts{list-style:none;padding:0}.alerts li{border:1px solid var(--line);border-left:4px solid var(--warn);border-radius:6px;padding:8px 12px;margin:0 0 8px}
.alerts li.critical,.alerts li.error{border-left-color:var(--bad)}.alerts p{margin:2px 0}
svg{display:block;max-width:100%;height:auto}svg.spark{width:120px;height:24px;min-width:120px}
svg text{fill:var(--soft);font:12px system-ui,sans-serif}
.grid{stroke:var(--line);stroke-width:1}.band{fill:var(--band)}.trend{fill:none;stroke:var(--accent);stroke-width:2;stroke-linejoin:round}
.dot{fill:var(--accent)}.dot.failed{fill:var(--bg);stroke:var(--bad);stroke-width:2}.dot.now{fill:var(--text)}
.mark{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:4 3}
.bar{fill:var(--accent)}.bar.hit{fill:var(--hit)}.bar.failed{fill:var(--bad)}.bar.skip{fill:var(--line)}
.legend{font-size:13px;color:var(--soft);margin:6px 0 0}
details{margin:10px 0}summary{cursor:pointer}
footer{color:var(--soft);font-size:13px;margin-top:40px;padding-bottom:40px}
@media (max-width:640px){main,header,footer{padding:0 12px}h1{font-size:19px}th,td{padding:6px 8px}}
@media print{nav,.tools,.more,.skip{display:none}.scroll{overflow:visible;border:0}body{font-size:11px}h2{break-after:avoid}tr,li{break-inside:avoid}}
`;
