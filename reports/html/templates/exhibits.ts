/** What the checks put on the table: chains, facts, bytes that nothing binds. */
export const exhibits = `{{#if exhibits}}
<section aria-labelledby="exhibits">
<h2 id="exhibits">Exhibits</h2>
{{#each exhibits}}
<div class="exhibit">
<h3 id="{{id}}">{{title}}</h3>
{{#if chain}}{{> chain chain heading=id}}{{/if}}
{{#if timeline}}
{{#if timeline.drawing}}
<figure><div class="scroll" tabindex="0" role="group" aria-labelledby="{{id}}">{{{timeline.drawing}}}</div></figure>
{{/if}}
<table>
<thead><tr><th scope="col">Event</th><th scope="col">Time</th><th scope="col">Who stands for the time</th></tr></thead>
<tbody>
{{#each timeline.events}}
<tr><th scope="row"><bdi>{{label}}</bdi></th><td>{{#if time}}{{time}}{{else}}<span class="muted">not known</span>{{/if}}</td><td><bdi>{{datedBy}}</bdi></td></tr>
{{/each}}
</tbody>
</table>
{{/if}}
{{#if matrix}}{{> matrix matrix heading=id}}{{/if}}
{{#if branches}}{{> branches branches heading=id}}{{/if}}
{{#if ladder}}
<figure><div class="scroll" tabindex="0" role="group" aria-labelledby="{{id}}">{{{ladder.drawing}}}</div></figure>
<details class="long">
<summary>{{ladder.count}}, as a table</summary>
<table>
<thead><tr><th scope="col">Time</th><th scope="col">What happened</th><th scope="col">From</th><th scope="col">To</th></tr></thead>
<tbody>
{{#each ladder.rungs}}
<tr><th scope="row">{{time}}</th><td{{#if blamed}} class="fail"{{/if}}><bdi>{{label}}</bdi>{{#if blamed}} <span class="muted">(a finding names it)</span>{{/if}}</td><td><bdi>{{from}}</bdi></td><td>{{#if to}}<bdi>{{to}}</bdi>{{else}}<span class="muted">–</span>{{/if}}</td></tr>
{{/each}}
</tbody>
</table>
</details>
{{/if}}
{{#if histogram}}{{> histogram histogram heading=id}}{{/if}}
{{#if facts}}
<table class="rowed">
<thead><tr><th scope="col">Fact</th><th scope="col">Value</th></tr></thead>
<tbody>
{{#each facts}}
<tr><th scope="row">{{label}}</th><td><bdi>{{value}}</bdi></td></tr>
{{/each}}
</tbody>
</table>
{{/if}}
{{#if unbound}}
<p>Nothing binds these bytes: they can be changed, and every check still passes.</p>
<table>
<thead><tr>{{#if unbound.severalFiles}}<th scope="col">File</th>{{/if}}<th scope="col">What</th><th scope="col">Where</th><th scope="col">Why nothing binds it</th></tr></thead>
<tbody>
{{#each unbound.rows}}
<tr>{{#if ../unbound.severalFiles}}<td><bdi>{{file}}</bdi></td>{{/if}}<th scope="row">{{what}}</th><td>{{where}}</td><td>{{why}}</td></tr>
{{/each}}
</tbody>
</table>
{{/if}}
</div>
{{/each}}
</section>
{{/if}}
`;

export const chain = `<p class="muted">Phase {{phase}}, {{count}}, oldest first, in <bdi>{{file}}</bdi>.</p>
{{#if strip}}
<figure>
<div class="scroll" tabindex="0" role="group" aria-labelledby="{{heading}}">{{{strip}}}</div>
<figcaption>
<ul class="key">
{{#each key}}<li>{{{glyph}}}{{words}}{{#if which}} <span class="muted">({{which}})</span>{{/if}}</li>{{/each}}
</ul>
</figcaption>
</figure>
{{#if folded}}
<details class="long">
<summary>All {{count}} with their hashes</summary>
{{> links}}
</details>
{{else}}{{> links}}{{/if}}
{{/if}}
`;

/** One row a link. Rows are terse: there may be thousands of them. */
export const links = `<table>
<thead><tr><th scope="col">Link</th><th scope="col">Name</th><th scope="col">Outcome</th><th scope="col">{{hashName}}</th></tr></thead>
<tbody>
{{#each links}}
<tr><th scope="row">{{number}}</th><td>{{#if name}}<bdi>{{name}}</bdi>{{else}}<span class="muted">no name</span>{{/if}}{{#if isBeacon}}<br><span class="muted">beacon</span>{{/if}}{{#if beacon}} <code>{{beacon.value}}</code><span class="muted">, 2<sup>{{beacon.exponent}}</sup> iterations</span>{{/if}}</td><td class="{{css}}">{{outcome}}</td><td><code class="hash">{{hash}}</code></td></tr>
{{/each}}
</tbody>
</table>
`;
