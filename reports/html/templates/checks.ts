/** Every check that the tool knows of, room by room, in the registry's order. */
export const checks = `<section aria-labelledby="checks">
<h2 id="checks">Every check</h2>
<p class="lead">{{total}}, in the order in which they are registered. Each says what it claims and how that is decided.</p>
{{#each rooms}}
<div class="room">
<h3>{{name}} <span class="muted">({{count}})</span></h3>
{{#each checks}}
<article class="check" id="{{anchor}}">
<div>{{> mark mark}}</div>
<div>
<h4>{{claim}}</h4>
<p class="tags"><code>{{id}}</code>{{#if subject}} <span><bdi>{{subject}}</bdi></span>{{/if}} <span>{{severity}} if false</span>{{#each cites}} <span>{{this}}</span>{{/each}}</p>
{{#if reason}}<p>{{reason}}</p>{{/if}}
{{#if accepted}}<p>Accepted until {{accepted.until}}: <bdi>{{accepted.reason}}</bdi></p>{{/if}}
{{#if facts}}
<dl>
{{#each facts}}<dt>{{label}}</dt><dd><bdi>{{value}}</bdi></dd>
{{/each}}
</dl>
{{/if}}
<details>
<summary>How it is decided</summary>
<div class="prose">
{{#each method}}<p>{{this}}</p>{{/each}}
<dl>
<dt>If it is false</dt><dd>{{impact}}</dd>
<dt>Then</dt><dd>{{advice}}</dd>
<dt>See it again</dt><dd><code>{{reproduce}}</code></dd>
</dl>
</div>
</details>
</div>
</article>
{{/each}}
</div>
{{/each}}
</section>
`;

export const legend = `<section aria-labelledby="legend">
<h2 id="legend">Legend</h2>
<h3>Outcomes</h3>
<dl class="legend">
<dt><span class="word pass"><svg class="icon" aria-hidden="true" focusable="false"><use href="#mark-pass"/></svg> pass</span></dt><dd>The check ran, and its claim holds for these bytes.</dd>
<dt><span class="word fail"><svg class="icon" aria-hidden="true" focusable="false"><use href="#mark-fail"/></svg> fail</span></dt><dd>The check ran, and its claim is false: a finding says where.</dd>
<dt><span class="word inconclusive"><svg class="icon" aria-hidden="true" focusable="false"><use href="#mark-inconclusive"/></svg> inconclusive</span></dt><dd>The check ran and could not decide.</dd>
<dt><span class="word unevaluated"><svg class="icon" aria-hidden="true" focusable="false"><use href="#mark-unevaluated"/></svg> not evaluated</span></dt><dd>The check did not run: evidence was not given, or a check that it relies on did not pass.</dd>
</dl>
<h3>Severity and confidence</h3>
<dl class="legend">
<dt>critical … info</dt><dd>How much a false claim costs those who rely on the files: critical, high, medium, low, info.</dd>
<dt>proven</dt><dd>An equation or a comparison of bytes is false.</dd>
<dt>likely, heuristic</dt><dd>A sign that can have another cause; a person has to look.</dd>
</dl>
</section>
`;
