/** The report's whole look, on a screen in light and dark, and on paper. */
export const STYLE_SHEET = `
:root { color-scheme: light dark; --ink: #1b2430; --soft: #5b6675; --line: #dfe4ea; --card: #f6f8fa; --good: #1e8e5a;
  --bad: #c0392b; --paper: #fff; --notice: #fff4d6; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa6b5; --line: #323b47; --card: #1c232d;
  --good: #5fd39b; --bad: #ff8a7a; --paper: #12171e; --notice: #4a3b10; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1040px; padding: 32px 40px 64px; background: var(--paper); color: var(--ink);
  font: 14px/1.5 system-ui, sans-serif; }
h1 { font-size: 26px; line-height: 1.2; margin: 0 0 4px; }
h2 { font-size: 20px; margin: 44px 0 4px; padding-top: 18px; border-top: 2px solid var(--ink); }
h3 { font-size: 15px; margin: 26px 0 6px; }
p { margin: 4px 0 10px; }
.soft { color: var(--soft); }
.notice { background: var(--notice); border-radius: 6px; padding: 8px 14px; margin: 14px 0; }
.few { background: var(--notice); border-radius: 4px; display: inline-block; padding: 0 6px; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(290px, 1fr)); gap: 12px; margin: 16px 0; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; }
.card .figure { font-size: 21px; white-space: nowrap; font-weight: 650; font-variant-numeric: tabular-nums; }
.good { color: var(--good); } .bad { color: var(--bad); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 28px; align-items: start; }
figure { margin: 8px 0; break-inside: avoid; } figure svg { max-width: 100%; height: auto; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 8px 0; font-size: 12px; }
.legend i { display: inline-block; width: 11px; height: 11px; border-radius: 2px; margin-right: 6px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 13px; }
th, td { padding: 5px 10px; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; white-space: normal; }
thead th { color: var(--soft); font-weight: 500; border-bottom: 1px solid var(--ink); }
td.best { font-weight: 700; }
tr.published td { color: var(--soft); }
article { border: 1px solid var(--line); border-radius: 8px; padding: 10px 16px; margin: 10px 0; break-inside: avoid; }
article h4 { margin: 0 0 6px; font-size: 14px; }
article p { margin: 4px 0; font-size: 13px; }
.moved { display: grid; grid-template-columns: 150px 1fr; gap: 2px 16px; font-size: 12.5px; }
.moved > * { border-top: 1px solid var(--line); padding: 6px 0; }
@media screen and (max-width: 760px) { body { padding: 16px; } .pair, .moved { grid-template-columns: 1fr; }
  .pair > * { min-width: 0; } figure { overflow-x: auto; } figure svg { max-width: none; } }
@media print {
  @page { size: A4; margin: 14mm; }
  :root { color-scheme: light; --ink: #000; --soft: #444; --line: #ccc; --card: #f6f6f6; --good: #14693f; --bad: #a02315;
    --paper: #fff; --notice: #fff4d6; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 11px; }
  h2 { break-after: avoid; } h3 { break-after: avoid; } .scroll { overflow: visible; }
  table { font-size: 9.5px; } th, td { padding: 3px 6px; }
  h2.set:not(:first-of-type) { break-before: page; }
}`;
