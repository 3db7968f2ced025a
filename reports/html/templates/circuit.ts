/** What a property reached. */
export const histogram = `<p class="muted"><bdi>{{size}}</bdi>.</p>
{{#if drawing}}
<figure>
<div class="scroll" tabindex="0" role="group" aria-labelledby="{{heading}}">{{{drawing}}}</div>
{{#if missed}}<figcaption class="fail"><bdi>{{missed}}</bdi></figcaption>{{/if}}
</figure>
<details class="long">
<summary>All {{count}} as a table</summary>
<table class="rowed">
<thead><tr><th scope="col">Case</th><th scope="col">Reached</th><th scope="col">Meant at least</th></tr></thead>
<tbody>
{{#each rows}}
<tr><th scope="row"><bdi>{{label}}</bdi></th><td>{{count}}</td><td>{{#if expected}}{{expected}}{{else}}<span class="muted">–</span>{{/if}}</td></tr>
{{/each}}
</tbody>
</table>
</details>
{{/if}}
`;
