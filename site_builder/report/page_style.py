"""How the page of problems looks: one sheet inside the file, so that it can be sent by mail.

Colours are those of the portal's own theme. Severities differ by word, shape and line as
well as by colour; a page printed in black and white loses nothing.
"""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --paper: #fdfcf9; --wash: #f5f3ec; --ink: #1a1a1c;
  --quiet: #57585c; --line: #dcd8cd; --lacquer: #9b1c20; --link: #0a3f6e;
  --error: #8b1fa9; --warning: #8f4600; }
@media (prefers-color-scheme: dark) { :root { --paper: #16171a; --wash: #1f2125; --ink: #ececea;
  --quiet: #b0b2b6; --line: #36393f; --lacquer: #ff8f86; --link: #8fd0fa;
  --error: #dc8cf5; --warning: #ef9a45; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 60rem; padding: 0 1rem 3rem; background: var(--paper);
  color: var(--ink); font: 1.0625rem/1.55 "Segoe UI", Roboto, "Noto Sans", "Liberation Sans",
  Arial, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: .2em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
.masthead { border-top: .4rem solid var(--lacquer); padding-top: 1.25rem; }
.masthead p { margin: 0; color: var(--quiet); }
h1 { margin: .1rem 0; font-size: 1.8rem; line-height: 1.25; }
h2 { margin: 2.25rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line);
  font-size: 1.3rem; line-height: 1.35; }
h3 { margin: 1.75rem 0 .5rem; font-size: 1.0625rem; }
p { max-width: 68ch; }
.verdict { margin: 1.5rem 0 1rem; padding: .9rem 1.1rem; border: 1px solid var(--line);
  border-left: .4rem solid var(--link); background: var(--wash); font-size: 1.2rem;
  font-weight: 600; max-width: none; }
.verdict.stops { border-left-color: var(--error); }
dl { margin: .5rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr));
  gap: .75rem 1.5rem; margin: 1rem 0; }
.counts dd { font-size: 1.6rem; font-weight: 600; line-height: 1.2; }
.of-rows dd { font-size: 1.2rem; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: left; color: var(--quiet); padding-bottom: .4rem; }
th, td { padding: .4rem .5rem .4rem 0; border-bottom: 1px solid var(--line);
  text-align: left; vertical-align: top; font-weight: 400; }
thead th { color: var(--quiet); }
th.number, td.number { text-align: right; width: 8.5rem; padding: .4rem 0 .4rem .75rem; }
.problems { list-style: none; margin: 0; padding: 0; }
.problem { margin: 0 0 1.1rem; padding: .1rem 0 .1rem 1rem; border-left: .3rem solid var(--error);
  break-inside: avoid; }
.problem.warning { border-left: .3rem dotted var(--warning); }
.problem p { margin: .15rem 0; }
.where strong { color: var(--error); }
.warning .where strong { color: var(--warning); }
.place { font-weight: 600; }
.facts { display: grid; grid-template-columns: 6.5rem 1fr; gap: .1rem .75rem; max-width: 75ch; }
code, pre { font-family: Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
  font-size: .92em; }
dd code { padding: .05rem .3rem; background: var(--wash); white-space: pre-wrap; }
pre { margin: .25rem 0 0; padding: .6rem .8rem; background: var(--wash); white-space: pre-wrap; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin: .75rem 0; }
figure { margin: 0; min-width: 0; }
.more, .note { color: var(--quiet); }
.rule { break-inside: avoid; }
.rule:target h3 { text-decoration: underline; text-decoration-thickness: 2px;
  text-underline-offset: .3em; }
footer { margin-top: 3rem; padding-top: .75rem; border-top: 1px solid var(--line);
  color: var(--quiet); }
@media (max-width: 34rem) { .pair { grid-template-columns: 1fr; }
  .facts { grid-template-columns: 1fr; } .facts dd { margin-bottom: .3rem; }
  th.number, td.number { width: 5rem; } }
@media print { :root { --paper: #fff; --wash: #f3f3f3; --ink: #000; --quiet: #333; --line: #999;
  --lacquer: #000; --link: #000; --error: #000; --warning: #000; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  a { text-decoration: none; } h2, h3 { break-after: avoid; } .skip { display: none; } }
"""
