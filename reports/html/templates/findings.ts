/** What is false, worst first; then what was not looked at, which is never left out. */
export const findings = `<section aria-labelledby="findings">
<h2 id="findings">Findings</h2>
{{#if findings}}
<p class="lead">{{findingCount}} did not hold{{#if several}}, worst first{{/if}}.</p>
{{#each findings}}
<article class="finding">
<p class="tags"><span class="severity {{css}}">{{severity}}</span> <span>{{confidence}}</span> <a href="#{{anchor}}"><code>{{id}}</code></a>{{#if subject}} <span><bdi>{{subject}}</bdi></span>{{/if}}</p>
<h3><span class="{{css}}">Does not hold:</span> {{claim}}</h3>
<div class="statement" role="group" aria-label="The statement that failed">{{#each statement}}<div><code>{{this}}</code></div>{{/each}}</div>
{{#if accepted}}<p>Accepted until {{accepted.until}}: <bdi>{{accepted.reason}}</bdi></p>{{/if}}
<h4>What follows</h4>
<p>{{impact}}</p>
<h4>What to do</h4>
<p>{{advice}}</p>
{{#each evidence}}
<table class="rowed">
<caption><b>{{caption}}</b></caption>
<tbody>
{{#each rows}}
<tr><th scope="row"><bdi>{{label}}</bdi></th><td>{{#if groups}}{{> hex groups}}{{else}}{{#if mono}}<code><bdi>{{value}}</bdi></code>{{else}}<bdi>{{value}}</bdi>{{/if}}{{/if}}</td></tr>
{{/each}}
</tbody>
</table>
{{/each}}
<h4>See it again</h4>
<code class="command">{{reproduce}}</code>
</article>
{{/each}}
{{else}}
<p class="lead">None.</p>
{{/if}}
</section>
`;

export const undecided = `<section aria-labelledby="undecided">
<h2 id="undecided">What was not looked at, and why</h2>
{{#if undecided}}
<p class="lead">The verdict says nothing of these claims.</p>
{{#each undecided}}
<h3 class="{{mark.css}}"><svg class="icon" aria-hidden="true" focusable="false"><use href="#mark-{{mark.css}}"/></svg> {{heading}}</h3>
{{#each reasons}}
<div class="reason">
<h4><bdi>{{reason}}</bdi> <span class="muted">({{count}})</span></h4>
<ul>
{{#each checks}}
<li><a href="#{{anchor}}"><code>{{id}}</code></a> <span>{{#if subject}}<bdi>{{subject}}</bdi>: {{/if}}{{claim}}</span></li>
{{/each}}
</ul>
</div>
{{/each}}
{{/each}}
{{else}}
<p class="lead">Nothing: every check ran and was decided.</p>
{{/if}}
</section>
`;
