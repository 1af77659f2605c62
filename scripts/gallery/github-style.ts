/** Rules that make Markdown look like a GitHub page, for the pictures of the gallery. */

export const githubStyle = `
body{margin:0;padding:16px;background:#f6f8fa;font:14px/1.5 -apple-system,"Segoe UI",system-ui,"Noto Sans",Helvetica,Arial,sans-serif;color:#1f2328}
article{background:#fff;border:1px solid #d1d9e0;border-radius:6px;padding:16px;overflow-wrap:break-word}
article>:first-child{margin-top:0}article>:last-child{margin-bottom:0}
h1,h2,h3{margin:24px 0 16px;line-height:1.25;font-weight:600}h2{font-size:1.5em;padding-bottom:.3em;border-bottom:1px solid #d1d9e0b3}h3{font-size:1.25em}
p,ul,ol,table,pre,details,blockquote{margin:0 0 16px}ul,ol{padding-left:2em}li+li{margin-top:.25em}
a{color:#0969da;text-decoration:underline}
table{display:block;width:max-content;max-width:100%;overflow:auto;border-collapse:collapse}
th,td{padding:6px 13px;border:1px solid #d1d9e0}th{font-weight:600}tr:nth-child(2n){background:#f6f8fa}
code{padding:.2em .4em;font:85% ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;background:#818b981f;border-radius:6px;white-space:break-spaces}
pre{padding:16px;background:#f6f8fa;border-radius:6px;overflow:auto}pre.mermaid{background:none;padding:0}pre code{background:none;padding:0}
details>summary{cursor:pointer}details>summary+*{margin-top:12px}
blockquote{padding:0 1em;color:#59636e;border-left:.25em solid #d1d9e0}
@media (prefers-color-scheme:dark){body{background:#010409;color:#f0f6fc}article{background:#0d1117;border-color:#3d444d}
a{color:#4493f8}th,td{border-color:#3d444d}tr:nth-child(2n){background:#151b23}pre{background:#151b23}h2{border-color:#3d444db3}}
`;
