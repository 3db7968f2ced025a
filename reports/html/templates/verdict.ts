/** The verdict in one sentence, the counts, and what was not looked at: all above the fold. */
export const verdict = `<section aria-labelledby="verdict">
<div class="verdict">
<div class="{{verdict.css}}">{{{verdict.seal}}}</div>
<div>
<h2 id="verdict" class="{{verdict.css}}">{{word}}</h2>
<p>{{verdict.summary}}</p>
</div>
</div>
<svg class="bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">{{#each segments}}<rect class="{{css}}" x="{{x}}" y="0" width="{{width}}" height="8"/>{{/each}}</svg>
<ul class="counts" aria-label="Outcomes of {{total}}">
{{#each counts}}
<li{{#if zero}} class="zero"{{/if}}><b>{{count}}</b>{{> mark mark}}</li>
{{/each}}
</ul>
{{#if undecided}}
<div class="unlooked unevaluated">
<p><b>Not looked at, or not decided: {{undecidedCount}} of {{total}}</b> (<a href="#undecided">which</a>)</p>
<ul>
{{#each undecided}}{{#each reasons}}
<li><bdi>{{reason}}</bdi> <span class="muted">({{count}})</span></li>
{{/each}}{{/each}}
</ul>
</div>
{{/if}}
<nav aria-label="Contents">
<ul>
<li><a href="#asked">What was asked</a></li>
<li><a href="#findings">Findings</a></li>
<li><a href="#undecided">Not looked at</a></li>
<li><a href="#inputs">Inputs</a></li>
{{#if exhibits}}<li><a href="#exhibits">Exhibits</a></li>{{/if}}
<li><a href="#checks">Every check</a></li>
<li><a href="#legend">Legend</a></li>
</ul>
</nav>
</section>
`;

/** An outcome: its shape, and its word. */
export const mark = `<span class="word {{css}}"><svg class="icon" aria-hidden="true" focusable="false"><use href="#mark-{{css}}"/></svg> {{word}}</span>`;

/** Long hex: spaced for the eye by margins, so that a copy has no gaps; it may break between groups. */
export const hex = `<code class="hex">{{#each this}}<span>{{this}}</span><wbr>{{/each}}</code>`;
